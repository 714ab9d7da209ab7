/**
 * A drag that reaches pinned columns: one that begins on them, or comes to them where
 * nothing scrolls any more.
 *
 * @import { Selecting } from "./selecting.js"
 */

/** @param {Selecting} selecting */
export function reachPinned({ pointer, focus, grid }) {
  const { columns, x: across, pane } = grid;
  let isPinned = false;
  const note = (/** @type {PointerEvent} */ event) => {
    const place = focus.placeOf(/** @type {Element} */ (event.target));
    isPinned = place !== null && columns.isPinned(place.col);
  };
  pane.addEventListener("pointerdown", note, { capture: true });
  const scrolling = pointer.sideways.bind(pointer);
  pointer.sideways = (x, left, right) => {
    const isLeft = x < left && columns.pinned > 0;
    const isRight = x >= right && columns.pinnedEnd > 0;
    const stays = isPinned || across.at === (isLeft ? 0 : across.end);
    if (!(isLeft || isRight) || !stays) return scrolling(x, left, right);
    const at = isLeft ? x - left : columns.total + x - right;
    let col = isLeft ? columns.pinned - 1 : columns.count - 1;
    const first = isLeft ? 0 : columns.end;
    while (col > first && columns.left(col) > at) col--;
    return [col, 0];
  };
}
