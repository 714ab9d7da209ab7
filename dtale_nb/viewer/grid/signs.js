/**
 * Characters that nobody would see, each as a sign with a spoken name.
 *
 * @import { Cell } from "./cell.js"
 */
import { element } from "./cell.js";
import { signOf, UNSEEN } from "./cells.js";

/** @type {Record<string, string>} */
const SPOKEN = {
  "\n": "new line",
  "\t": "tab",
  "\r": "carriage return",
  "\0": "null character",
  "\x1b": "escape character",
  " ": "blank",
  "\u200b": "zero-width space",
  "\u202e": "right-to-left override",
};

/**
 * @param {Cell} cell
 * @param {string} exact
 * @param {string} more what follows
 */
export function writeSigns(cell, exact, more) {
  /** @type {(Node | string)[]} */
  const parts = [];
  let from = 0;
  for (const match of exact.matchAll(UNSEEN)) {
    if (match.index > from) parts.push(exact.slice(from, match.index));
    const code = match[0].charCodeAt(0).toString(16).toUpperCase();
    const spoken = SPOKEN[match[0][0] ?? ""] ?? `character ${code}`;
    const sign = element("span", "z", { role: "img", "aria-label": spoken });
    sign.textContent = signOf(match[0]);
    parts.push(sign);
    from = match.index + match[0].length;
  }
  parts.push(exact.slice(from) + more);
  cell.fill(parts);
}
