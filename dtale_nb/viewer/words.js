/**
 * Everything the viewer says, in one catalogue.
 *
 * @import { Column, SortKey } from "./types.js"
 */

const count = new Intl.NumberFormat("en-US");

/** @param {number} number @param {string} one */
function many(number, one) {
  return `${count.format(number)} ${one}${number === 1 ? "" : "s"}`;
}

/** @param {Column | SortKey | undefined} column */
export function nameOf(column) {
  const name = column?.label?.filter(Boolean).join(" / ");
  return name?.trim() ? name : (column?.number ?? -1) < 0 ? "index" : WORDS.noName;
}

export const WORDS = {
  /** @param {number} rows shown @param {number} of */
  rows: (rows, of) =>
    rows === of ? many(rows, "row") : `${count.format(rows)} of ${many(of, "row")}`,
  /** @param {number} rows @param {number} of */
  rowsSpoken: (rows, of) => `${WORDS.rows(rows, of)} shown.`,
  /** @param {number} rows @param {number} columns */
  shape: (rows, columns) => `${count.format(rows)} × ${count.format(columns)}`,
  /** @param {SortKey[]} keys */
  sorted: (keys) => (keys.length ? `sorted by ${keys.map(nameOf).join(", ")}` : ""),
  /** @param {SortKey[]} keys */
  sortedSpoken: (keys) =>
    keys.length
      ? `Sorted by ${keys
          .map((key) => `${nameOf(key)}, ${key.descending ? "descending" : "ascending"}`)
          .join("; then by ")}.`
      : "No longer sorted.",
  noName: "(no name)",
  sorting: "sorting…",
  filtering: "filtering…",
  busy: "The kernel is busy; this waits for it.",
  /** @param {number} row */
  loading: (row) => `loading from row ${count.format(row)}…`,
  noRows: "No rows",
  /** @param {number} of */
  noneKept: (of) => `No rows: the filter keeps none of ${count.format(of)}`,
  noColumns: "No columns",
  tryAgain: "Try again",
  /** @param {number} cells */
  copied: (cells) => `${many(cells, "cell")} copied.`,
  /**
   * What happened, what is safe and what to do, by the code of a failure.
   *
   * @param {string} code
   * @param {string} message
   * @param {string} hint
   * @returns {[string, string]} the sentence, and what goes with it
   */
  badNews: (code, message, hint) => {
    switch (code) {
      case "gone":
        return [
          "The kernel does not answer.",
          "It may have ended or restarted. What you see stays; run the cell again to bring the view back.",
        ];
      case "signed-out":
        return ["Jupyter has signed you out.", "Sign in again in another tab, then try again."];
      case "view-let-go":
      case "unknown-view":
        return ["This view was let go.", "Your data is safe; run the cell again to see it."];
      default:
        return [message ? `${message}.` : "Something failed.", hint ? `${hint}.` : ""];
    }
  },
};
