/** How wide texts are in the fonts at hand. */

/** @type {CanvasRenderingContext2D | null} */
const painter = document.createElement("canvas").getContext("2d");

/**
 * The width of a text.
 *
 * @param {string} text
 * @param {string} [font] CSS; the page's own by default
 * @returns {number} px
 */
export function textWidth(text, font = "") {
  if (!painter) return text.length * 8;
  const { fontFamily, fontSize } = getComputedStyle(document.body);
  painter.font = font || `${fontSize} ${fontFamily}`;
  return painter.measureText(text).width;
}

/** Tell the styles what numbers are aligned by: the widths of a point and an ellipsis. */
export function tellWidths() {
  const { style } = document.documentElement;
  style.setProperty("--dot", `${textWidth(".")}px`);
  style.setProperty("--more", `${textWidth("…")}px`);
}
