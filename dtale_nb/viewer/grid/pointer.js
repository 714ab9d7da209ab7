/**
 * The mouse: sorts by the header, makes cells active, shows the exact value under it.
 *
 * @import { Focus } from "./focus.js"
 * @import { Grid } from "./grid.js"
 */

/** @param {Grid} grid @param {Focus} focus */
export function listenToPointer(grid, focus) {
  const { pane } = grid;
  pane.addEventListener("click", (event) => {
    const el = /** @type {Element} */ (event.target);
    const place = focus.placeOf(el);
    if (!place || place.row !== -1) return;
    focus.moveTo(place);
    grid.sort(grid.columns.numberAt(place.col), event.shiftKey);
  });
  pane.addEventListener("pointerover", (event) => tell(grid, focus, event));
}

/**
 * The exact text, where the cell shows less.
 *
 * @param {Grid} grid
 * @param {Focus} focus
 * @param {PointerEvent} event
 */
function tell(grid, focus, event) {
  const target = /** @type {Element} */ (event.target);
  const el = /** @type {HTMLElement | null} */ (target.closest(".c, .h"));
  const place = el && focus.placeOf(el);
  if (!el || !place) return;
  const number = grid.columns.numberAt(place.col);
  if (place.row < 0) {
    const column = grid.columns.known.get(number);
    el.title = column ? `${column.label.filter(Boolean).join(" / ")} · ${column.dtype}` : "";
    return;
  }
  const value = grid.blocks.value(place.row, number);
  const less = value && (value.text !== el.textContent || el.scrollWidth > el.clientWidth);
  if (less) el.title = value.text;
  else el.removeAttribute("title");
}
