/**
 * Brings recycled elements into the order in which they are read, when they are at rest:
 * assistive technology goes by it.
 *
 * @import { Grid } from "./grid.js"
 */

/** @param {Grid} grid */
export function tidy({ body, header }) {
  reorder(header.strip, header.heads);
  reorder(body.el, body.rows);
  for (const row of body.rows) reorder(row.strip, row.cells);
}

/**
 * Move what stands wrong; what has the focus is left where it is.
 *
 * @param {HTMLElement} parent
 * @param {{el: HTMLElement, col?: number, row?: number}[]} parts by slot
 */
function reorder(parent, parts) {
  const placeOf = (/** @type {typeof parts[0]} */ { col, row }) => row ?? col ?? 0;
  const wanted = [...parts].sort((a, b) => placeOf(a) - placeOf(b)).map(({ el }) => el);
  const focused = wanted.find((el) => el.contains(document.activeElement));
  const pivot = focused ? wanted.indexOf(focused) : wanted.length;
  let before = focused ?? null;
  for (let at = pivot - 1; at >= 0; at--) {
    const el = /** @type {HTMLElement} */ (wanted[at]);
    if (el.nextSibling !== before) parent.insertBefore(el, before);
    before = el;
  }
  let after = focused;
  for (const el of wanted.slice(pivot + 1)) {
    if (after && after.nextSibling !== el) after.after(el);
    after = el;
  }
}
