/**
 * The mouse in the cells: a click or a drag selects, and a drag scrolls at the edges.
 *
 * @import { Place } from "../types.js"
 * @import { Selecting } from "./selecting.js"
 */

/** A drag past an edge scrolls at most so much in a frame, px. */
const FASTEST = 96;

export class Pointer {
  /** @param {Selecting} selecting */
  constructor(selecting) {
    this.selecting = selecting;
    this.scrollTimer = 0;
    /** @type {{x: number, y: number} | null} */
    this.drag = null;
    selecting.grid.pane.addEventListener("pointerdown", (event) => this.#down(event));
    addEventListener("pointermove", (event) => this.#take(event), { once: true });
  }

  /** Go on with a drag that began before this was here. @param {PointerEvent} event */
  #take(event) {
    const place = this.selecting.focus.placeOf(document.activeElement ?? document.body);
    if (event.buttons === 1 && !this.drag && place && place.row >= 0) this.press(place, event);
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.button !== 0) return;
    const { focus, grid } = this.selecting;
    const place = focus.placeOf(/** @type {Element} */ (event.target));
    if (place && place.row < 0) return;
    event.preventDefault(); // no text selection; the focus is given below
    if (place) this.press(place, event);
    else grid.onFocusBack?.(); // beside the cells
  }

  /** A cell is pressed, now or before this was here. @param {Place} place @param {MouseEvent} event */
  press(place, event) {
    const { selecting } = this;
    const { selection, columns } = selecting;
    if (!event.shiftKey) {
      selecting.change(() => {
        if (event.ctrlKey || event.metaKey) selection.beginBeside(place);
        else selection.begin(place);
      });
      selecting.focus.moveTo(place);
    }
    const isRow = place.col < 0;
    selection.kept = isRow ? columns : {};
    if (isRow || event.shiftKey) this.#reach(place);
    const end = this.#follow(event);
    // A drag that is over is told by a click in no cell.
    if (/** @type {Element} */ (event.target).closest(".c")) return;
    this.#dragged();
    end();
  }

  /** @param {Place} place */
  #reach(place) {
    const { selecting } = this;
    selecting.change(() => selecting.selection.reach(place));
  }

  /** A drag selects, and scrolls at the edges. @param {MouseEvent} down */
  #follow(down) {
    const stop = new AbortController();
    const { signal } = stop;
    this.drag = { x: down.clientX, y: down.clientY };
    const end = () => {
      stop.abort();
      this.drag = null;
      cancelAnimationFrame(this.scrollTimer);
      this.scrollTimer = 0;
    };
    const move = (/** @type {PointerEvent} */ event) => {
      if (!event.buttons) return end(); // let go where nobody saw it
      if (!this.drag) return;
      this.drag.x = event.clientX;
      this.drag.y = event.clientY;
      this.#dragged();
    };
    addEventListener("pointermove", move, { signal });
    addEventListener("pointerup", end, { signal });
    addEventListener("pointercancel", end, { signal });
    return end;
  }

  /**
   * The column that a drag is over, and how far it scrolls, px a frame; `reach.js` knows of
   * pinned columns.
   *
   * @param {number} x px
   * @param {number} left where the columns begin that scroll
   * @param {number} right where they end
   * @returns {[number, number]}
   */
  sideways(x, left, right) {
    const { grid } = this.selecting;
    const col = grid.columns.find(grid.x.at + clamp(x, left, right - 1) - left);
    return [col, past(x, left, right)];
  }

  #dragged() {
    if (!this.drag) return;
    const { drag } = this;
    const { grid, selection } = this.selecting;
    const box = grid.body.el.parentElement?.getBoundingClientRect();
    if (!box) return;
    const top = box.bottom - grid.y.view;
    const left = box.left + grid.columns.frozen;
    const y = past(drag.y, top, box.bottom);
    const right = box.right - grid.columns.frozenEnd;
    const [col, by] = this.sideways(drag.x, left, right);
    const x = "c1" in selection.kept ? 0 : by;
    const row = Math.floor(
      grid.y.at + (clamp(drag.y, top, box.bottom - 1) - top) / grid.rowHeight,
    );
    const place = { row: clamp(row, 0, grid.total - 1), col };
    this.#reach(place);
    if ((x || y) && !this.scrollTimer) {
      this.scrollTimer = requestAnimationFrame(() => {
        this.scrollTimer = 0;
        grid.scrollBy(x, y);
        this.#dragged();
      });
    }
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
