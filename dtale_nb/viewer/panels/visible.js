/** What is written beside the cells shows what nobody would see, as cells do. */
import { drawn } from "../grid/cells.js";

/** A text with signs for control characters and blanks at its ends. @param {string} text */
export function visible(text) {
  return drawn("text", text, "", 0).text;
}
