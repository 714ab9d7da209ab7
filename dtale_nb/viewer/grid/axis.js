/**
 * One direction of scrolling: the true position, in units (rows or pixels), and the native
 * scrollbar, whose pixels are a scaled picture of it where the whole would be longer than
 * a browser can lay out. Wheel and keys move by units; only the scrollbar is scaled.
 */

/** The longest scrolled length, px: half of Chromium's cap at a device ratio of 2. */
export const MAX_LENGTH = 8_000_000;

export class Axis {
  constructor() {
    /** Where the view begins, units. */
    this.at = 0;
    /** All units. */
    this.count = 0;
    /** Pixels of a unit. */
    this.unit = 1;
    /** Pixels of the view. */
    this.view = 0;
    /** Pixels by which the scrollbar can move. */
    this.room = 0;
  }

  /**
   * @param {number} count all units
   * @param {number} unit px of one
   * @param {number} view px in sight
   */
  measure(count, unit, view) {
    this.count = count;
    this.unit = unit;
    this.view = Math.max(view, 1);
    this.room = Math.max(0, this.length - this.view);
    this.at = this.clamped(this.at);
  }

  /** How long the scrolled content is made, px. */
  get length() {
    return Math.min(this.count * this.unit, MAX_LENGTH);
  }

  /** The last position there is, units. */
  get end() {
    return Math.max(0, this.count - this.view / this.unit);
  }

  /** @param {number} room px that the browser really gives */
  setRoom(room) {
    this.room = Math.max(0, room);
  }

  /** @param {number} at units */
  clamped(at) {
    return Math.min(Math.max(at, 0), this.end);
  }

  /**
   * Where the scrollbar belongs, px. A scaled one stands at an end only where the view
   * does: from a row before it, there is a way to go.
   */
  get bar() {
    if (this.end <= 0) return 0;
    const bar = (this.at / this.end) * this.room;
    const scaled = this.count * this.unit > MAX_LENGTH;
    if (!scaled || this.at <= 0 || this.at >= this.end) return bar;
    return Math.min(Math.max(bar, 1), this.room - 2);
  }

  /**
   * The position that a scrollbar stands for; its ends are exact.
   *
   * @param {number} bar px
   */
  ofBar(bar) {
    if (bar <= 0 || this.room <= 0) return 0;
    return bar >= this.room - 1 ? this.end : (bar / this.room) * this.end;
  }

  /**
   * Move by pixels as the hand moves, never scaled.
   *
   * @param {number} pixels
   * @returns {boolean} whether it moved
   */
  moveBy(pixels) {
    return this.moveTo(this.at + pixels / this.unit);
  }

  /**
   * @param {number} at units
   * @returns {boolean} whether it moved
   */
  moveTo(at) {
    const before = this.at;
    this.at = this.clamped(at);
    return this.at !== before;
  }

  /**
   * Bring a stretch into sight with the least movement.
   *
   * @param {number} from units
   * @param {number} to units
   * @returns {boolean} whether it moved
   */
  reveal(from, to) {
    const seen = this.view / this.unit;
    if (from < this.at || to - from >= seen) return this.moveTo(from);
    return to > this.at + seen ? this.moveTo(to - seen) : false;
  }
}
