/**
 * Fetches the exact texts of what is selected and not at hand: rows that are not loaded,
 * and texts that travelled cut.
 *
 * @import { Range, Value } from "../types.js"
 * @import { Grid } from "../grid/grid.js"
 */
import { cellOf } from "./asking.js";
import { outline, positions } from "./selection.js";

/** Bounds of what is asked at once. */
const ROWS_AT_ONCE = 2000;
const CELLS_AT_ONCE = 100_000;
const COLUMNS_AT_ONCE = 400;

/**
 * Fetch what some ranges lack, labels of their rows included.
 *
 * @param {Grid} grid
 * @param {Range[]} ranges
 * @param {Map<string, Value>} texts where they go, by row and number
 * @param {() => boolean} isWanted whether to go on
 */
export async function gather(grid, ranges, texts, isWanted) {
  const { blocks, columns } = grid;
  const { rows, cols } = outline(ranges);
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
        const stop = Math.min(to + 1, start + rowsAtOnce);
        const answer = await grid.api.rows(blocks.version, start, stop, some);
        if (!isWanted()) return;
        take(grid, answer, start, texts);
      }
    }
  }
  await gatherCut(grid, positions(rows), numbers, texts, isWanted);
}

/**
 * @param {Grid} grid
 * @param {import("../types.js").RowsAnswer} answer
 * @param {number} start
 * @param {Map<string, Value>} texts
 */
function take({ columns }, { index, columns: cells, numbers }, start, texts) {
  const all = [...columns.index.map((level) => level.number), ...numbers];
  [...index, ...cells].forEach((column, at) => {
    column.t.forEach((text, offset) => {
      texts.set(`${start + offset} ${all[at]}`, { text, mark: column.m?.[offset] ?? "" });
    });
  });
}

/**
 * Texts that travelled cut are asked for one by one, whole.
 *
 * @param {Grid} grid
 * @param {number[]} rows
 * @param {number[]} numbers
 * @param {Map<string, Value>} texts
 * @param {() => boolean} isWanted
 */
async function gatherCut({ api, blocks }, rows, numbers, texts, isWanted) {
  for (const row of rows) {
    for (const number of numbers) {
      const key = `${row} ${number}`;
      const known = texts.get(key) ?? blocks.value(row, number);
      if (known?.mark !== "cut") continue;
      const { text, mark } = await cellOf(api, blocks.version, row, number);
      if (!isWanted()) return;
      texts.set(key, { text, mark: mark ?? "" });
    }
  }
}
