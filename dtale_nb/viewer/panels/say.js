/** The words of actions, menus and panels. */

const number = new Intl.NumberFormat("en-US");
const percent = new Intl.NumberFormat("en-US", { style: "percent" });

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

/** @param {number} bytes */
function megabytes(bytes) {
  return bytes < 100_000
    ? `${number.format(Math.ceil(bytes / 1000))} kB`
    : `${number.format(Math.round(bytes / 100_000) / 10)} MB`;
}

export const SAY = {
  /** @param {number} count */
  cells: (count) => `${many(count, "cell")} selected`,
  /** @param {number} count */
  selected: (count) => `${many(count, "cell")} selected.`,
  /** @param {number} cells @param {number} most */
  tooMany: (cells, most) =>
    `${number.format(cells)} cells are too many to copy; select at most ${number.format(most)}.`,
  /** @param {number} count */
  copied: (count) => `${many(count, "cell")} copied.`,
  adding: "adding up…",
  stop: "Stop",
  stopped: "Stopped.",
  sum: "sum",
  mean: "mean",
  min: "min",
  max: "max",
  /** What a figure is that no float holds exactly. */
  nearest: "Exact, rounded once to the nearest 64-bit float.",
  /** @param {number} columns */
  leftOut: (columns) => `${many(columns, "column")} of numbers cannot be added up.`,
  /** @param {number} count */
  missingCells: (count) => `${number.format(count)} missing`,
  download: "Download",
  downloadMenu: "Download…",
  fileFormat: "Format",
  withIndex: "With the index",
  withHeader: "With the names of the columns",
  /** @param {number} rows @param {number} columns */
  whole: (rows, columns) =>
    `${many(rows, "row")} and ${many(columns, "column")}, all of them as shown.`,
  /** @param {number} bytes */
  fetched: (bytes) => `${megabytes(bytes)}…`,
  /** @param {string} name @param {number} bytes */
  downloaded: (name, bytes) => `${name}: ${megabytes(bytes)} downloaded.`,
  /** @param {string} what */
  needs: (what) => `needs ${what}`,
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
  /** @type {[string, string][]} */
  keys: [
    ["Arrows", "Next cell"],
    ["Home / End", "First / last cell of the row"],
    ["Ctrl+Home / Ctrl+End", "First / last cell of all"],
    ["Ctrl+Up / Ctrl+Down", "First / last row"],
    ["Page Up / Page Down", "One page up / down"],
    ["Alt+Page Up / Page Down", "One page left / right"],
    ["Shift + any of these", "Select a range"],
    ["Ctrl+Space / Shift+Space", "Select the column / row"],
    ["Ctrl+A", "Select all"],
    ["Ctrl+C", "Copy"],
    ["Enter or F2", "Show the whole value"],
    ["Shift+Enter", "Show the row; on a header: add to the sort"],
    ["Enter or Space on a header", "Sort"],
    ["Alt+Left / Right on a header", "Narrower / wider"],
    ["Alt+Shift+Left / Right on a header", "Move the column"],
    ["Alt+Down or Shift+F10", "Menu"],
    ["Ctrl+G", "Go to a row or column"],
    ["Escape", "Close; back to one cell"],
    ["Tab", "Leave the grid"],
    ["Alt+Enter", "Summary of the column"],
    ["Ctrl+F", "Search in all cells"],
    ["Ctrl+Z", "Undo a filter or sort"],
    ["?", "This list"],
  ],
  close: "Close",
  previous: "Previous row",
  next: "Next row",
  /** @param {number} row */
  rowTitle: (row) => `Row ${number.format(row)}`,
  /** @param {string} name @param {number} place */
  movedTo: (name, place) => `${name} is now column ${number.format(place)}.`,
  /** @param {string} name */
  hidden: (name) => `${name} is hidden.`,
  /** @param {string} name */
  pinned: (name) => `${name} is pinned.`,
  /** @param {string} name */
  unpinned: (name) => `${name} is no longer pinned.`,
  showFound: "Show these",
  hideFound: "Hide these",
  pinFound: "Pin these left",
  unpinFound: "Unpin these",
  hideEmpty: "Hide all empty",
  asFrame: "As in the frame",
  missingShare: "Missing values",
  /** Least share, and what it is called. @type {[string, string][]} */
  shares: [
    ["", "any share"],
    ["0", "some"],
    ["0.5", "half or more"],
    ["1", "all"],
  ],
  /** @param {number} share */
  missing: (share) => {
    if (share < 0.005) return "<1% missing";
    return share > 0.995 && share < 1 ? ">99% missing" : `${percent.format(share)} missing`;
  },
  /** @param {number} count */
  found: (count) => `${number.format(count)} found`,
  find: "Find by name or type",
  /** @param {number} shown @param {number} all */
  shown: (shown, all) => `${number.format(shown)} of ${number.format(all)} columns shown`,
  /** @param {number} more */
  more: (more) => `and ${number.format(more)} more; type to find them`,
  rowNumber: "Row position, from 0",
  columnName: "Column",
  goThere: "Go",
  /** @param {number} last */
  noRow: (last) => `Rows go from 0 to ${number.format(last)}.`,
  noColumn: "No column has this name.",
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
  /** @param {string} name */
  formatTitle: (name) => `Format of ${name}`,
  format: "Format…",
  appliesTo: "Applies to",
  thisColumn: "this column",
  /** @param {string} dtype */
  allOf: (dtype) => `all columns of ${dtype}`,
  asItIs: "As it is",
  exactStays: "Copies, details and filters keep the exact value; hover to see it.",
  longText: "Long text",
  asRows: "as the rows",
  wrapped: "wrapped",
  cutOff: "cut off",
  writtenAs: "Written as",
  /** @type {[string, string][]} */
  numberStyles: [
    ["plain", "a number"],
    ["percent", "percent"],
    ["scientific", "scientific"],
    ["currency", "currency"],
    ["bytes", "bytes"],
  ],
  currency: "Currency",
  decimals: "Decimals",
  digits: "Significant digits",
  thousands: "Groups of thousands",
  red: "Negative in red",
  pattern: "Pattern",
  /** @param {string} zone */
  inMyZone: (zone) => `In my zone, ${zone}`,
  look: "Rows and colour…",
  rowHeight: "Row height",
  /** @type {[string, string][]} */
  rowHeights: [
    ["0", "closer"],
    ["1", "normal"],
    ["2", "2 lines"],
    ["3", "3 lines"],
    ["5", "5 lines"],
    ["8", "8 lines"],
    ["12", "12 lines"],
  ],
  colour: "Colour",
  /** @type {[string, string][]} */
  colours: [
    ["", "none"],
    ["heat", "heat map, each column"],
    ["overall", "heat map, one scale for all"],
    ["bars", "bars"],
    ["outliers", "values far out"],
    ["spread", "columns that hardly vary"],
    ["missing", "missing values"],
    ["dtype", "types"],
    ["ranges", "ranges…"],
  ],
  /** @type {Record<string, string>} */
  coloursTold: {
    heat: "From the least value of a column to its greatest, of the rows shown.",
    overall: "From the least value of all to the greatest, of the rows shown.",
    bars: "From zero, within the least and the greatest value of a column.",
    outliers: "▲ ▼ further from the quartiles than 1.5 times their distance.",
    spread: "Hatched: few different values, and one far more frequent than the others.",
    missing: "What is missing, of any kind.",
    dtype: "By what a column holds; its header names the type.",
    ranges: "The first range that holds a value counts; both ends belong to it.",
  },
  approximate: "≈ Some of it is estimated from a sample.",
  colouredColumns: "Columns",
  allColumns: "all",
  /** @param {string} name */
  onlyColumn: (name) => `only ${name}`,
  from: "From",
  to: "To",
  /** @param {string} name @param {number} at */
  endOf: (name, at) => `${name}, range ${at}`,
  link: "Open the link",
  /** @param {number} count */
  characters: (count) => many(count, "character"),
};
