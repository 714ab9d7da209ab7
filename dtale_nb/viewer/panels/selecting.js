/**
 * Selecting cells by mouse and keys, and copying them. Loaded when the pointer or the focus
 * first comes near, with no more than that takes: the rest is in `actions.js`.
 *
 * @import { Focus } from "../grid/focus.js"
 * @import { Grid } from "../grid/grid.js"
 * @import { Place, Range } from "../types.js"
 * @import { Actions } from "./actions.js"
 * @import { Sheet } from "./written.js"
 */
import { WORDS } from "../words.js";
import { Copier } from "./clipboard.js";
import { Pointer } from "./pointer.js";
import { cellsOf, Selection, sizeOf } from "./selection.js";
import { html, tsv } from "./written.js";

/** A selection is at rest after, ms. */
const SETTLED = 150;

/**
 * @typedef {object} Form How something is copied.
 * @property {boolean} index whether labels of rows go along
 * @property {(sheet: Sheet) => Record<string, string>} write gives texts by their type
 */

/** @type {Form} what Ctrl+C copies */
const PLAIN = {
  index: false,
  write: (sheet) => ({ "text/plain": tsv(sheet), "text/html": html(sheet) }),
};

export class Selecting {
  /**
   * @param {Grid} grid
   * @param {Focus} focus
   * @param {() => Promise<Actions>} actions
   */
  constructor(grid, focus, actions) {
    this.grid = grid;
    this.focus = focus;
    this.actions = actions;
    this.selection = new Selection();
    this.selection.anchor = focus.active;
    this.copier = new Copier(grid);
    this.form = PLAIN;
    this.timer = 0;
    /** @type {Focus["onKey"]} takes the keys that select nothing */
    this.onKey = () => false;
    /** @type {(ranges: Range[], count: number) => void} told of a selection at rest */
    this.onSettled = () => {};
    grid.isSelected = (row, col) => this.#isSelected(row, col);
    grid.onNewRows.push(() => this.clear());
    focus.onKey = (event, place) => this.#key(event, place) || this.onKey(event, place);
    focus.onMove = (place, event) => this.#moved(place, event);
    this.pointer = new Pointer(this);
    this.#listen();
  }

  #listen() {
    const isOurs = () => this.grid.pane.contains(document.activeElement);
    document.addEventListener("copy", (event) => {
      if (isOurs()) this.#copy(event);
    });
    // Chromium copies by command only what is selected as text, unless this is prevented.
    document.addEventListener("beforecopy", (event) => {
      if (isOurs()) event.preventDefault();
    });
  }

  /** @param {number} row @param {number} col */
  #isSelected(row, col) {
    return col < 0
      ? this.selection.hasRow(row, this.grid.columns.count)
      : this.selection.has(row, col);
  }

  /**
   * Change the selection, show it, and have its texts at hand when it rests.
   *
   * @param {() => void} change
   */
  change(change) {
    const before = this.selection.ranges;
    change();
    if (!before.length && !this.selection.ranges.length) return;
    this.grid.body.spoil();
    this.grid.redraw();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), SETTLED);
  }

  /** Select nothing but where the focus is. */
  clear() {
    this.change(() => this.selection.begin(this.focus.active));
  }

  /** All columns. */
  get columns() {
    return { c0: 0, c1: this.grid.columns.count - 1 };
  }

  /** What is selected, or the active cell. @returns {Range[]} */
  ranges() {
    if (this.selection.ranges.length) return this.selection.ranges;
    const { row, col } = this.focus.active;
    return row < 0 ? [] : [{ r0: row, r1: row, c0: col, c1: col }];
  }

  /** The selection is at rest. */
  settle() {
    const { count, ranges } = this.selection;
    if (count) this.copier.prepare(ranges).catch(() => {});
    this.onSettled(ranges, count);
  }

  /** @param {Place} place @param {KeyboardEvent} event */
  #moved(place, { shiftKey }) {
    const { selection } = this;
    if (shiftKey && place.row >= 0 && (place.col >= 0 || "c1" in selection.kept)) {
      this.change(() => selection.reach(place));
    } else this.clear();
  }

  /** @param {KeyboardEvent} event @param {Place} place */
  #key({ key, shiftKey, ctrlKey, metaKey }, { row, col }) {
    const ctrl = ctrlKey || metaKey;
    const rows = { r0: 0, r1: this.grid.total - 1 };
    const { columns } = this;
    if (ctrl && key.toLowerCase() === "a") return this.#select({ ...rows, ...columns });
    if (ctrl && key === " " && col >= 0) return this.#select(rows, { c0: col, c1: col });
    if (shiftKey && key === " " && row >= 0) return this.#select(columns, { r0: row, r1: row });
    if (key !== "Escape" || !this.selection.ranges.length) return false;
    this.clear();
    return true;
  }

  /** @param {Partial<Range>} kept stays when it is reached further @param {Partial<Range>} [rest] */
  #select(kept, rest) {
    const range = /** @type {Range} */ ({ ...kept, ...rest });
    if (cellsOf(range)) this.change(() => this.selection.set(range, kept));
    return true;
  }

  /** @param {ClipboardEvent} event */
  async #copy(event) {
    const { grid, focus, form } = this;
    const board = event.clipboardData;
    if (!board) return;
    event.preventDefault();
    const ranges = this.ranges();
    const sheet = this.copier.sheet(ranges, form.index);
    if (!sheet) return (await this.actions()).copying.copyLate(ranges);
    /** @type {Record<string, string>} of a header, its name */
    const texts = ranges.length
      ? form.write(sheet)
      : { "text/plain": grid.columns.at(focus.active.col)?.label.join(" / ") ?? "" };
    for (const [type, text] of Object.entries(texts)) board.setData(type, text);
    grid.frame.note(WORDS.copied(sizeOf(ranges) || 1));
  }
}
