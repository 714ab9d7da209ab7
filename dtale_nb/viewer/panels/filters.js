/**
 * The filter as a tree: `{all: [...]}`, `{any: [...]}`, `{not: ...}` over conditions on one
 * column each. What is changed here makes a new tree; the server reads and checks it.
 *
 * @import { Column } from "../types.js"
 */

/** @typedef {any} Tree a group or a condition as the server has it; null for all rows */

/** The parts that must all hold, one pill each. @param {Tree} tree @returns {Tree[]} */
export function partsOf(tree) {
  if (!tree) return [];
  return tree.all && !tree.off ? tree.all : [tree];
}

/** @param {Tree[]} parts @returns {Tree} */
export function treeOf(parts) {
  return parts.length ? { all: parts } : null;
}

/** @param {Tree} tree @param {number} at @returns {Tree} */
export function without(tree, at) {
  return treeOf(partsOf(tree).toSpliced(at, 1));
}

/** @param {Tree} tree @param {number | null} at null for one more @param {Tree} part @returns {Tree} */
export function withPart(tree, at, part) {
  const parts = partsOf(tree);
  return treeOf(at === null ? [...parts, part] : parts.with(at, part));
}

/**
 * Where a part stands by now, set aside or not; null where it is gone.
 *
 * @param {Tree} tree
 * @param {number | null} at where it stood
 * @param {Tree} part as it was
 * @returns {number | null}
 */
export function placeNow(tree, at, part) {
  if (at === null) return null;
  const text = (/** @type {Tree} */ { off, ...what }) => JSON.stringify(what);
  const parts = partsOf(tree).map(text);
  const wanted = text(part);
  const found = parts[at] === wanted ? at : parts.indexOf(wanted);
  return found < 0 ? null : found;
}

/** Set a part aside, or take it back. @param {Tree} tree @param {number} at @returns {Tree} */
export function toggled(tree, at) {
  const { off, ...part } = partsOf(tree)[at];
  return withPart(tree, at, off ? part : { ...part, off: true });
}

/**
 * How a condition names a column: by its place, with its name as a check.
 *
 * @param {Pick<Column, "number" | "label">} column
 */
export function aboutOf({ number, label }) {
  return number < 0 ? { level: ~number } : { column: label.at(-1) ?? "", position: number };
}

/** The number of the column that a condition is about. @param {Tree} leaf @returns {number | undefined} */
export function numberOf(leaf) {
  return "level" in leaf ? ~leaf.level : leaf.position;
}

/** @param {Tree} node */
export function isGroup(node) {
  return Boolean(node.all ?? node.any ?? node.not);
}

/**
 * Where a condition of a column stands among the parts, by its operators.
 *
 * @param {Tree} tree
 * @param {number} number
 * @param {string[]} ops
 * @returns {number | null}
 */
export function findPart(tree, number, ops) {
  const at = partsOf(tree).findIndex(
    (part) => !isGroup(part) && numberOf(part) === number && ops.includes(part.op),
  );
  return at < 0 ? null : at;
}
