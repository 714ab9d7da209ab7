/**
 * One row's elements: index and what is pinned beside it, what scrolls sideways, what is
 * pinned at the end.
 *
 * @import { Columns } from "./columns.js"
 */
import { Cell, element } from "./cell.js";

/**
 * @typedef {object} Row
 * @property {HTMLElement} el
 * @property {HTMLElement} strip what scrolls sideways
 * @property {HTMLElement} end what stays at the end
 * @property {Cell[]} index index levels and columns pinned at the beginning
 * @property {Cell[]} cells by slot
 * @property {Cell[]} ends columns pinned at the end
 * @property {number} row its number, -1 without
 */

/**
 * A row that stands in the page.
 *
 * @param {Element} el
 * @param {Columns} columns
 * @param {number} c0 position of the first column that scrolls
 * @returns {Row}
 */
export function rowOf(el, { levels, end: first }, c0) {
  const children = /** @type {HTMLElement[]} */ ([...el.children]);
  const [strip, end] = /** @type {[HTMLElement, HTMLElement]} */ (children.splice(-2));
  const index = children.map((cell, at) => named(new Cell(cell), at - levels));
  const cells = cellsOf(strip, c0);
  const ends = cellsOf(end, first);
  return { el: /** @type {HTMLElement} */ (el), strip, end, index, cells, ends, row: -1 };
}

/**
 * @param {Columns} columns
 * @param {number} count columns that scroll
 * @returns {Row}
 */
export function newRow({ levels, pinned, pinnedEnd }, count) {
  const el = element("div", "r e", { role: "row" });
  /** @param {HTMLElement} parent @param {number} n @param {number} [headers] */
  const cells = (parent, n, headers = 0) =>
    Array.from({ length: n }, (_, at) =>
      newCell(parent, at < headers ? "rowheader" : "gridcell"),
    );
  const index = cells(el, levels + pinned, levels);
  const strip = element("div", "s");
  const end = element("div", "y");
  el.append(strip, end);
  return {
    el,
    strip,
    end,
    index,
    cells: cells(strip, count),
    ends: cells(end, pinnedEnd),
    row: -1,
  };
}

/** Place what does not scroll. @param {Row} row @param {Columns} columns */
export function placeFrozen(row, columns) {
  let left = 0;
  row.index.forEach((cell, at) => {
    const width = columns.width(at - columns.levels);
    cell.name(at - columns.levels, at + 1);
    cell.place(left, width);
    left += width;
  });
  row.ends.forEach((cell, at) => {
    const col = columns.end + at;
    cell.name(col, columns.levels + col + 1);
    cell.place(columns.left(col) - columns.total, columns.width(col));
  });
}

/** @param {HTMLElement} parent @param {string} role */
export function newCell(parent, role) {
  const el = element("div", "c", { role, tabindex: "-1" });
  if (role === "gridcell") el.setAttribute("aria-selected", "false");
  parent.append(el);
  return new Cell(el);
}

/** Cells that stand in the page. @param {HTMLElement} strip @param {number} first position */
function cellsOf(strip, first) {
  const found = /** @type {HTMLElement[]} */ ([...strip.children]);
  return found.map((cell, at) => named(new Cell(cell), first + at));
}

/** @param {Cell} cell @param {number} col */
function named(cell, col) {
  cell.col = col;
  return cell;
}
