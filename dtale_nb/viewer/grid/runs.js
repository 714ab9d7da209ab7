/**
 * Rows of outer labels: equal neighbours are one cell over their columns, whose label
 * stays in view while any of them is. Columns that are pinned have runs of their own.
 *
 * @import { Sight } from "./body.js"
 * @import { Columns } from "./columns.js"
 * @import { Column } from "../types.js"
 * @import { Header } from "./header.js"
 */
import { element, place } from "./cell.js";
import { label, set } from "./header.js";

/**
 * @typedef {object} Run Equal neighbouring labels of an outer level.
 * @property {number} from position
 * @property {number} to
 * @property {string} text
 *
 * @typedef {{el: HTMLElement, run: Run}[]} Drawn
 *
 * @typedef {object} Level One row of outer labels.
 * @property {HTMLElement} el
 * @property {HTMLElement | null} corner above the index
 * @property {HTMLElement} strip what scrolls sideways
 * @property {HTMLElement} end what stays at the end
 * @property {Drawn} left of columns pinned at the beginning
 * @property {Drawn} middle of columns that scroll
 * @property {Drawn} right of columns pinned at the end
 */

/**
 * The runs of one level of labels within some columns, each as long as it is known to be.
 *
 * @param {(position: number) => Column | undefined} at
 * @param {number} level
 * @param {[number, number]} sight first and last position that must be covered
 * @param {[number, number]} bounds first and last position that a run may have
 * @returns {Run[]}
 */
export function runsOf(at, level, [c0, c1], [least, most]) {
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
  while (from > least && same(from - 1, from)) from--;
  while (from <= c1) {
    let to = from;
    while (to < most && same(to, to + 1)) to++;
    runs.push({ from, to, text: at(from)?.label[level] ?? "" });
    from = to + 1;
  }
  return runs;
}

export class Runs {
  /** @param {Header} header @param {Columns} columns */
  constructor(header, columns) {
    this.header = header;
    this.columns = columns;
    /** @type {Level[]} */
    this.levels = header.rows.slice(0, -1).map((el) => {
      const corner = /** @type {HTMLElement | null} */ (
        el.querySelector(":scope > .h:not(.pin)")
      );
      const strip = /** @type {HTMLElement} */ (el.querySelector(":scope > .s"));
      const end = /** @type {HTMLElement} */ (el.querySelector(":scope > .y"));
      return { el, corner, strip, end, left: [], middle: [], right: [] };
    });
  }

  /** @param {Sight} sight */
  draw(sight) {
    const { pinned, end, count } = this.columns;
    const shown = Math.min(end, sight.c0 + sight.columns) - 1;
    this.levels.forEach((level, at) => {
      const { el, corner, strip } = level;
      const lefts = /** @type {HTMLElement[]} */ ([...el.querySelectorAll(":scope > .pin")]);
      level.left = this.#dress(at, lefts, [0, pinned - 1], [0, pinned - 1], (run) =>
        el.insertBefore(run, strip),
      );
      level.middle = this.#dress(
        at,
        /** @type {HTMLElement[]} */ ([...strip.children]),
        [sight.c0, shown],
        [pinned, end - 1],
        (run) => strip.append(run),
      );
      level.right = this.#dress(
        at,
        /** @type {HTMLElement[]} */ ([...level.end.children]),
        [end, count - 1],
        [end, count - 1],
        (run) => level.end.append(run),
      );
      this.#placeFrozen(level, corner);
    });
  }

  /**
   * Write the runs of some columns of a level into elements, as many as it takes.
   *
   * @param {number} level
   * @param {HTMLElement[]} had elements there are
   * @param {[number, number]} sight
   * @param {[number, number]} bounds
   * @param {(el: HTMLElement) => unknown} add
   * @returns {Drawn}
   */
  #dress(level, had, sight, bounds, add) {
    const { columns } = this;
    const runs = runsOf((at) => columns.at(at), level, sight, bounds);
    const drawn = runs.map((run, at) => {
      const el = had[at] ?? element("div", "h", { role: "columnheader", tabindex: "-1" });
      if (!had[at]) {
        el.append(element("b"));
        add(el);
      }
      const isPinned = columns.isPinned(run.from);
      const edge =
        run.to === columns.pinned - 1 ? " z1" : run.from === columns.end ? " y1" : "";
      el.className = isPinned ? `h i pin${edge}` : "h";
      el.setAttribute("aria-colindex", String(columns.levels + run.from + 1));
      if (run.to > run.from) el.setAttribute("aria-colspan", String(run.to - run.from + 1));
      else el.removeAttribute("aria-colspan");
      set(/** @type {HTMLElement} */ (el.firstElementChild), run.text);
      label(el, run.text, "no name");
      return { el, run };
    });
    for (const el of had.slice(runs.length)) el.remove();
    return drawn;
  }

  /** @param {Level} level @param {HTMLElement | null} corner */
  #placeFrozen({ left, right }, corner) {
    const { columns } = this;
    const index = columns.frozen + columns.left(0);
    if (corner) {
      corner.className = columns.pinned ? "h i" : "h i z1";
      place(corner, 0, index);
    }
    for (const { el, run } of left) {
      const from = columns.left(run.from);
      place(el, columns.frozen + from, columns.left(run.to + 1) - from);
    }
    for (const { el, run } of right) {
      const from = columns.left(run.from);
      place(el, from - columns.total, columns.left(run.to + 1) - from);
    }
  }

  /**
   * A run that scrolls is clipped to the window, so that its label stays in sight.
   *
   * @param {number} x px that are scrolled away
   * @param {number} origin px of the columns that the strip begins with
   */
  place(x, origin) {
    const { columns } = this;
    // Pixels between what stays at both sides.
    const room = (this.header.el.clientWidth || 2000) - columns.frozen - columns.frozenEnd;
    for (const { middle } of this.levels) {
      for (const { el, run } of middle) {
        const left = Math.max(columns.left(run.from), x);
        const right = Math.min(columns.left(run.to + 1), x + room);
        place(el, left - origin, Math.max(0, right - left));
      }
    }
  }

  /** @param {number} at level @param {number} col @returns {HTMLElement | null} */
  elementAt(at, col) {
    const level = this.levels[at];
    if (!level || col < 0) return level?.corner ?? null;
    const all = [...level.left, ...level.middle, ...level.right];
    return all.find(({ run }) => run.from <= col && col <= run.to)?.el ?? null;
  }

  /** @param {Element} el @returns {{level: number, col: number} | null} */
  placeOf(el) {
    const at = this.levels.findIndex((level) => level.el.contains(el));
    const level = this.levels[at];
    if (!level) return null;
    const all = [...level.left, ...level.middle, ...level.right];
    return { level: at, col: all.find((each) => each.el.contains(el))?.run.from ?? -1 };
  }
}
