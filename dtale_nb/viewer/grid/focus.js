/**
 * The active cell: one tab stop that roves. Keys go on from the cell that is logically
 * active, whether its element is in the window or not.
 *
 * @import { Place } from "../types.js"
 * @import { Grid } from "./grid.js"
 */
import { moved } from "./keys.js";

export class Focus {
  /** @param {Grid} grid */
  constructor(grid) {
    this.grid = grid;
    /** @type {Place} */
    this.active = { row: grid.total ? 0 : -1, col: grid.columns.count ? 0 : -1 };
    /** @type {HTMLElement | null} */
    this.stop = grid.pane.querySelector('[tabindex="0"]');
    /** @type {(event: KeyboardEvent, place: Place) => boolean} more keys; true if it took one */
    this.onKey = () => false;
    /** @type {(place: Place, event: KeyboardEvent) => void} */
    this.onMove = () => {};
    const { pane } = grid;
    pane.addEventListener("keydown", (event) => this.#key(event));
    pane.addEventListener("focusin", (event) => this.#focused(event));
    pane.addEventListener("focusout", () => setTimeout(() => this.#left()));
    grid.onRest.push(() => this.settle());
    grid.onNewRows.push(() => {
      const row = Math.min(this.active.row, grid.total - 1);
      this.active = { row: Math.max(row, -1), col: this.active.col };
    });
    grid.heldColumn = () => {
      const { col } = this.active;
      const { c0, c1 } = grid.inSight();
      const isInSight = col >= c0 && col <= c1 && grid.pane.contains(document.activeElement);
      return isInSight ? col : undefined;
    };
    grid.onFocusBack = () => this.stop?.focus({ preventScroll: true });
    // Whoever was quicker than this is where the focus is.
    this.active = this.placeOf(document.activeElement ?? pane) ?? this.active;
    this.settle();
  }

  /** @param {Element} el @returns {Place | null} */
  placeOf(el) {
    const place = this.grid.header.placeOf(el) ?? this.grid.body.placeOf(el);
    return place && { row: place.row, col: place.col };
  }

  /** @param {Place} place @returns {HTMLElement | null} */
  elementAt({ row, col }) {
    const { header, body } = this.grid;
    return row < 0 ? header.elementAt(row, col) : (body.cellAt(row, col)?.el ?? null);
  }

  /** @param {Place} place */
  moveTo(place) {
    this.active = place;
    this.focus();
  }

  /** Bring the active cell into sight and give it the focus. */
  focus() {
    const { row, col } = this.active;
    this.grid.reveal(row, col);
    const el = this.elementAt(this.active);
    if (!el) return;
    this.#setStop(el);
    el.focus({ preventScroll: true });
    this.grid.body.dropHeld();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.defaultPrevented || event.isComposing) return;
    if (this.onKey(event, this.active)) {
      event.preventDefault();
      return;
    }
    const { key, altKey, shiftKey } = event;
    const ctrl = event.ctrlKey || event.metaKey;
    const { row, col } = this.active;
    if (row < 0 && (key === "Enter" || key === " ") && !ctrl && !altKey) {
      event.preventDefault();
      if (row === -1) this.grid.sort(this.grid.columns.numberAt(col), shiftKey);
      return;
    }
    const to = moved(this.active, { key, ctrl, alt: altKey }, this.#extent());
    if (!to) return;
    event.preventDefault();
    this.moveTo(this.#overRuns(to));
    this.onMove(this.active, event);
  }

  /** A run of outer labels is one cell: sideways steps pass it whole. @param {Place} to */
  #overRuns(to) {
    const { active, grid } = this;
    if (to.row >= -1 || to.row !== active.row || to.col === active.col) return to;
    const el = this.elementAt(active);
    const step = Math.sign(to.col - active.col);
    let { col } = to;
    const last = grid.columns.count - 1;
    while (col > 0 && col < last && el && this.elementAt({ row: to.row, col }) === el)
      col += step;
    return { row: to.row, col };
  }

  #extent() {
    const { grid } = this;
    const { c0, c1 } = grid.inSight();
    return {
      rows: grid.total,
      columns: grid.columns.count,
      headers: grid.headers,
      levels: grid.columns.levels,
      page: Math.max(1, Math.floor(grid.y.view / grid.y.unit) - 1),
      pageColumns: Math.max(1, c1 - c0 - 1),
    };
  }

  /** @param {FocusEvent} event */
  #focused(event) {
    const el = /** @type {HTMLElement} */ (event.target);
    if (this.grid.body.held?.el.contains(el)) return this.settle();
    const place = this.placeOf(el);
    if (!place) return;
    const run = place.row < -1 && this.elementAt(this.active) === el;
    if (!run) this.active = place;
    this.#setStop(el);
    this.grid.body.dropHeld();
  }

  #left() {
    if (!this.grid.pane.contains(document.activeElement)) this.grid.body.dropHeld();
  }

  /**
   * At rest: the focus returns to the active cell when it is in sight again, and there is
   * one tab stop in any case.
   */
  settle() {
    const { body } = this.grid;
    const el = this.elementAt(this.active);
    // Not while the user is elsewhere in the notebook: it would take the focus from there.
    if (el && document.hasFocus() && body.held?.el.contains(document.activeElement)) {
      this.#setStop(el);
      el.focus({ preventScroll: true });
      body.dropHeld();
      return;
    }
    this.#setStop(el ?? this.#inSight());
  }

  /** Some cell that is in sight. */
  #inSight() {
    const { grid } = this;
    const { first, c0, c1 } = grid.inSight();
    const col = Math.min(Math.max(this.active.col, c0), c1);
    return this.elementAt({ row: grid.total ? first : -1, col });
  }

  /** @param {HTMLElement | null} el */
  #setStop(el) {
    if (!el || el === this.stop) return;
    this.stop?.setAttribute("tabindex", "-1");
    el.setAttribute("tabindex", "0");
    this.stop = el;
  }
}
