/**
 * Decides what to ask for and when: what is in sight first, then what is drawn beyond its
 * edges, and a viewport ahead in the direction of travel. One request is on its way at a
 * time; the latest wish wins, and a request that serves nothing in sight any more is given
 * up.
 *
 * @import { Failure, Api } from "../api.js"
 * @import { Blocks } from "./blocks.js"
 * @import { RowsAnswer } from "../types.js"
 */
import { BLOCK } from "./blocks.js";

/** Columns are asked for in groups, so that sideways travel asks seldom. */
const GROUP = 8;

/** A fast drag asks after so much rest, or so often, ms. */
const REST = 70;
const OFTEN = 150;

/** After so long without an answer it is said that the kernel is busy, ms. */
const SLOW = 500;

/** The server gives no more at once. */
const MOST_ROWS = 2000;
const MOST_CELLS_ASKED = 100_000;

/**
 * @typedef {object} Window What is in sight, ends included.
 * @property {number} first row
 * @property {number} last row
 * @property {number} c0 position of a column
 * @property {number} c1
 * @property {number} next the column a viewport beyond the edge in the direction of travel
 * @property {number} down direction of travel: 1, -1 or 0
 * @property {number} right
 * @property {{first: number, last: number, c0: number, c1: number} | null} drawn what has
 *   elements, a little more than is in sight
 *
 * @typedef {object} Wish
 * @property {number} start
 * @property {number} stop
 * @property {number[]} numbers
 */

/**
 * What is missing of some rows and columns, as one rectangle of whole blocks.
 *
 * @param {Blocks} blocks
 * @param {number} first row
 * @param {number} last row
 * @param {number[]} numbers columns, index levels among them
 * @returns {Wish | null}
 */
export function missing(blocks, first, last, numbers) {
  if (last < first) return null;
  let b0 = Math.floor(first / BLOCK);
  let b1 = Math.floor(last / BLOCK);
  /** @param {number} block */
  const lacks = (block) => numbers.some((number) => !blocks.has(block, number));
  while (b0 <= b1 && !lacks(b0)) b0++;
  while (b1 >= b0 && !lacks(b1)) b1--;
  if (b0 > b1) return null;
  /** @type {number[]} */
  const wanted = [];
  for (const number of numbers) {
    for (let block = b0; block <= b1; block++) {
      if (!blocks.has(block, number)) {
        wanted.push(number);
        break;
      }
    }
  }
  const width = Math.max(1, wanted.filter((number) => number >= 0).length);
  const most = Math.max(BLOCK, Math.min(MOST_ROWS, Math.floor(MOST_CELLS_ASKED / width)));
  const start = b0 * BLOCK;
  return {
    start,
    stop: Math.min(blocks.total, (b1 + 1) * BLOCK, start + most - (most % BLOCK)),
    numbers: wanted,
  };
}

/**
 * Positions widened to whole groups.
 *
 * @param {number} c0
 * @param {number} c1
 * @param {number} count columns shown
 * @returns {[number, number]}
 */
export function grouped(c0, c1, count) {
  const from = Math.max(0, c0 - (c0 % GROUP));
  return [from, Math.min(count - 1, c1 - (c1 % GROUP) + GROUP - 1)];
}

export class Loader {
  /**
   * @param {object} parts
   * @param {Api} parts.api
   * @param {() => Blocks} parts.blocks what is filled
   * @param {(c0: number, c1: number) => number[]} parts.numbers of columns shown, by position
   * @param {() => number} parts.columnCount columns shown
   * @param {(answer: RowsAnswer) => void} parts.onRows
   * @param {(failure: Failure) => void} parts.onFailure
   * @param {(slow: boolean) => void} parts.onSlow
   */
  constructor(parts) {
    this.parts = parts;
    /** @type {Window | null} */
    this.window = null;
    /** @type {{wish: Wish, blocks: Blocks, stop: AbortController} | null} */
    this.going = null;
    this.timer = 0;
    this.slowTimer = 0;
    this.asked = 0;
    this.halted = false;
    /** Whether another version is about to come: what is asked now would be too late. */
    this.held = false;
  }

