/**
 * Copying: the exact texts of what is selected, as TSV and as an HTML table. The `copy`
 * event wants them at once, so they are fetched when a selection has settled.
 *
 * @import { Range, Value } from "../types.js"
 * @import { Grid } from "../grid/grid.js"
 */
import { cellOf } from "./asking.js";
import { MISSING } from "../grid/cells.js";
import { lengthOf, outline } from "./selection.js";

/** Cells of one copy; what is more is for a download. */
export const MOST_COPIED = 100_000;

const ROWS_AT_ONCE = 2000;

/**
 * Quote a field as spreadsheets do.
 *
 * @param {string} text
 */
export function tsvField(text) {
  return /["\t\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {string[][]} table */
export function tsv(table) {
  return table.map((row) => row.map(tsvField).join("\t")).join("\n");
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** @param {string[][]} table @param {number} headers rows that are headers */
export function html(table, headers) {
  const rows = table.map((row, at) => {
    const tag = at < headers ? "th" : "td";
    const cells = row.map(
      (text) => `<${tag} style="white-space:pre">${escaped(text)}</${tag}>`,
    );
    return `<tr>${cells.join("")}</tr>`;
  });
  return `<table>${rows.join("")}</table>`;
}

/**
 * A missing value is an empty field, as spreadsheets and pandas' own `to_clipboard` have
 * it; a text that reads "NaN" is that text.
 *
 * @param {Value} value
 */
export function copied(value) {
  return MISSING.has(value.mark) && value.mark !== "blank" ? "" : value.text;
}

export class Copier {
  /** @param {Grid} grid */
  constructor(grid) {
    this.grid = grid;
    this.run = 0;
    /** @type {Map<string, string>} texts that aren't at hand in the grid, by row and number */
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
    if (lengthOf(rows) * lengthOf(cols) > MOST_COPIED) return Promise.resolve();
    this.ready = this.#fetch(run, rows, cols);
    return this.ready;
  }

  /**
   * @param {number} run
   * @param {[number, number][]} rows
   * @param {[number, number][]} cols
   */
  async #fetch(run, rows, cols) {
    const { blocks, columns, api } = this.grid;
    const numbers = positions(cols).map((col) => columns.numberAt(col));
    for (const [from, to] of rows) {
      const lacking = numbers.filter((number) => !blocks.hasRows(from, to, number));
      for (let start = from; lacking.length && start <= to; start += ROWS_AT_ONCE) {
        const stop = Math.min(to + 1, start + ROWS_AT_ONCE);
        const answer = await api.rows(blocks.version, start, stop, lacking);
        if (run !== this.run) return;
        answer.columns.forEach((cells, at) => {
          cells.t.forEach((text, offset) => {
            const mark = cells.m?.[offset] ?? "";
            const key = `${start + offset} ${answer.numbers[at]}`;
            this.texts.set(key, mark === "cut" ? "\0cut" : copied({ text, mark }));
          });
        });
      }
    }
    await this.#fetchCut(run, rows, numbers);
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
        const cut = this.texts.get(key) ?? blocks.value(row, number)?.mark;
        if (cut !== "\0cut" && cut !== "cut") continue;
        const whole = await cellOf(api, blocks.version, row, number);
        if (run !== this.run) return;
        this.texts.set(key, whole.text);
      }
    }
  }

  /**
   * The table to copy, if all of it is at hand.
   *
   * @param {Range[]} ranges
   * @param {boolean} withNames headers and index as well
   * @returns {string[][] | null}
   */
  table(ranges, withNames) {
    const { columns, blocks } = this.grid;
    const { rows, cols } = outline(ranges);
    const cells = positions(cols);
    const index = withNames ? columns.index.map((column) => column.number) : [];
    /** @type {string[][]} */
    const out = [];
    if (withNames) {
      const names = [...index, ...cells.map((col) => columns.numberAt(col))];
      out.push(names.map((number) => columns.known.get(number)?.label.join(" / ") ?? ""));
    }
    for (const row of positions(rows)) {
      const line = index.map((number) => this.#text(row, number) ?? "");
      for (const col of cells) {
        const text = inside(ranges, row, col) ? this.#text(row, columns.numberAt(col)) : "";
        if (text === null) return null;
        line.push(text);
      }
      out.push(line);
    }
    return blocks === this.grid.blocks ? out : null;
  }

  /** @param {number} row @param {number} number @returns {string | null} */
  #text(row, number) {
    const fetched = this.texts.get(`${row} ${number}`);
    if (fetched !== undefined) return fetched === "\0cut" ? null : fetched;
    const value = this.grid.blocks.value(row, number);
    return value && value.mark !== "cut" ? copied(value) : null;
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
