/**
 * The hand's side of scrolling: wheel, touch and the native scrollbar, written into two
 * axes. A wheel moves by what the wheel says, a touch by what the finger moves; only the
 * scrollbar's thumb (or whoever sets it) is read in proportion.
 *
 * @import { Axis } from "./axis.js"
 */

/** Pixels of a wheel's line, and of a page where it counts in pages. */
const LINE = 24;

export class Scroller {
  /**
   * @param {HTMLElement} el the native scroller
   * @param {HTMLElement} sizer what makes it long
   * @param {Axis} rows
   * @param {Axis} pixels
   * @param {(byUser: boolean) => void} onMove
   */
  constructor(el, sizer, rows, pixels, onMove) {
    this.el = el;
    this.sizer = sizer;
    this.rows = rows;
    this.pixels = pixels;
    this.onMove = onMove;
    this.written = { top: 0, left: 0 };
    this.touching = false;
    this.size = "";
    el.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    el.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    el.addEventListener("scrollend", () => this.#ended());
    el.addEventListener("touchstart", () => this.#touch(), { passive: true });
  }

  /**
   * Make the native scroller as long as the axes say, and read back what it became.
   *
   * @param {number} aboveRows px of the header
   * @param {number} besideColumns px of the index
   */
  resize(aboveRows, besideColumns) {
    const { rows, pixels, el, sizer } = this;
    const height = Math.max(aboveRows + rows.length, aboveRows + rows.view);
    const width = besideColumns + pixels.length;
    const size = `${width} ${height}`;
    if (size !== this.size) {
      this.size = size;
      sizer.style.height = `${height}px`;
      sizer.style.width = `${width}px`;
    }
    rows.setRoom(el.scrollHeight - el.clientHeight);
    pixels.setRoom(el.scrollWidth - el.clientWidth);
    this.follow();
  }

  /** Put the scrollbars where the axes are. */
  follow() {
    const top = Math.round(this.rows.bar);
    const left = Math.round(this.pixels.bar);
    if (top !== this.written.top) this.el.scrollTop = this.written.top = top;
    if (left !== this.written.left) this.el.scrollLeft = this.written.left = left;
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    if (event.ctrlKey || event.metaKey) return; // the browser zooms
    const unit = event.deltaMode === 1 ? LINE : event.deltaMode === 2 ? this.rows.view : 1;
    let x = event.deltaX * unit;
    let y = event.deltaY * unit;
    if (event.shiftKey && !x) [x, y] = [y, 0];
    const moved = this.rows.moveBy(y);
    const shifted = this.pixels.moveBy(x);
    if (!moved && !shifted) return; // at an end the notebook scrolls on
    event.preventDefault();
    this.follow();
    this.onMove(true);
  }

  #scrolled() {
    const { el, rows, pixels, written } = this;
    const dy = el.scrollTop - written.top;
    const dx = el.scrollLeft - written.left;
    if (Math.abs(dy) < 1 && Math.abs(dx) < 1) return; // our own
    written.top = el.scrollTop;
    written.left = el.scrollLeft;
    const near = this.touching && Math.abs(dy) < 2 * rows.view;
    if (Math.abs(dy) >= 1)
      rows.moveTo(near ? rows.at + dy / rows.unit : rows.ofBar(el.scrollTop));
    if (Math.abs(dx) >= 1) pixels.moveTo(pixels.ofBar(el.scrollLeft));
    this.onMove(true);
  }

  #touch() {
    this.touching = true;
  }

  /** A touch has come to rest: the bar tells the truth again. */
  #ended() {
    if (!this.touching) return;
    this.touching = false;
    this.written = { top: -1, left: -1 };
    this.follow();
  }
}
