/**
 * What a filter says in the reader's language. In English the engine's own sentences are
 * shown; in others they are made here, of the same tree.
 *
 * @import { Columns } from "../grid/columns.js"
 * @import { Tree } from "./filters.js"
 */
import { nameOf } from "../words.js";
import { ASK } from "./asks.js";
import { isGroup, numberOf } from "./filters.js";
import { visible } from "./visible.js";

/** Values that a sentence names. */
const MOST = 5;

/**
 * A sentence in the reader's language.
 *
 * @param {Tree} node
 * @param {Pick<Columns, "known">} columns
 * @param {string} english what the engine says
 * @returns {string}
 */
export function toldOf(node, columns, english) {
  return document.documentElement.lang === "en" ? english : visible(told(node, columns));
}

/**
 * @param {Tree} node
 * @param {Pick<Columns, "known">} columns
 * @returns {string}
 */
export function told(node, columns) {
  if ("search" in node) return ASK.told.shows(node.search);
  if (!isGroup(node)) return leafTold(node, columns);
  if (node.not) {
    const inner = node.not.off ? ASK.told.everything : told(node.not, columns);
    return inner === ASK.told.everything ? inner : ASK.told.not(inner); // nothing is asked
  }
  /** @type {Tree[]} */
  const parts = (node.all ?? node.any).filter((/** @type {Tree} */ part) => !part.off);
  const word = node.all ? ASK.told.and : ASK.told.or;
  const said = parts.map((part) => enclosed(part, columns, Boolean(node.all)));
  return said.join(` ${word} `) || ASK.told.everything;
}

/** @param {Tree} part @param {Pick<Columns, "known">} columns @param {boolean} inAll */
function enclosed(part, columns, inAll) {
  const inner = part.all ?? part.any ?? [];
  const text = told(part, columns);
  return inner.length > 1 && Boolean(part.all) !== inAll ? `(${text})` : text;
}

/** @param {Tree} leaf @param {Pick<Columns, "known">} columns */
function leafTold(leaf, columns) {
  const known = columns.known.get(numberOf(leaf) ?? 0);
  const name = known ? nameOf(known) : String(leaf.column ?? leaf.level);
  const values = valuesTold(leaf);
  return [name, ASK.ops[leaf.op] ?? leaf.op, values].filter(Boolean).join(" ");
}

/** @param {Tree} leaf */
function valuesTold({ op, value, sign, to, factor }) {
  const list = [value ?? []].flat();
  if (op === "outlier") return factor ? `(${factor} × IQR)` : "";
  if (op === "infinite") return nameIn(ASK.signs, sign);
  if (op === "weekday") return list.map((day) => ASK.weekdays[Number(day)]).join(", ");
  if (op === "month") return list.map((month) => ASK.months[Number(month) - 1]).join(", ");
  if (op === "length") return [...new Set(list)].join("–");
  if (op === "last") return spanTold(String(value), to);
  if (op === "between" || op === "time_between")
    return list.map(said).join(` ${ASK.told.and} `);
  const more = list.length > MOST ? ` ${ASK.told.more(list.length - MOST)}` : "";
  return list.slice(0, MOST).map(said).join(", ") + more;
}

/** @param {string} span such as 7 days @param {string | undefined} to */
function spanTold(span, to) {
  const [, amount = span, unit = ""] = /^(\S+)\s+(\w+)$/.exec(span) ?? [];
  const end = to === "now" ? `(${ASK.upTo} ${nameIn(ASK.newest, to)})` : "";
  return [amount, nameIn(ASK.units, unit) || unit, end].filter(Boolean).join(" ");
}

/** @param {[string, string][]} words @param {string | undefined} key */
function nameIn(words, key) {
  return words.find(([each]) => each === key)?.[1] ?? "";
}

/** @param {any} value */
function said(value) {
  if (value === null) return ASK.told.missing;
  if (typeof value === "boolean") return nameIn(ASK.truth, String(value));
  return typeof value === "string" ? ASK.told.text(value) : String(value);
}
