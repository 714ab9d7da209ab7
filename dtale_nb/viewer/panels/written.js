/**
 * What is copied, in the forms that others read: spreadsheets, Markdown, Python.
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
function isMissing({ mark }) {
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

/** @param {Sheet} sheet @param {boolean} named */
export function tsv({ names, rows }, named) {
  const lines = rows.map((row) => row.map((value) => tsvField(plain(value))).join("\t"));
  return [...(named ? [names.map(tsvField).join("\t")] : []), ...lines].join("\n");
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** @param {Sheet} sheet @param {boolean} named */
export function html({ names, rows }, named) {
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

/** A table of GitHub's Markdown; numbers stand right. @param {Sheet} sheet */
export function markdown({ names, kinds, rows }) {
  const cell = (/** @type {string} */ text) =>
    text.replace(/[\\|]/g, "\\$&").replace(/\r\n|\n|\r/g, "<br>");
  const line = (/** @type {string[]} */ texts) => `| ${texts.join(" | ")} |`;
  return [
    line(names.map(cell)),
    line(kinds.map((kind) => (kind === "number" ? "---:" : "---"))),
    ...rows.map((row) => line(row.map((value) => cell(plain(value))))),
  ].join("\n");
}

/**
 * Python that evaluates to the same values: a list of one column, else a dict of columns,
 * or a list of rows where names repeat. Moments and what else has no literal are texts.
 *
 * @param {Sheet} sheet
 */
export function python({ names, kinds, rows }) {
  const columns = kinds.map((kind, at) => rows.map((row) => literal(kind, row[at] ?? null)));
  const list = (/** @type {string[]} */ values) => `[${values.join(", ")}]`;
  if (columns.length === 1) return list(columns[0] ?? []);
  if (new Set(names).size === names.length) {
    const items = names.map((name, at) => `    ${quoted(name)}: ${list(columns[at] ?? [])},`);
    return `{\n${items.join("\n")}\n}`;
  }
  const lines = rows.map((_, row) => `    (${columns.map((each) => each[row]).join(", ")}),`);
  return `[\n${lines.join("\n")}\n]`;
}

/** @param {Kind} kind @param {Value | null} value */
function literal(kind, value) {
  if (!value) return "None";
  const { text, mark } = value;
  if (isMissing(value)) return mark === "nan" && kind === "number" ? 'float("nan")' : "None";
  if (/^(True|False)$/.test(text) && kind === "truth") return text;
  if (mark === "escaped") return quoted(text).replaceAll("\\\\", "\\");
  if (kind !== "number") return quoted(text);
  if (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) return text;
  return /^-?inf$/.test(text) ? `float("${text}")` : quoted(text);
}

/** A text as JSON is one of Python, too. @param {string} text */
function quoted(text) {
  return JSON.stringify(text);
}
