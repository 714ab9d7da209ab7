/**
 * What the mouse takes hold of beside selecting: a header's end for its width, a whole
 * header for its place, and with a double click or the other button what opens.
 *
 * @import { Actions } from "./actions.js"
 */
import { dragColumn, openCell } from "./openers.js";

/** Pixels at a header's end that take hold of its width. */
const EDGE = 7;

export class Handles {
  /** @param {Actions} actions */
  constructor(actions) {
    this.actions = actions;
    const { pane } = actions.grid;
    pane.addEventListener("pointerdown", (event) => this.#down(event));
    pane.addEventListener("pointermove", (event) => this.#hover(event));
    pane.addEventListener("dblclick", (event) => this.#double(event));
    pane.addEventListener("contextmenu", (event) => this.#context(event));
  }

  /**
   * The column whose width a pointer would take hold of.
   *
   * @param {PointerEvent | MouseEvent} event
   * @returns {number | null}
   */
  #edge(event) {
    const el = /** @type {Element} */ (event.target).closest(".h");
    const place = el && this.actions.focus.placeOf(el);
    if (!el || place?.row !== -1) return null;
    const box = el.getBoundingClientRect();
    if (box.right - event.clientX <= EDGE) return place.col;
    const before = place.col - 1;
    return event.clientX - box.left < EDGE && before >= -this.actions.grid.columns.levels
      ? before
      : null;
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.button !== 0) return;
    const edge = this.#edge(event);
    if (edge !== null) return this.#resize(event, edge);
    const place = this.actions.focus.placeOf(/** @type {Element} */ (event.target));
    if (place?.row === -1 && place.col >= 0)
      this.actions.run(dragColumn(this.actions, event, place.col));
  }

  /** @param {PointerEvent} event */
  #hover(event) {
    if (event.buttons) return;
    const onEdge = this.#edge(event) !== null;
    this.actions.grid.pane.classList.toggle("wide", onEdge);
  }

  /** @param {PointerEvent} down @param {number} col */
  #resize(down, col) {
    down.preventDefault();
    down.stopPropagation();
    const { columns } = this.actions.grid;
    const width = columns.width(col);
    const stop = new AbortController();
    const { signal } = stop;
    this.actions.grid.pane.classList.add("wide");
    addEventListener(
      "pointermove",
      (event) => this.actions.widen(col, width + event.clientX - down.clientX),
      { signal },
    );
    // The click that ends a drag sorts nothing.
    addEventListener("click", (event) => event.stopPropagation(), { signal, capture: true });
    addEventListener("pointerup", () => setTimeout(() => stop.abort()), { signal });
  }

  /** @param {MouseEvent} event */
  #double(event) {
    const edge = this.#edge(event);
    if (edge !== null) return this.actions.fit(edge);
    const place = this.actions.focus.placeOf(/** @type {Element} */ (event.target));
    if (place && place.row >= 0) this.actions.open(openCell(this.actions, place));
  }

  /** @param {MouseEvent} event */
  #context(event) {
    const place = this.actions.focus.placeOf(/** @type {Element} */ (event.target));
    if (!place || event.ctrlKey) return;
    event.preventDefault();
    // The menu of a header leaves what is selected, and what it comes to, as it is.
    const { selecting, focus } = this.actions;
    const inside = place.row < 0 || selecting.selection.has(place.row, place.col);
    if (!inside) selecting.change(() => selecting.selection.begin(place));
    focus.moveTo(place);
    this.actions.open(this.actions.menu(place, { x: event.clientX, y: event.clientY }));
  }
}
