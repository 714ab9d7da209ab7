/** The words of panels that are opened on use: details, columns, formats, downloads. */
import { translate } from "./tongue.js";

const number = new Intl.NumberFormat("en-US");
const percent = new Intl.NumberFormat("en-US", { style: "percent" });

/** @param {number} count @param {string} one */
function many(count, one) {
  return `${number.format(count)} ${one}${count === 1 ? "" : "s"}`;
}

/** @param {number} bytes */
function megabytes(bytes) {
  return bytes < 100_000
    ? `${number.format(Math.ceil(bytes / 1000))} kB`
    : `${number.format(Math.round(bytes / 100_000) / 10)} MB`;
}

export const PANEL = {
  download: "Download",
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
  previous: "Previous row",
  next: "Next row",
  /** @param {number} row */
  rowTitle: (row) => `Row ${number.format(row)}`,
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
  /** @param {string} name */
  formatTitle: (name) => `Format of ${name}`,
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
  /** @param {string} name @param {number} at */
  endOf: (name, at) => `${name}, range ${at}`,
  /** @param {number} count */
  characters: (count) => many(count, "character"),
  from: "From",
  to: "To",
};

await translate(PANEL, "panel");
