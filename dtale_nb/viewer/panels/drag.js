/**
 * A header taken by the mouse moves its column. A line shows where it would stand; Escape
 * leaves it where it was. Keys have Alt+Shift+arrows, and menus the same.
 *
 * @import { Actions } from "./actions.js"
 */
import { element } from "../grid/cell.js";
import { move, sideOfPlace, standing } from "./arrange.js";

/** What the pointer moves before it is a drag, px. */
const SLACK = 6;

/** Scrolled in a frame while the pointer is past an edge, px. */
const STEP = 14;

/** @param {Actions} actions @param {PointerEvent} down @param {number} col */
export function dragColumn(actions, down, col) {
  const { grid } = actions;
  const stop = new AbortController();
  const { signal } = stop;
  const line = element("div", "drop", { "aria-hidden": "true" });
  let x = down.clientX;
  let frame = 0;
  const end = () => {
    stop.abort();
    cancelAnimationFrame(frame);
    line.remove();
    grid.pane.classList.remove("taken");
  };
  const follow = () => {
    const { left, right } = edges(actions);
    const by = x < left ? -STEP : x > right ? STEP : 0;
    if (by && !grid.columns.isPinned(col)) grid.scrollBy(by, 0);
    const at = dropAt(actions, col, x);
    line.style.left = `${at.x}px`;
    frame = requestAnimationFrame(follow);
  };
  const moved = (/** @type {PointerEvent} */ event) => {
    if (!event.buttons) return end();
    x = event.clientX;
    if (frame || Math.abs(x - down.clientX) < SLACK) return;
    grid.pane.append(line);
    grid.pane.classList.add("taken");
    // The click that ends a drag sorts nothing.
    const once = { capture: true, once: true };
    addEventListener("click", (click) => click.stopPropagation(), once);
    follow();
  };
  addEventListener("pointermove", moved, { signal });
  addEventListener("pointercancel", end, { signal });
  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !frame) return;
      event.preventDefault();
      event.stopPropagation();
      end();
    },
    { signal, capture: true },
  );
  addEventListener(
    "pointerup",
    () => {
      const dragged = frame > 0;
      const { to } = dropAt(actions, col, x);
      end();
      if (!dragged || to === col) return;
      actions.focus.active = { row: -1, col };
      move(actions, col, to);
    },
    { signal },
  );
}

/** Where what scrolls begins and ends, px of the page. @param {Actions} actions */
function edges({ grid }) {
  const box = grid.pane.getBoundingClientRect();
  const { frozen, frozenEnd } = grid.columns;
  return { box, left: box.left + frozen, right: box.right - frozenEnd };
}

/**
 * Where a column would stand: beside others that are pinned where it is.
 *
 * @param {Actions} actions
 * @param {number} col position
 * @param {number} pointer px of the page
 * @returns {{to: number, x: number}} its position, and px of the pane where the line stands
 */
function dropAt(actions, col, pointer) {
  const { grid } = actions;
  const { columns } = grid;
  const { box, left, right } = edges(actions);
  const side = sideOfPlace(standing(columns), col);
  /** Pixels of the pane where a column begins. @param {number} at */
  const begin = (at) =>
    side === "right"
      ? right - box.left + columns.left(at) - columns.total
      : left - box.left + columns.left(at) - (side === "left" ? 0 : grid.x.at);
  const first = side === "left" ? 0 : side === "right" ? columns.end : columns.pinned;
  const last =
    side === "left" ? columns.pinned : side === "right" ? columns.count : columns.end;
  const inside = Math.max(left, Math.min(right, pointer));
  const at = (side ? pointer : inside) - box.left;
  let low = first;
  let high = last;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (begin(middle) + columns.width(middle) / 2 < at) low = middle + 1;
    else high = middle;
  }
  return { to: low > col ? low - 1 : low, x: begin(low) };
}
