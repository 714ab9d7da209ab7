/**
 * The mouse in the grid: a drag selects and scrolls at the edges, or takes hold of a
 * header's end or of a whole header; clicks with either button do the rest.
 *
 * @import { Place } from "../types.js"
 * @import { Actions } from "./actions.js"
 */
import { dragColumn, openCell } from "./openers.js";

/** Pixels at a header's end that take hold of its width. */
const EDGE = 7;

/** A drag past an edge scrolls at most so much in a frame, px. */
const FASTEST = 96;

export class Pointer {
  /** @param {Actions} actions */
  constructor(actions) {
    this.actions = actions;
    this.scrollTimer = 0;
    /** @type {{mode: "cells" | "rows", x: number, y: number} | null} */
    this.drag = null;
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
  #hover(event) {
    if (event.buttons) return;
    const onEdge = this.#edge(event) !== null;
    this.actions.grid.pane.classList.toggle("wide", onEdge);
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.button !== 0) return;
    const edge = this.#edge(event);
    if (edge !== null) return this.#resize(event, edge);
    const place = this.actions.focus.placeOf(/** @type {Element} */ (event.target));
    if (place?.row === -1 && place.col >= 0)
      this.actions.run(dragColumn(this.actions, event, place.col));
    if (!place || place.row < 0) return;
    event.preventDefault(); // no text selection; the focus is given below
    const mode = place.col < 0 ? "rows" : "cells";
    if (event.shiftKey) this.#reach(place, mode);
    else {
      this.actions.change(() => {
        if (event.ctrlKey || event.metaKey) this.actions.selection.beginBeside(place);
        else this.actions.selection.begin(place);
      });
      this.actions.focus.moveTo(place);
      if (mode === "rows") this.#reach(place, mode);
    }
    this.#follow(event, mode);
  }

  /** @param {Place} place @param {"cells" | "rows"} mode */
  #reach(place, mode) {
    if (mode === "cells") return this.actions.change(() => this.actions.selection.reach(place));
    const { anchor } = this.actions.selection;
    this.actions.change(() => {
      this.actions.selection.anchor = { row: anchor?.row ?? place.row, col: 0 };
      this.actions.selection.reach({
        row: place.row,
        col: this.actions.grid.columns.count - 1,
      });
    });
  }

  /** A drag selects, and scrolls at the edges. @param {PointerEvent} down @param {"cells" | "rows"} mode */
  #follow(down, mode) {
    const stop = new AbortController();
    const { signal } = stop;
    this.drag = { mode, x: down.clientX, y: down.clientY };
    const move = (/** @type {PointerEvent} */ event) => {
      if (!this.drag || !event.buttons) return;
      this.drag.x = event.clientX;
      this.drag.y = event.clientY;
      this.#dragged();
    };
    const end = () => {
      stop.abort();
      this.drag = null;
      cancelAnimationFrame(this.scrollTimer);
      this.scrollTimer = 0;
    };
    addEventListener("pointermove", move, { signal });
    addEventListener("pointerup", end, { signal });
    addEventListener("pointercancel", end, { signal });
  }

  #dragged() {
    if (!this.drag) return;
    const { drag } = this;
    const { grid } = this.actions;
    const box = grid.body.el.parentElement?.getBoundingClientRect();
    if (!box) return;
    const top = box.bottom - grid.y.view;
    const left = box.left + grid.columns.frozen;
    const y = past(drag.y, top, box.bottom);
    const right = box.right - grid.columns.frozenEnd;
    const x = drag.mode === "rows" ? 0 : past(drag.x, left, right);
    const row = Math.floor(
      grid.y.at + (clamp(drag.y, top, box.bottom - 1) - top) / grid.rowHeight,
    );
    const col = grid.columns.find(grid.x.at + clamp(drag.x, left, right - 1) - left);
    const place = { row: clamp(row, 0, grid.total - 1), col };
    this.#reach(place, drag.mode);
    if ((x || y) && !this.scrollTimer) {
      this.scrollTimer = requestAnimationFrame(() => {
        this.scrollTimer = 0;
        grid.scrollBy(x, y);
        this.#dragged();
      });
    }
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
    const inside = place.row < 0 || this.actions.selection.has(place.row, place.col);
    if (!inside) this.actions.change(() => this.actions.selection.begin(place));
    this.actions.focus.moveTo(place);
    this.actions.open(this.actions.menu(place, { x: event.clientX, y: event.clientY }));
  }
}

/** @param {number} value @param {number} least @param {number} most */
function clamp(value, least, most) {
  return Math.max(least, Math.min(most, value));
}

/** How far past an edge, px a frame. @param {number} at @param {number} from @param {number} to */
function past(at, from, to) {
  if (at < from) return Math.max(-FASTEST, at - from);
  return at > to ? Math.min(FASTEST, at - to) : 0;
}
