/**
 * Keys that move, as the ARIA grid pattern and spreadsheets have them: a pure function from
 * a place and a key to the next place.
 *
 * @import { Place } from "../types.js"
 */

/**
 * @typedef {object} Extent
 * @property {number} rows
 * @property {number} columns
 * @property {number} headers header rows
 * @property {number} levels index levels
 * @property {number} page rows of a viewport less one
 * @property {number} pageColumns columns of a viewport less one
 */

/**
 * @typedef {object} Key
 * @property {string} key
 * @property {boolean} ctrl Ctrl, or Cmd on a Mac
 * @property {boolean} alt
 */

/**
 * Where a key leads.
 *
 * @param {Place} from
 * @param {Key} key
 * @param {Extent} extent
 * @returns {Place | null} null for keys that do not move
 */
export function moved(from, { key, ctrl, alt }, extent) {
  const { rows, columns, headers, levels, page, pageColumns } = extent;
  const lastRow = rows - 1;
  const lastCol = columns - 1;
  /** @param {number} row @param {number} col */
  const to = (row, col) => ({
    row: Math.min(Math.max(row, -headers), lastRow),
    col: Math.min(Math.max(col, -levels), lastCol),
  });
  const top = rows ? 0 : -1;
  const first = columns ? 0 : -levels;
  if (alt) {
    if (key === "PageDown") return to(from.row, from.col + pageColumns);
    if (key === "PageUp") return to(from.row, Math.max(from.col - pageColumns, first));
    return null;
  }
  switch (key) {
    case "ArrowDown":
      return to(ctrl ? lastRow : from.row + 1, from.col);
    case "ArrowUp":
      return to(ctrl ? top : from.row - 1, from.col);
    case "ArrowRight":
      return to(from.row, ctrl ? lastCol : from.col + 1);
    case "ArrowLeft":
      return to(from.row, ctrl ? first : from.col - 1);
    case "Home":
      return ctrl ? to(top, first) : to(from.row, first);
    case "End":
      return ctrl ? to(lastRow, lastCol) : to(from.row, lastCol);
    case "PageDown":
      return to(from.row + page, from.col);
    case "PageUp":
      return to(from.row < 0 ? from.row : Math.max(from.row - page, top), from.col);
    default:
      return null;
  }
}
