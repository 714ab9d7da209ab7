/**
 * What is selected: rectangles by position, never a set of cells, so that all of 100
 * million rows is one rectangle. One cell alone is not a selection: it has the focus.
 *
 * @import { Place, Range } from "../types.js"
 */

export class Selection {
  constructor() {
    /** @type {Range[]} the last one grows */
    this.ranges = [];
    /** @type {Place | null} where the last one began */
    this.anchor = null;
    /** @type {Partial<Range>} what the last one keeps: all of its rows or columns */
    this.kept = {};
  }

  /** Nothing is selected; the next range begins at a place. @param {Place} place */
  begin(place) {
    this.ranges = [];
    this.anchor = place;
    this.kept = {};
  }

  /** Keep what is selected and begin another range. @param {Place} place */
  beginBeside(place) {
    if (!this.ranges.length && this.anchor) this.ranges.push(rangeOf(this.anchor, this.anchor));
    this.anchor = place;
    this.kept = {};
    this.ranges.push(rangeOf(place, place));
  }

  /** The last range reaches from its anchor to a place. @param {Place} place */
  reach(place) {
    if (!this.anchor) this.anchor = place;
    const range = { ...rangeOf(this.anchor, place), ...this.kept };
    this.ranges = [...this.ranges.slice(0, -1), range];
    if (this.ranges.length === 1 && cellsOf(range) === 1) this.ranges = [];
  }

  /** Select a range, of which some ends stay. @param {Range} range @param {Partial<Range>} kept */
  set(range, kept) {
    this.ranges = [range];
    this.anchor = { row: range.r0, col: range.c0 };
    this.kept = kept;
  }

  /** @param {number} row @param {number} col */
  has(row, col) {
    for (const { r0, r1, c0, c1 } of this.ranges) {
      if (row >= r0 && row <= r1 && col >= c0 && col <= c1) return true;
    }
    return false;
  }

  /** Whether a whole row is selected. @param {number} row @param {number} columns */
  hasRow(row, columns) {
    return this.ranges.some(
      ({ r0, r1, c0, c1 }) => row >= r0 && row <= r1 && c0 <= 0 && c1 >= columns - 1,
    );
  }

  /** Cells in it; those of several ranges count once. */
  get count() {
    const { ranges } = this;
    const bounds = [...new Set(ranges.flatMap(({ r0, r1 }) => [r0, r1 + 1]))];
    bounds.sort((a, b) => a - b);
    return bounds.reduce((sum, row, at) => {
      const among = ranges.filter(({ r0, r1 }) => r0 <= row && row <= r1);
      const cells = lengthOf(merged(among.map(({ c0, c1 }) => [c0, c1])));
      return sum + ((bounds[at + 1] ?? row) - row) * cells;
    }, 0);
  }
}

/** @param {Place} from @param {Place} to @returns {Range} */
export function rangeOf(from, to) {
  return {
    r0: Math.max(0, Math.min(from.row, to.row)),
    r1: Math.max(0, from.row, to.row),
    c0: Math.max(0, Math.min(from.col, to.col)),
    c1: Math.max(0, from.col, to.col),
  };
}

/** @param {Range} range */
export function cellsOf({ r0, r1, c0, c1 }) {
  return Math.max(0, r1 - r0 + 1) * Math.max(0, c1 - c0 + 1);
}

/**
 * The rows and columns that some ranges touch, as spreadsheets take several ranges: all
 * rows by all columns, with what isn't selected left empty.
 *
 * @param {Range[]} ranges
 * @returns {{rows: [number, number][], cols: [number, number][]}}
 */
export function outline(ranges) {
  return {
    rows: merged(ranges.map(({ r0, r1 }) => [r0, r1])),
    cols: merged(ranges.map(({ c0, c1 }) => [c0, c1])),
  };
}

/** @param {[number, number][]} runs @returns {[number, number][]} */
function merged(runs) {
  /** @type {[number, number][]} */
  const out = [];
  for (const [from, to] of [...runs].sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}

/** Cells of the table that some ranges are copied as. @param {Range[]} ranges */
export function sizeOf(ranges) {
  const { rows, cols } = outline(ranges);
  return lengthOf(rows) * lengthOf(cols);
}

/** All that lie in some runs. @param {[number, number][]} runs @returns {number[]} */
export function positions(runs) {
  return runs.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, at) => from + at),
  );
}

/** @param {[number, number][]} runs */
function lengthOf(runs) {
  return runs.reduce((sum, [from, to]) => sum + to - from + 1, 0);
}
