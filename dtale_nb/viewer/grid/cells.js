/**
 * What a cell looks like, from its exact text. The page's first rows are drawn by the same
 * rules in `web/firstrows.py`; a browser test holds both together.
 *
 * @import { Kind } from "../types.js"
 */

/** Decimals shown at most; more are told by an ellipsis. */
export const DECIMALS = 6;

/** Marks of cells whose value is missing or has nothing to see. */
export const MISSING = new Set([
  "nan",
  "none",
  "na",
  "nat",
  "null",
  "masked",
  "empty",
  "blank",
]);

/** @type {Partial<Record<Kind, string>>} */
const SIDED = { number: "n", duration: "n", moment: "d", nested: "k" };
const DECIMAL = /^-?\d+\.(\d+)$/;
const WHOLE = /^-?\d+$/;
const MOMENT = /^(\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d)?)(.+)$/;
const CONTROLS = "\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e";
export const UNSEEN = new RegExp(
  `[${CONTROLS}\\u2060-\\u206f\\ufeff\\ud800-\\udfff]|^ +| +$`, // lone halves too
  "gu",
);
/** @type {Record<string, string>} */
const SIGNS = { "\n": "↵", "\t": "⇥", "\r": "⟨CR⟩", "\0": "⟨NUL⟩", "\x1b": "⟨ESC⟩" };

const LINK = /^(?:https?:\/\/|mailto:)[^\s<>"'`]{2,}$/i;

/**
 * Whether a text as a whole is an address that may be followed.
 *
 * @param {string} text
 * @param {string} mark
 */
export function isLink(text, mark) {
  return mark === "" && LINK.test(text);
}

/**
 * @param {string} kind
 * @returns {string} the class of a kind's cells and headers
 */
export function sideOf(kind) {
  return SIDED[/** @type {Kind} */ (kind)] ?? "";
}

/**
 * How many decimals a number's text has, one more than `DECIMALS` for any more; 0 for none.
 *
 * @param {string} text
 */
export function decimalsOf(text) {
  const point = text.indexOf(".");
  if (point < 0 || !DECIMAL.test(text)) return 0;
  return Math.min(text.length - point - 1, DECIMALS + 1);
}

/**
 * What stands for characters that nobody would see.
 *
 * @param {string} found
 */
export function signOf(found) {
  if (found[0] === " ") return "␣".repeat(found.length);
  return SIGNS[found] ?? `⟨${found.charCodeAt(0).toString(16).toUpperCase()}⟩`;
}

/**
 * @typedef {object} Look
 * @property {string} text what is read
 * @property {string} pale the part that rarely matters, after it
 * @property {string} look classes
 */

/**
 * Draw one cell.
 *
 * @param {string} kind
 * @param {string} text exact
 * @param {string} mark
 * @param {number} places the most decimals in the column, as `decimalsOf` counts
 * @returns {Look}
 */
export function drawn(kind, text, mark, places) {
  const side = sideOf(kind);
  if (mark && MISSING.has(mark)) {
    const word = mark === "empty" ? "empty" : mark === "blank" ? "␣".repeat(text.length) : text;
    return { text: word, pale: "", look: side ? `${side} x` : "x" };
  }
  if (kind === "number") {
    return { text: shortened(text), pale: "", look: side + padding(text, places) };
  }
  const moment = kind === "moment" ? MOMENT.exec(text) : null;
  if (moment) return { text: moment[1] ?? "", pale: moment[2] ?? "", look: side };
  const more = mark === "cut" ? "…" : "";
  const failed = mark === "failed" ? (side ? " f" : "f") : "";
  return { text: text.replace(UNSEEN, signOf) + more, pale: "", look: side + failed };
}

/** @param {string} text */
function shortened(text) {
  if (decimalsOf(text) <= DECIMALS) return text;
  return `${text.slice(0, text.indexOf(".") + 1 + DECIMALS)}…`;
}

/**
 * Classes that move a number left so that the points of its column align.
 *
 * @param {string} text
 * @param {number} places
 */
function padding(text, places) {
  if (!places) return "";
  const decimals = decimalsOf(text);
  if (!decimals && !WHOLE.test(text)) return ""; // inf, 1e-07: no point to align
  const missing = Math.min(places, DECIMALS) - Math.min(decimals, DECIMALS);
  return (
    (missing ? ` p${missing}` : "") +
    (decimals ? "" : " q") +
    (places > DECIMALS && decimals <= DECIMALS ? " m" : "")
  );
}
