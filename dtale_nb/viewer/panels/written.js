/**
 * What is copied, in the forms that spreadsheets read.
 *
 * @import { Kind, Value } from "../types.js"
 */
import { MISSING } from "../grid/cells.js";

/**
 * @typedef {object} Sheet What is copied.
 * @property {string[]} names of its columns
 * @property {Kind[]} kinds of its columns
 * @property {(Value | null)[][]} rows exact; null where a cell isn't selected
 */

/**
 * A missing value is an empty field, as spreadsheets and pandas' own `to_clipboard` have
 * it; a text that reads "NaN" is that text.
 *
 * @param {Value | null} value
 */
export function plain(value) {
  return !value || isMissing(value) ? "" : value.text;
}

/** @param {Value} value */
export function isMissing({ mark }) {
  return MISSING.has(mark) && mark !== "blank" && mark !== "empty";
}

/**
 * Quote a field as spreadsheets do.
 *
 * @param {string} text
 */
export function tsvField(text) {
  return /["\t\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {Sheet} sheet @param {boolean} [named] */
export function tsv({ names, rows }, named = false) {
  const lines = rows.map((row) => row.map((value) => tsvField(plain(value))).join("\t"));
  return [...(named ? [names.map(tsvField).join("\t")] : []), ...lines].join("\n");
}

/** A cell that stays the text it is: Excel reads the style, LibreOffice Calc the attribute. */
const AS_TEXT = ` style="white-space:pre;mso-number-format:'\\@'" sdnum="0;0;@"`;

/** What spreadsheets would alter: any text, and of a whole number all beyond 15 digits. */
const TEXTUAL = new Set(["text", "category", "nested", "other"]);
const LONG = /^-?\d{16,}$/;

/** @param {string} text with `&` and `<` as HTML has them, and lines that stay in a cell */
function escaped(text) {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/\r\n?|\n/g, '<br style="mso-data-placement:same-cell">');
}

/** @param {Sheet} sheet @param {boolean} [named] */
export function html({ names, kinds, rows }, named = false) {
  /** @param {string[]} texts @param {string} tag */
  const line = (texts, tag) => {
    const cells = texts.map((text, at) => {
      const keep = tag === "th" || LONG.test(text) || TEXTUAL.has(kinds[at] ?? "");
      return `<${tag}${text && keep ? AS_TEXT : ""}>${escaped(text)}</${tag}>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  };
  const body = rows.map((row) => line(row.map(plain), "td"));
  return `<table>${named ? line(names, "th") : ""}${body.join("")}</table>`;
}
