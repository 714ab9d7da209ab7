/**
 * The exact value under the mouse, where its cell shows less.
 *
 * @import { Focus } from "./focus.js"
 * @import { Grid } from "./grid.js"
 */

/** @param {Grid} grid @param {Focus} focus */
export function tellUnderPointer(grid, focus) {
  grid.pane.addEventListener("pointerover", ({ target }) => {
    const el = /** @type {HTMLElement | null} */ (
      /** @type {Element} */ (target).closest(".c, .h")
    );
    const place = el && focus.placeOf(el);
    if (!el || !place) return;
    const number = grid.columns.numberAt(place.col);
    if (place.row < 0) {
      const column = grid.columns.known.get(number);
      const parts = column && [column.label.filter(Boolean).join(" / "), column.dtype];
      el.title = parts?.filter(Boolean).join(" · ") ?? "";
      return;
    }
    const value = grid.blocks.value(place.row, number);
    const less = value && (value.text !== el.textContent || el.scrollWidth > el.clientWidth);
    if (less) el.title = value.text;
    else el.removeAttribute("title");
  });
}
