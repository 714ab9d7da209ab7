/**
 * What a click on a header makes of the order.
 *
 * @import { Column, SortKey } from "../types.js"
 */

/**
 * Ascending, descending, none; alone, or beside the other keys.
 *
 * @param {SortKey[]} keys
 * @param {Pick<Column, "number" | "label">} column
 * @param {boolean} beside
 * @returns {SortKey[]}
 */
export function nextSort(keys, column, beside) {
  const { number, label } = column;
  const at = keys.findIndex((key) => key.number === number);
  const now = keys[at];
  const next = !now
    ? { number, label, descending: false }
    : now.descending
      ? null
      : { ...now, descending: true };
  if (!beside) return next ? [next] : [];
  if (!now) return next ? [...keys, next] : keys;
  return next ? keys.with(at, next) : keys.filter((key) => key !== now);
}
