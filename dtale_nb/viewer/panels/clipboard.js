/**
 * The exact texts of what is selected, for the clipboard. The `copy` event wants them at
 * once, so what the grid has not at hand is fetched when a selection has settled.
 *
 * @import { Range, Value } from "../types.js"
 * @import { Grid } from "../grid/grid.js"
 * @import { Sheet } from "./written.js"
 */
import { outline, positions, sizeOf } from "./selection.js";

export class Copier {
  /** @param {Grid} grid */
  constructor(grid) {
    this.grid = grid;
    /** @type {Map<string, Value>} what isn't at hand in the grid, by row and number */
    this.texts = new Map();
  }

  /**
   * Have the texts of some ranges at hand, where they are not too many.
   *
   * @param {Range[]} ranges
   */
  async prepare(ranges) {
    /** @type {Map<string, Value>} */
    const texts = new Map();
    this.texts = texts;
    if (this.isTooMuch(ranges) || this.sheet(ranges, true)) return;
    const { gather } = await import("./gather.js");
    await gather(this.grid, ranges, texts, () => this.texts === texts);
  }

  /** @param {Range[]} ranges */
  isTooMuch(ranges) {
    return sizeOf(ranges) > this.grid.page.copyLimit;
  }

  /**
   * What is to be copied, if all of it is at hand.
   *
   * @param {Range[]} ranges
   * @param {boolean} withIndex
   * @returns {Sheet | null}
   */
  sheet(ranges, withIndex) {
    const { columns } = this.grid;
    if (this.isTooMuch(ranges)) return null;
    const { rows, cols } = outline(ranges);
    // Labels stand once, be they selected or added.
    const cells = positions(cols).filter((col) => !withIndex || col >= 0);
    const index = withIndex ? columns.index.map((column) => column.number) : [];
    const numbers = [...index, ...cells.map((col) => columns.numberAt(col))];
    const known = numbers.map((number) => columns.known.get(number));
    /** @type {(Value | null)[][]} */
    const out = [];
    for (const row of positions(rows)) {
      /** @type {(Value | null)[]} */
      const line = [];
      for (const [at, number] of numbers.entries()) {
        const col = cells[at - index.length];
        const wanted = col === undefined || inside(ranges, row, col);
        const value = wanted ? this.#value(row, number) : null;
        if (wanted && !value) return null;
        line.push(value);
      }
      out.push(line);
    }
    return {
      names: known.map((column) => column?.label.join(" / ") ?? ""),
      kinds: known.map((column) => column?.kind ?? "other"),
      rows: out,
    };
  }

  /** @param {number} row @param {number} number @returns {Value | null} */
  #value(row, number) {
    const value = this.texts.get(`${row} ${number}`) ?? this.grid.blocks.value(row, number);
    return value && value.mark !== "cut" ? value : null;
  }
}

/** @param {Range[]} ranges @param {number} row @param {number} col */
function inside(ranges, row, col) {
  return ranges.some(({ r0, r1, c0, c1 }) => row >= r0 && row <= r1 && col >= c0 && col <= c1);
}
