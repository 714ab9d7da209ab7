/**
 * The header rows: one cell a column in the last, runs of equal labels in those above it.
 *
 * @import { Column, SortKey } from "../types.js"
 * @import { Columns } from "./columns.js"
 * @import { Sight } from "./body.js"
 */
import { element, reorder } from "./cell.js";
import { frozenLook } from "./body.js";
import { sideOf } from "./cells.js";

/**
 * @typedef {object} Head One header cell.
 * @property {HTMLElement} el
 * @property {HTMLElement} name
 * @property {HTMLElement} sort
 * @property {HTMLElement} picture
 * @property {HTMLElement} missing
 * @property {HTMLElement} type
 * @property {number} col position
 *
 * @typedef {object} Run Equal neighbouring labels of an outer level.
 * @property {number} from position
 * @property {number} to
 * @property {string} text
 */

/**
 * The runs of one level of labels within some columns, each as long as it is known to be.
 *
 * @param {(position: number) => Column | undefined} at
 * @param {number} level
 * @param {number} c0
 * @param {number} c1
 * @param {number} count columns shown
 * @returns {Run[]}
 */
export function runsOf(at, level, c0, c1, count) {
  /** @param {number} a @param {number} b */
  const same = (a, b) => {
    const one = at(a)?.label;
    const other = at(b)?.label;
    if (!one || !other) return false;
    for (let each = 0; each <= level; each++) if (one[each] !== other[each]) return false;
    return true;
  };
  /** @type {Run[]} */
  const runs = [];
  let from = c0;
  while (from > 0 && same(from - 1, from)) from--;
  while (from <= c1) {
    let to = from;
    while (to < count - 1 && same(to, to + 1)) to++;
    runs.push({ from, to, text: at(from)?.label[level] ?? "" });
    from = to + 1;
  }
  return runs;
}

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
    /** @type {{el: HTMLElement, run: Run}[][]} by level */
    this.runs = rows.slice(0, -1).map(() => []);
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
      for (let level = 0; level < this.runs.length; level++) this.#drawRuns(level, sight);
      this.x = Number.NaN;
    }
    const x = sight.left - this.origin;
    if (x === this.x) return;
    this.x = x;
    for (const strip of this.strips) strip.style.transform = `translateX(${-x}px)`;
    for (const level of this.runs) for (const each of level) this.#placeRun(each, sight);
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
    for (const row of this.rows.slice(0, -1)) {
      const corner = /** @type {HTMLElement | null} */ (row.querySelector(":scope > .h"));
      if (corner) place(corner, 0, left);
    }
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

  /** @param {number} level @param {Sight} sight */
  #drawRuns(level, sight) {
    const { columns } = this.parts;
    const strip = /** @type {HTMLElement} */ (this.strips[level]);
    const last = Math.min(columns.end, sight.c0 + sight.columns) - 1;
    const runs = runsOf((at) => columns.at(at), level, sight.c0, last, columns.count);
    const drawn = /** @type {{el: HTMLElement, run: Run}[]} */ (this.runs[level]);
    const had = /** @type {HTMLElement[]} */ ([...strip.children]);
    this.runs[level] = runs.map((run, at) => {
      const el = had[at] ?? element("div", "h", { role: "columnheader", tabindex: "-1" });
      if (!had[at]) {
        el.append(element("b"));
        strip.append(el);
      }
      el.setAttribute("aria-colindex", String(columns.levels + run.from + 1));
      if (run.to > run.from) el.setAttribute("aria-colspan", String(run.to - run.from + 1));
      else el.removeAttribute("aria-colspan");
      set(/** @type {HTMLElement} */ (el.firstElementChild), run.text);
      label(el, run.text, "no name");
      return { el, run };
    });
    for (const el of had.slice(runs.length)) el.remove();
    drawn.length = 0;
  }

  /**
   * A run is clipped to the window, so that its label stays in sight.
   *
   * @param {{el: HTMLElement, run: Run}} each
   * @param {Sight} sight
   */
  #placeRun({ el, run }, sight) {
    const { columns } = this.parts;
    const left = Math.max(columns.left(run.from), sight.left);
    const right = columns.left(run.to + 1);
    const width = Math.min(right, sight.left + this.#room());
    place(el, left - this.origin, Math.max(0, width - left));
  }

  /** Pixels between what stays at both sides. */
  #room() {
    const { frozen, frozenEnd } = this.parts.columns;
    return (this.el.clientWidth || 2000) - frozen - frozenEnd;
  }

  /** Bring the elements into the order in which they are read. Called at rest. */
  tidy() {
    const inOrder = [...this.heads].sort((a, b) => a.col - b.col);
    reorder(
      this.strip,
      inOrder.map((head) => head.el),
    );
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
    const level = this.rows.length + row;
    if (col < 0) return this.rows[level]?.querySelector(":scope > .h") ?? null;
    const each = this.runs[level]?.find(({ run }) => run.from <= col && col <= run.to);
    return each?.el ?? null;
  }

  /**
   * @param {Element} el
   * @returns {{row: number, col: number} | null}
   */
  placeOf(el) {
    const head = this.all.find((each) => each.el.contains(el));
    if (head) return { row: -1, col: head.col };
    for (let level = 0; level < this.runs.length; level++) {
      const row = level - this.rows.length;
      const each = this.runs[level]?.find((one) => one.el.contains(el));
      if (each) return { row, col: each.run.from };
      if (this.rows[level]?.contains(el)) return { row, col: -1 };
    }
    return null;
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
function label(el, text, word) {
  if (!text) el.setAttribute("aria-label", word);
  else if (el.hasAttribute("aria-label")) el.removeAttribute("aria-label");
}

/** @param {HTMLElement} el @param {string} text */
function set(el, text) {
  if (el.textContent !== text) el.textContent = text;
}

/** @param {HTMLElement} el @param {number} left @param {number} width */
function place(el, left, width) {
  el.style.left = `${left}px`;
  el.style.width = `${width}px`;
}

/** @param {number} order */
function superscript(order) {
  return String(order).replace(
    /\d/g,
    (digit) => /** @type {string} */ ("⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]),
  );
}
