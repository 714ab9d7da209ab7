/**
 * Widths of columns from the texts of their cells and headers, by the fonts at hand.
 *
 * @import { Blocks } from "./blocks.js"
 * @import { Columns } from "./columns.js"
 * @import { Column } from "../types.js"
 */
import { drawn } from "./cells.js";
import { textWidth } from "./metrics.js";

const MOST = 320;
const MOST_FITTED = 800;
const BESIDE = 18;

/**
 * A column's width from what was seen of it.
 *
 * @param {Columns} columns
 * @param {Column} column
 * @param {Blocks} blocks
 * @param {number} first row
 * @param {number} last row
 * @param {boolean} fitted by the user's wish, without the usual bound
 * @returns {number} px
 */
export function contentWidth(columns, column, blocks, first, last, fitted) {
  const places = blocks.places.get(column.number) ?? 0;
  const write = columns.writers(column);
  let longest = "";
  for (let row = first; row <= last; row++) {
    const value = blocks.value(row, column.number);
    if (!value) continue;
    const { text: exact, mark } = value;
    const look = write?.(exact, mark, places) ?? drawn(column.kind, exact, mark, places);
    const text = look.text + look.pale + missingDecimals(look.look);
    if (text.length > longest.length) longest = text;
  }
  const header = fitted ? headerWidth(column) : column.width * columns.scale;
  const content = Math.ceil(textWidth(longest)) + BESIDE + (places > 6 ? 8 : 0);
  return Math.max(header, Math.min(fitted ? MOST_FITTED : MOST, content));
}

/**
 * Digits in the room that a number leaves so that points stand below each other.
 *
 * @param {string} classes of its cell
 */
function missingDecimals(classes) {
  return "0".repeat(Number(/\bp(\d+)/.exec(classes)?.[1] ?? 0));
}

/** @param {Column} column */
function headerWidth(column) {
  const { fontFamily, fontSize } = getComputedStyle(document.body);
  const name = textWidth(column.label.at(-1) ?? "", `600 ${fontSize} ${fontFamily}`);
  const type = textWidth(column.dtype, `${parseFloat(fontSize) - 2.5}px ${fontFamily}`);
  return Math.ceil(Math.max(name + BESIDE + 22, type + BESIDE, 40));
}
