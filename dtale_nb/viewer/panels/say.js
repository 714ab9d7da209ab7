/** The words of selecting, copying, menus, and what stands beside the rows. */

const number = new Intl.NumberFormat("en-US");

/** @param {number} count @param {string} one */
function many(count, one) {
  return `${number.format(count)} ${one}${count === 1 ? "" : "s"}`;
}

/** A share with the digits it bears; more than none is never none. @param {number} share */
function shareSaid(share) {
  const hundredths = share * 100;
  if (hundredths > 0 && hundredths < 0.1) return "<0.1%";
  if (hundredths > 99.9 && hundredths < 100) return ">99.9%";
  return `${hundredths < 9.95 ? Number(hundredths.toFixed(1)) : Math.round(hundredths)}%`;
}

/** @param {number} times */
function rounded(times) {
  return times < 10 ? Number(times.toFixed(1)) : Math.round(times);
}

/** Digits in groups, where a text is a whole number. @param {string} text */
function grouped(text) {
  return /^\d{4,15}$/.test(text) ? number.format(Number(text)) : text;
}

export const SAY = {
  /** @param {number} count */
  cells: (count) => `${many(count, "cell")} selected`,
  /** @param {number} count */
  selected: (count) => `${many(count, "cell")} selected.`,
  /** @param {number} cells @param {number} most */
  tooMany: (cells, most) =>
    `${number.format(cells)} cells are too many to copy; select at most ${number.format(most)}.`,
  adding: "adding up…",
  stop: "Stop",
  stopped: "Stopped.",
  sum: "sum",
  mean: "mean",
  min: "min",
  max: "max",
  /** Between groups of thousands. */
  gap: ",",
  /** What a figure is that no float holds exactly. */
  nearest: "Exact, rounded once to the nearest 64-bit float.",
  /** @param {number} columns */
  leftOut: (columns) => `${many(columns, "column")} of numbers cannot be added up.`,
  /** @param {number} count */
  missingCells: (count) => `${number.format(count)} missing`,
  downloadMenu: "Download…",
  height: "Height of the viewer",
  /** @param {number} count */
  pixels: (count) => many(count, "pixel"),
  noFull: "The page does not let the viewer fill the window; open it in a tab.",
  copying: "Fetching the cells to copy…",
  notCopied: "Not copied: the kernel did not give all cells.",
  copyAgain: "The cells are here now: copy again.",
  /** @param {number} width */
  width: (width) => `${width} pixels wide`,
  summary: "Summary",
  search: "Search",
  copyLink: "Copy link",
  linkCopied: "Link copied; it leads to the view as it is set, while the kernel runs.",
  linkNotCopied: "Not copied: the browser did not allow it.",
  brokenLink: "The link was not whole: the view is as it was.",
  oddLink: "The link does not fit this frame: the view is as it was.",
  undo: "Undo",
  previousHit: "Previous hit (Shift+Enter)",
  nextHit: "Next hit (Enter)",
  keepHits: "Keep only rows with hits",
  /** @param {number | null} at @param {number} hits @param {number | null} share looked through */
  hits: (at, hits, share) => {
    const some = at ? `${number.format(at)} of ${number.format(hits)}` : many(hits, "hit");
    return share === null ? some : `${some}… ${Math.floor(share * 100)}%`;
  },
  /** What is being done, as the kernel says it. @param {string} what */
  doing: (what) => what,
  columnMenu: "Column menu (Alt+Down)",
  sortUp: "Sort ascending",
  sortDown: "Sort descending",
  unsort: "Do not sort by this",
  alsoUp: "Then sort by this",
  fit: "Fit width",
  wider: "Wider",
  narrower: "Narrower",
  pin: "Pin left",
  pinEnd: "Pin right",
  unpin: "Unpin",
  left: "Move left",
  right: "Move right",
  hide: "Hide",
  columns: "Columns…",
  chart: "Chart",
  /** @param {string} name */
  chartOf: (name) => `Chart of ${name}`,
  copy: "Copy",
  copyNames: "Copy with headers",
  copyIndex: "Copy with headers and index",
  copyMarkdown: "Copy as Markdown",
  copyPython: "Copy as Python",
  notAllowed: "The browser did not let this be copied.",
  value: "Show the whole value",
  row: "Show the row",
  go: "Go to…",
  /** Before a letter. */
  ctrl: "Ctrl+",
  shortcuts: "Keyboard shortcuts",
  close: "Close",
  loading: "Loading…",
  /** @param {number} share */
  percent: (share) => shareSaid(share),
  /** @param {number} missing @param {number} rows */
  missingOf: (missing, rows) =>
    `${number.format(missing)} of ${number.format(rows)} values missing`,
  allMissing: "all missing",
  /** @param {number} count */
  count: (count) => number.format(count),
  /** @param {string} text */
  grouped: (text) => grouped(text),
  cancel: "Cancel",
  empty: "empty",
  /** @param {string} from @param {string} to @param {string} low @param {string} high */
  histogram: (from, to, low, high) => `from ${from} to ${to}, most from ${low} to ${high}`,
  /** @param {string} from @param {string} to */
  histogramNone: (from, to) => `from ${from} to ${to}, none of them shown`,
  /** @param {number} times */
  times: (times) => `×${number.format(rounded(times))}`,
  /** @param {number} times */
  enlarged: (times) => `What the filter keeps is drawn ${rounded(times)} times larger.`,
  /** @param {string} about @param {string} count */
  different: (about, count) => `${about}${grouped(count)} different`,
  /** @param {string} text @param {number} count @param {number} share */
  topOf: (text, count, share) => `${text}: ${number.format(count)} (${shareSaid(share)})`,
  /** @param {number} count */
  others: (count) => `others: ${number.format(count)}`,
  /** @param {string[]} parts */
  mostly: (parts) => `mostly ${parts.join(", ")}`,
  format: "Format…",
  look: "Rows and colour…",
  link: "Open the link",
  /** @param {string} name @param {number} place */
  movedTo: (name, place) => `${name} is now column ${number.format(place)}.`,
  /** @param {string} name */
  hidden: (name) => `${name} is hidden.`,
  /** @param {string} name */
  pinned: (name) => `${name} is pinned.`,
  /** @param {string} name */
  unpinned: (name) => `${name} is no longer pinned.`,
  only: "Keep only this value",
  exclude: "Exclude this value",
  filterThis: "Filter…",
};
