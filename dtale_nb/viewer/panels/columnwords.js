/** What the column panel says. */
import { translate } from "./tongue.js";

const number = new Intl.NumberFormat("en-US");

export const COLUMN = {
  title: "Column",
  /** @param {string} name */
  of: (name) => `Column ${name}`,
  previous: "Previous column",
  next: "Next column",
  width: "Width of the panel",
  drag: "drag to filter",
  rows: "rows",
  /** @param {number} all */
  ofAll: (all) => `of ${number.format(all)}`,
  missing: "missing",
  distinct: "distinct",
  exactly: "Compute exactly",
  counting: "Computing exactly…",
  estimate: "estimated",
  /** @param {number} error */
  error: (error) => `± ${Number((error * 100).toPrecision(2))}%`,
  /** How far a quantile may lie from its place. @param {number} error */
  rank: (error) => `± ${Number((error * 100).toPrecision(2))}% of the rows`,
  /** @param {number} error */
  about: (error) => `± ${Number(error.toPrecision(2))}`,
  /** @param {string} method @param {number} n */
  method: (method, n) => (n ? `${method}: ${number.format(n)} looked at` : method),
  /** @param {string} text @param {number} count */
  kind: (text, count) => `${number.format(count)} ${text}`,
  /** Figures that stand in one line, and what it is called. @type {[string[], string][]} */
  figures: [
    [["min", "max"], "min · max"],
    [["mean", "std"], "mean · std"],
    [["q25", "q50", "q75"], "quartiles"],
    [["q05", "q95"], "5% · 95%"],
    [["zeros", "negatives"], "zeros · negative"],
    [["infinities"], "infinite"],
    [["first"], "first"],
    [["last"], "last"],
    [["range"], "range"],
    [["gap"], "longest gap"],
    [["shortest", "mean_length", "longest"], "length: least · mean · most"],
    [["empty", "blank"], "empty · blank"],
    [["outer_blanks"], "blanks around"],
  ],
  median: "median",
  frequent: "Values",
  find: "Find a value",
  more: "More values",
  /** @param {number} total */
  total: (total) => `${number.format(total)} different`,
  notAll: "Only the most frequent ones were looked through.",
  /** @param {string} text @param {number} count */
  value: (text, count) => `${text}: ${number.format(count)}. Keep it, or no longer.`,
  none: "No value holds this.",
};

await translate(COLUMN, "column");
