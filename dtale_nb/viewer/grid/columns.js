/**
 * The columns as shown: order, widths and what is known of each. Positions count the shown
 * columns from the left, numbers name columns in the frame. Sums of widths stand in one
 * array, so that 10,000 columns cost 80 kB and no elements.
 *
 * @import { Layout, Column } from "../types.js"
 * @import { Writer } from "./formats.js"
 */

const GUESS = 104;

/** What scrolls has this share of the window at least, or so many px, if it needs them. */
const SHARE = 0.4;
const ROOM = 160;

/** What a sum of fractions may be off. */
const TINY = 1e-6;

export class Columns {
  /**
   * @param {number} count columns in the frame
   * @param {Column[]} index the index levels
   */
  constructor(count, index) {
    this.all = count;
    this.index = index;
    /** @type {Map<number, Column>} */
    this.known = new Map(index.map((column) => [column.number, column]));
    /** @type {Map<number, number>} widths that the user or a measurement gave */
    this.widths = new Map();
    /** @type {number[] | null} column numbers by position; null for the frame's order */
    this.order = null;
    /** How many columns from the first stay beside the index, and how many from the last. */
    this.pinned = 0;
    this.pinnedEnd = 0;
    /** @type {(column: Column) => Writer | null} writes cells as the user wants them */
    this.writers = () => null;
    /** @type {Float64Array | null} */
    this.kept = null;
    /** By how much letters, and so columns, are larger than usual. */
    this.scale = 1;
    /** How much of its width what is frozen has, where the window is too narrow for it. */
    this.squeeze = 1;
    /** Grows whenever a place or width changes. */
    this.epoch = 0;
  }

  /** Columns shown. */
  get count() {
    return this.order ? this.order.length : this.all;
  }

  /** Where the columns end that scroll: the position of the first one after them. */
  get end() {
    return this.count - this.pinnedEnd;
  }

  /** Pixels of all columns that scroll. */
  get total() {
    return this.left(this.end);
  }

  /** Pixels of the columns pinned at the end. */
  get frozenEnd() {
    return this.left(this.count) - this.total;
  }

  /** Index levels. */
  get levels() {
    return this.index.length;
  }

  /** Pixels of the index and the pinned columns. */
  get frozen() {
    let width = this.sums[this.pinned] ?? 0;
    for (const column of this.index) width += this.widthOf(column.number);
    return width;
  }

  /** @param {number} position @returns {number} its column's number */
  numberAt(position) {
    if (position < 0) return -(this.levels + position) - 1;
    return this.order ? (this.order[position] ?? -1) : position;
  }

  /** @param {number} number @returns {number} its position, -1 where it's hidden */
  positionOf(number) {
    if (number < 0) return ~number - this.levels;
    return this.order ? this.order.indexOf(number) : number;
  }

  /** @param {number} position */
  at(position) {
    return this.known.get(this.numberAt(position));
  }

  /** @param {number} number @param {boolean} [frozen] */
  widthOf(number, frozen = number < 0) {
    const usual = this.known.get(number)?.width ?? GUESS;
    const width = this.widths.get(number) ?? Math.round(usual * this.scale);
    return frozen ? width * this.squeeze : width;
  }

  /**
   * Leave some of the window to what scrolls, however wide the rest is to be.
   *
   * @param {number} width px of the window
   */
  fit(width) {
    const room = width - Math.min(this.total, width * SHARE, ROOM);
    const wanted = (this.frozen + this.frozenEnd) / this.squeeze;
    const squeeze = Math.min(1, room / wanted);
    if (!width || Math.abs(squeeze - this.squeeze) < TINY) return;
    this.squeeze = squeeze;
    this.sum();
  }

  /** @param {number} position @returns {number} px from the first column that scrolls */
  left(position) {
    return (this.sums[position] ?? 0) - (this.sums[this.pinned] ?? 0);
  }

  /** @param {number} position */
  width(position) {
    return position < 0
      ? this.widthOf(this.numberAt(position))
      : this.left(position + 1) - this.left(position);
  }

  /** @param {Column[]} columns descriptions that have come */
  learn(columns) {
    for (const column of columns) this.known.set(column.number, column);
    this.sum();
  }

  /** Whether a column stays in sight, by its position. @param {number} position */
  isPinned(position) {
    return position < this.pinned || position >= this.end;
  }

  /**
   * @param {number[] | null} order numbers by position
   * @param {number} pinned how many from the first stay in sight
   * @param {number} pinnedEnd how many from the last
   */
  setOrder(order, pinned, pinnedEnd) {
    this.order = order;
    this.pinned = pinned;
    this.pinnedEnd = pinnedEnd;
    this.sum();
  }

  /** Take over what the server keeps. @param {Layout} kept */
  restore({ order, left, right, widths }) {
    for (const { number, width } of widths) this.widths.set(number, width);
    this.setOrder(order === null ? null : numbersOf(order), left, right);
  }

  /** Widths, places or the order are others: all is summed up when it is asked for. */
  sum() {
    this.kept = null;
    this.epoch++;
  }

  /** Pixels before each position, and of all columns. */
  get sums() {
    if (this.kept) return this.kept;
    const { count, pinned, end } = this;
    this.kept = new Float64Array(count + 1);
    for (let at = 0, sum = 0; at < count; at++) {
      sum += this.widthOf(this.numberAt(at), at < pinned || at >= end);
      this.kept[at + 1] = sum;
    }
    return this.kept;
  }

  /**
   * The column that a pixel falls into.
   *
   * @param {number} x px from the first column that scrolls
   */
  find(x) {
    let low = Math.min(this.pinned, this.end - 1);
    let high = this.end - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.left(middle) <= x) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/**
 * Column numbers out of ranges such as 4,0-3,7.
 *
 * @param {string} text
 */
export function numbersOf(text) {
  /** @type {number[]} */
  const numbers = [];
  for (const part of text.split(",").filter(Boolean)) {
    const [first = 0, last = first] = part.split("-").map(Number);
    for (let number = first; number <= last; number++) numbers.push(number);
  }
  return numbers;
}
