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

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** @param {Sheet} sheet @param {boolean} [named] */
export function html({ names, rows }, named = false) {
  /** @param {string[]} texts @param {string} tag */
  const line = (texts, tag) => {
    const cells = texts.map(
      (text) => `<${tag} style="white-space:pre">${escaped(text)}</${tag}>`,
    );
    return `<tr>${cells.join("")}</tr>`;
  };
  const body = rows.map((row) => line(row.map(plain), "td"));
  return `<table>${named ? line(names, "th") : ""}${body.join("")}</table>`;
}
