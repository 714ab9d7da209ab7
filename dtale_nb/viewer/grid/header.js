/**
 * The header: one cell a column in its last row. Rows of outer labels above it are those
 * of `runs.js`.
 *
 * @import { Column, SortKey } from "../types.js"
 * @import { Columns } from "./columns.js"
 * @import { Sight } from "./body.js"
 * @import { Runs } from "./runs.js"
 */
import { element, place } from "./cell.js";
import { sideOf } from "./cells.js";
import { frozenLook } from "./painter.js";

/**
 * @typedef {object} Head One header cell.
 * @property {HTMLElement} el
 * @property {HTMLElement} name
 * @property {HTMLElement} sort
 * @property {HTMLElement} picture
 * @property {HTMLElement} missing
 * @property {HTMLElement} type
 * @property {number} col position
 */

export class Header {
  /**
   * @param {HTMLElement} el
   * @param {object} parts
   * @param {Columns} parts.columns
   * @param {string[]} parts.levels names of the levels of labels
   * @param {() => SortKey[]} parts.sort
   */
  constructor(el, parts) {
    this.el = el;
    this.parts = parts;
    const rows = /** @type {HTMLElement[]} */ ([...el.children]);
    this.rows = rows;
    const last = /** @type {HTMLElement} */ (rows.at(-1));
    this.strips = rows.map((row) => /** @type {HTMLElement} */ (row.querySelector(".s")));
    this.strip = /** @type {HTMLElement} */ (last.querySelector(".s"));
    this.end = /** @type {HTMLElement} */ (last.lastElementChild);
    this.last = last;
    this.index = heads(last.querySelectorAll(":scope > .h"));
    this.heads = heads(this.strip.querySelectorAll(".h"));
    this.ends = heads(this.end.querySelectorAll(".h"));
    /** @type {Runs | null} the rows of outer labels, where there are any */
    this.runs = null;
    this.key = "";
    this.x = Number.NaN;
    this.origin = 0;
    /** @type {(head: Head, number: number | undefined) => void} draws a column's picture */
    this.onDress = () => {};
  }

  /** Everything is drawn again in the next frame. */
  spoil() {
    this.key = "";
  }

  /** @param {Sight} sight */
  draw(sight) {
    const { columns } = this.parts;
    const key = `${sight.c0} ${sight.columns} ${columns.epoch}`;
    if (key !== this.key) {
      this.key = key;
      this.origin = columns.left(sight.c0);
      this.#fit(sight);
      this.#drawIndex();
      for (let at = 0; at < sight.columns; at++) this.#drawHead(sight.c0 + at);
      this.runs?.draw(sight);
      this.x = Number.NaN;
    }
    const x = sight.left - this.origin;
    if (x === this.x) return;
    this.x = x;
    for (const strip of this.strips) strip.style.transform = `translateX(${-x}px)`;
    this.runs?.place(sight.left, this.origin);
  }

