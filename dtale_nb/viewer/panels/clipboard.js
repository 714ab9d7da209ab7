/**
 * Copying: the exact texts of what is selected. The `copy` event wants them at once, so
 * they are fetched when a selection has settled.
 *
 * @import { Range, Value } from "../types.js"
 * @import { Grid } from "../grid/grid.js"
 * @import { Sheet } from "./written.js"
 */
import { cellOf } from "./asking.js";
import { lengthOf, outline } from "./selection.js";

/** Bounds of what is asked at once. */
const ROWS_AT_ONCE = 2000;
const CELLS_AT_ONCE = 100_000;
const COLUMNS_AT_ONCE = 400;

export class Copier {
  /** @param {Grid} grid */
  constructor(grid) {
    this.grid = grid;
    this.run = 0;
    /** @type {Map<string, Value>} what isn't at hand in the grid, by row and number */
    this.texts = new Map();
    /** @type {Promise<void>} */
    this.ready = Promise.resolve();
  }

  /**
   * Have the texts of some ranges at hand.
   *
   * @param {Range[]} ranges
   * @returns {Promise<void>}
   */
  prepare(ranges) {
    const run = ++this.run;
    this.texts = new Map();
    const { rows, cols } = outline(ranges);
    if (lengthOf(rows) * lengthOf(cols) > this.grid.page.copyLimit) return Promise.resolve();
    this.ready = this.#fetch(run, rows, cols);
    return this.ready;
  }

  /**
   * @param {number} run
   * @param {[number, number][]} rows
   * @param {[number, number][]} cols
   */
  async #fetch(run, rows, cols) {
    const { blocks, columns } = this.grid;
    const numbers = [
      ...columns.index.map((level) => level.number),
      ...positions(cols).map((col) => columns.numberAt(col)),
    ];
    for (const [from, to] of rows) {
      const lacking = numbers.filter((number) => !blocks.hasRows(from, to, number));
      for (let at = 0; at < lacking.length; at += COLUMNS_AT_ONCE) {
        const some = lacking.slice(at, at + COLUMNS_AT_ONCE);
        const rowsAtOnce = Math.min(ROWS_AT_ONCE, Math.floor(CELLS_AT_ONCE / some.length));
        for (let start = from; start <= to; start += rowsAtOnce) {
          await this.#fetchPart(run, start, Math.min(to + 1, start + rowsAtOnce), some);
          if (run !== this.run) return;
        }
      }
    }
    await this.#fetchCut(run, rows, numbers);
  }

  /**
   * @param {number} run
   * @param {number} start
   * @param {number} stop
   * @param {number[]} numbers
   */
  async #fetchPart(run, start, stop, numbers) {
    const { blocks, columns, api } = this.grid;
    const answer = await api.rows(blocks.version, start, stop, numbers);
    if (run !== this.run) return;
    const index = columns.index.map((level) => level.number);
    const all = [...index, ...answer.numbers];
    [...answer.index, ...answer.columns].forEach((cells, at) => {
      cells.t.forEach((text, offset) => {
        const mark = cells.m?.[offset] ?? "";
        this.texts.set(`${start + offset} ${all[at]}`, { text, mark });
      });
    });
  }

  /**
   * Texts that travelled cut are asked for one by one, whole.
   *
   * @param {number} run
   * @param {[number, number][]} rows
   * @param {number[]} numbers
   */
  async #fetchCut(run, rows, numbers) {
    const { blocks, api } = this.grid;
    for (const row of positions(rows)) {
      for (const number of numbers) {
        const key = `${row} ${number}`;
        const known = this.texts.get(key) ?? blocks.value(row, number);
        if (known?.mark !== "cut") continue;
        const { text, mark } = await cellOf(api, blocks.version, row, number);
        if (run !== this.run) return;
        this.texts.set(key, { text, mark: mark ?? "" });
      }
    }
  }

  /**
   * What is to be copied, if all of it is at hand.
   *
   * @param {Range[]} ranges
   * @param {boolean} withIndex
   * @returns {Sheet | null}
   */
  sheet(ranges, withIndex) {
    const { columns, blocks } = this.grid;
    const { rows, cols } = outline(ranges);
    const cells = positions(cols);
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
    if (blocks !== this.grid.blocks) return null;
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

/** @param {[number, number][]} runs @returns {number[]} */
function positions(runs) {
  return runs.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, at) => from + at),
  );
}

/** @param {Range[]} ranges @param {number} row @param {number} col */
function inside(ranges, row, col) {
  return ranges.some(({ r0, r1, c0, c1 }) => row >= r0 && row <= r1 && col >= c0 && col <= c1);
}
