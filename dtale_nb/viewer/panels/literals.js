/**
 * What is copied, as Markdown and as Python.
 *
 * @import { Kind, Value } from "../types.js"
 * @import { Sheet } from "./written.js"
 */
import { isMissing, plain } from "./written.js";

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