  /** @param {Sight} sight */
  #fit(sight) {
    while (this.heads.length > sight.columns) this.heads.pop()?.el.remove();
    while (this.heads.length < sight.columns) {
      this.heads.push(newHead());
      this.strip.append(/** @type {Head} */ (this.heads.at(-1)).el);
    }
    const { levels, pinned, pinnedEnd } = this.parts.columns;
    while (this.ends.length > pinnedEnd) this.ends.pop()?.el.remove();
    while (this.ends.length < pinnedEnd) {
      this.ends.push(newHead());
      this.end.append(/** @type {Head} */ (this.ends.at(-1)).el);
    }
    while (this.index.length > levels + pinned) this.index.pop()?.el.remove();
    while (this.index.length < levels + pinned) {
      this.index.push(newHead());
      this.strip.before(/** @type {Head} */ (this.index.at(-1)).el);
    }
  }

  #drawIndex() {
    const { columns } = this.parts;
    let left = 0;
    this.index.forEach((head, at) => {
      head.col = at - columns.levels;
      this.#dress(head, columns.at(head.col), columns.levels + head.col + 1);
      const width = columns.width(head.col);
      place(head.el, left, width);
      left += width;
    });
    this.ends.forEach((head, at) => {
      head.col = columns.end + at;
      this.#dress(head, columns.at(head.col), columns.levels + head.col + 1);
      place(head.el, columns.left(head.col) - columns.total, columns.width(head.col));
    });
  }

  /** @param {number} col */
  #drawHead(col) {
    const { columns } = this.parts;
    const head = /** @type {Head} */ (this.heads[col % this.heads.length]);
    const there = col < columns.end;
    head.el.hidden = !there;
    head.col = there ? col : -1;
    if (!there) return;
    this.#dress(head, columns.at(col), columns.levels + col + 1);
    place(head.el, columns.left(col) - this.origin, columns.width(col));
  }

  /** @param {Head} head @param {Column | undefined} column @param {number} index */
  #dress(head, column, index) {
    const { el } = head;
    const frozen = frozenLook("h", head.col, this.parts.columns);
    const side = column ? sideOf(column.kind) : "";
    const look = side === "n" ? `${frozen} n` : frozen;
    if (el.className !== look) el.className = look;
    el.setAttribute("aria-colindex", String(index));
    set(head.name, column?.label.at(-1) ?? "");
    set(head.type, column?.dtype ?? "…");
    if (column) label(el, column.label.at(-1), head.col < 0 ? "index" : "no name");
    this.#dressSort(head, column?.number);
    this.onDress(head, column?.number);
  }

  /** The header cells of columns and index levels, wherever they stand. */
  get all() {
    return [...this.index, ...this.heads, ...this.ends];
  }

  /** @param {Head} head @param {number | undefined} number */
  #dressSort(head, number) {
    const keys = this.parts.sort();
    const at = keys.findIndex((key) => key.number === number);
    const key = keys[at];
    if (!key) {
      head.el.removeAttribute("aria-sort");
      set(head.sort, "");
      return;
    }
    head.el.setAttribute("aria-sort", key.descending ? "descending" : "ascending");
    const order = keys.length > 1 ? superscript(at + 1) : "";
    set(head.sort, (key.descending ? "↓" : "↑") + order);
  }

  /**
   * The header cell at a place.
   *
   * @param {number} row -1 the last header row
   * @param {number} col
   * @returns {HTMLElement | null}
   */
  elementAt(row, col) {
    if (row === -1) {
      const { pinned, end } = this.parts.columns;
      const all = col < pinned ? this.index : col >= end ? this.ends : this.heads;
      return all.find((head) => head.col === col)?.el ?? null;
    }
    return this.runs?.elementAt(this.rows.length + row, col) ?? null;
  }

  /**
   * @param {Element} el
   * @returns {{row: number, col: number} | null}
   */
  placeOf(el) {
    const head = this.all.find((each) => each.el.contains(el));
    if (head) return { row: -1, col: head.col };
    const outer = this.runs?.placeOf(el);
    return outer ? { row: outer.level - this.rows.length, col: outer.col } : null;
  }
}

/** @param {Iterable<Element>} elements @returns {Head[]} */
function heads(elements) {
  return [...elements].map((el) => {
    const [name, sort, picture, missing, type] = /** @type {any} */ (el.children);
    const made = { name, sort, picture, missing, type, col: 0 };
    return { el: /** @type {HTMLElement} */ (el), ...made };
  });
}

/** @returns {Head} */
function newHead() {
  const el = element("div", "h", { role: "columnheader", tabindex: "-1" });
  const sort = element("span", "so", { "aria-hidden": "true" });
  const picture = [element("span", "pic"), element("span", "ms")];
  el.append(element("b"), sort, ...picture, element("span", "ty"));
  return /** @type {Head} */ (heads([el])[0]);
}

/**
 * A header without a text is told by a word.
 *
 * @param {HTMLElement} el
 * @param {string | undefined} text
 * @param {string} word
 */
export function label(el, text, word) {
  if (!text) el.setAttribute("aria-label", word);
  else if (el.hasAttribute("aria-label")) el.removeAttribute("aria-label");
}

/** @param {HTMLElement} el @param {string} text */
export function set(el, text) {
  if (el.textContent !== text) el.textContent = text;
}

/** @param {number} order */
function superscript(order) {
  return String(order).replace(
    /\d/g,
    (digit) => /** @type {string} */ ("⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]),
  );
}