  /** @param {Window} window what is in sight now */
  want(window) {
    const before = this.window;
    this.window = window;
    if (this.halted || this.held) return;
    const jump = before ? Math.abs(window.first - before.first) : 0;
    const across = before ? Math.abs(window.c0 - before.c0) : 0;
    const fast =
      jump > window.last - window.first || across > Math.max(4, window.c1 - window.c0);
    const wish = this.#inSight(window);
    if (!wish) {
      if (!this.going) this.#ahead();
      return;
    }
    if (this.going && this.#serves(this.going.wish, window)) return;
    this.#schedule(fast);
  }

  /** Give up whatever is on its way, and ask nothing until `resume`. */
  halt() {
    this.halted = true;
    this.drop();
  }

  resume() {
    this.halted = false;
    if (this.window) this.want(this.window);
  }

  drop() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.going?.stop.abort();
    this.going = null;
    this.#quick();
  }

  /** @param {boolean} fast */
  #schedule(fast) {
    const since = performance.now() - this.asked;
    if (!fast && !this.timer) return this.#ask();
    if (fast && since > OFTEN && this.asked) return this.#ask();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#ask(), REST);
  }

  /** @param {Window} window @returns {Wish | null} */
  #inSight(window) {
    const { blocks, numbers, columnCount } = this.parts;
    const at = blocks();
    const sight = numbers(window.c0, window.c1);
    if (sight.every((number) => at.hasRows(window.first, window.last, number))) return null;
    const [c0, c1] = grouped(window.c0, window.c1, columnCount());
    return missing(at, window.first, window.last, numbers(c0, c1));
  }

  /**
   * Whether what is on its way shows something of what is in sight.
   *
   * @param {Wish} wish
   * @param {Window} window
   */
  #serves(wish, window) {
    if (this.going?.blocks !== this.parts.blocks()) return false;
    if (wish.start > window.last || wish.stop <= window.first) return false;
    const sight = new Set(this.parts.numbers(window.c0, window.c1));
    return wish.numbers.some((number) => sight.has(number));
  }

  #ask() {
    clearTimeout(this.timer);
    this.timer = 0;
    if (!this.window || this.halted || this.held) return;
    const wish = this.#inSight(this.window);
    if (wish) this.#send(wish);
  }

  /** Ask for what comes next, if the reader is on the way. */
  #ahead() {
    const window = this.window;
    if (!window || document.hidden || (!window.down && !window.right)) return;
    const { blocks, numbers, columnCount } = this.parts;
    const at = blocks();
    const rows = window.last - window.first + 1;
    const drawn = window.drawn ?? window;
    const first = Math.min(drawn.first, window.first - (window.down < 0 ? rows : 0));
    const last = Math.max(drawn.last, window.last + (window.down > 0 ? rows : 0));
    const left = Math.min(drawn.c0, window.next);
    const right = Math.max(drawn.c1, window.next);
    const [c0, c1] = grouped(left, right, columnCount());
    const most = at.total - 1;
    const wish = missing(at, Math.max(0, first), Math.min(most, last), numbers(c0, c1));
    if (wish) this.#send(wish);
  }

  /** @param {Wish} wish */
  async #send(wish) {
    this.drop();
    const blocks = this.parts.blocks();
    const stop = new AbortController();
    const going = { wish, blocks, stop };
    this.going = going;
    this.asked = performance.now();
    this.slowTimer = setTimeout(() => this.parts.onSlow(true), SLOW);
    try {
      const { api } = this.parts;
      const answer = await api.rows(
        blocks.version,
        wish.start,
        wish.stop,
        wish.numbers,
        stop.signal,
      );
      if (this.going !== going) return;
      this.#end();
      this.parts.onRows(answer);
    } catch (failure) {
      if (this.going !== going) return;
      this.#end();
      this.parts.onFailure(/** @type {Failure} */ (failure));
    }
  }

  #end() {
    this.going = null;
    this.#quick();
  }

  #quick() {
    if (!this.slowTimer) return;
    clearTimeout(this.slowTimer);
    this.slowTimer = 0;
    this.parts.onSlow(false);
  }
}
