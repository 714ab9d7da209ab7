/**
 * The columns as shown: order, widths and what is known of each. Positions count the shown
 * columns from the left, numbers name columns in the frame. Sums of widths stand in one
 * array, so that 10,000 columns cost 80 kB and no elements.
 *
 * @import { Column } from "../types.js"
 */

const GUESS = 104;
export const LEAST_WIDTH = 40;
export const MOST_WIDTH = 1200;

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
    /** How many columns from the first stay beside the index. */
    this.pinned = 0;
    /** @type {Float64Array} */
    this.sums = new Float64Array(1);
    /** Grows whenever a place or width changes. */
    this.epoch = 0;
    this.sum();
  }

  /** Columns shown. */
  get count() {
    return this.order ? this.order.length : this.all;
  }

  /** Pixels of all columns that scroll. */
  get total() {
    return this.left(this.count);
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

  /** @param {number} number */
  widthOf(number) {
    return this.widths.get(number) ?? this.known.get(number)?.width ?? GUESS;
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

  /** @param {number} number @param {number} width px */
  setWidth(number, width) {
    this.widths.set(number, Math.round(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width))));
    this.sum();
  }

  /**
   * @param {number[] | null} order numbers by position
   * @param {number} pinned how many from the first stay in sight
   */
  setOrder(order, pinned) {
    this.order = order;
    this.pinned = pinned;
    this.sum();
  }

  sum() {
    const count = this.count;
    const sums = new Float64Array(count + 1);
    for (let at = 0; at < count; at++) {
      sums[at + 1] = (sums[at] ?? 0) + this.widthOf(this.numberAt(at));
    }
    this.sums = sums;
    this.epoch++;
  }

  /**
   * The column that a pixel falls into.
   *
   * @param {number} x px from the first column that scrolls
   */
  find(x) {
    let low = Math.min(this.pinned, this.count - 1);
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.left(middle) <= x) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
