/**
 * The cells at hand: blocks of rows by columns of one version of the view. What was not
 * looked at for longest is forgotten first.
 *
 * @import { CellRun, RowsAnswer, Value } from "../types.js"
 */
import { decimalsOf } from "./cells.js";

/** Rows of a block. */
export const BLOCK = 80;

const MOST_CELLS = 200_000;

/**
 * @typedef {object} Strip One column of one block.
 * @property {(string | undefined)[]} texts by offset in the block
 * @property {Map<number, string>} marks
 * @property {number} filled how many are there
 */

export class Blocks {
  /**
   * @param {number} version
   * @param {number} total rows of that version
   */
  constructor(version, total) {
    this.version = version;
    this.total = total;
    this.cells = 0;
    /** @type {Map<number, Map<number, Strip>>} block -> column number -> strip */
    this.blocks = new Map();
    /** @type {Map<number, number>} the most decimals seen in a column */
    this.places = new Map();
  }

  /** @param {number} block */
  rowsOf(block) {
    return Math.min(BLOCK, this.total - block * BLOCK);
  }

  /**
   * @param {number} row
   * @param {number} number
   * @param {Value} into is filled
   * @returns {boolean} whether it is at hand
   */
  read(row, number, into) {
    const block = Math.floor(row / BLOCK);
    const strip = this.blocks.get(block)?.get(number);
    const text = strip?.texts[row - block * BLOCK];
    if (text === undefined || !strip) return false;
    into.text = text;
    into.mark = strip.marks.size ? (strip.marks.get(row - block * BLOCK) ?? "") : "";
    return true;
  }

  /** @param {number} row @param {number} number @returns {Value | null} */
  value(row, number) {
    const into = { text: "", mark: "" };
    return this.read(row, number, into) ? into : null;
  }

  /** @param {number} block @param {number} number */
  has(block, number) {
    const strip = this.blocks.get(block)?.get(number);
    return strip !== undefined && strip.filled >= this.rowsOf(block);
  }

  /**
   * @param {number} first row
   * @param {number} last row
   * @param {number} number
   */
  hasRows(first, last, number) {
    for (let row = first; row <= last; row++) {
      const block = Math.floor(row / BLOCK);
      const strip = this.blocks.get(block)?.get(number);
      if (!strip) return false;
      if (strip.filled >= this.rowsOf(block)) {
        row = block * BLOCK + BLOCK - 1;
      } else if (strip.texts[row - block * BLOCK] === undefined) return false;
    }
    return true;
  }

  /** @param {number} block looked at just now */
  touch(block) {
    const strips = this.blocks.get(block);
    if (!strips) return;
    this.blocks.delete(block);
    this.blocks.set(block, strips);
  }

  /**
   * Keep an answer. One of another version is dropped.
   *
   * @param {RowsAnswer} answer
   * @returns {boolean} whether it was kept
   */
  put(answer) {
    if (answer.version !== this.version) return false;
    answer.index.forEach((run, level) => {
      this.#putRun(~level, answer.start, run);
    });
    answer.columns.forEach((run, at) => {
      this.#putRun(/** @type {number} */ (answer.numbers[at]), answer.start, run);
    });
    this.#forget(answer.start, answer.stop, MOST_CELLS);
    return true;
  }

  /** @param {number} number @param {number} start @param {CellRun} run */
  #putRun(number, start, run) {
    let places = this.places.get(number) ?? 0;
    run.t.forEach((text, offset) => {
      const row = start + offset;
      const block = Math.floor(row / BLOCK);
      const strip = this.#strip(block, number);
      const at = row - block * BLOCK;
      if (strip.texts[at] === undefined) {
        strip.filled++;
        this.cells++;
      }
      strip.texts[at] = text;
      const mark = run.m?.[offset];
      if (mark) strip.marks.set(at, mark);
      places = Math.max(places, decimalsOf(text));
    });
    this.places.set(number, places);
  }

  /** @param {number} block @param {number} number */
  #strip(block, number) {
    let strips = this.blocks.get(block);
    if (!strips) {
      strips = new Map();
      this.blocks.set(block, strips);
    }
    let strip = strips.get(number);
    if (!strip) {
      strip = { texts: new Array(this.rowsOf(block)), marks: new Map(), filled: 0 };
      strips.set(number, strip);
    }
    return strip;
  }

  /** Forget all rows but some. @param {number} first @param {number} last */
  keepOnly(first, last) {
    this.#forget(first, last, 0);
  }

  /** @param {number} start row of what must stay @param {number} stop @param {number} most cells */
  #forget(start, stop, most) {
    const first = Math.floor(start / BLOCK);
    const last = Math.floor(stop / BLOCK);
    for (const [block, strips] of this.blocks) {
      if (this.cells <= most) return;
      if (block >= first && block <= last) continue;
      for (const strip of strips.values()) this.cells -= strip.filled;
      this.blocks.delete(block);
    }
  }
}
