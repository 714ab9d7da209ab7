/**
 * Keep only the value of a cell, or exclude it: one condition, made of what the cell holds.
 *
 * @import { Hands } from "./hands.js"
 * @import { Column, Place } from "../types.js"
 */
import { cellOf } from "./asking.js";
import { ASK } from "./asks.js";
import { WORDS } from "../words.js";
import { aboutOf, withPart } from "./filters.js";

/** Marks of missing values; each is an operator, too. */
const MISSING = new Set(["nan", "none", "na", "nat", "null", "masked"]);

/** Kinds whose values compare with a text as it is shown. */
const TEXTS = new Set(["text", "category", "other"]);

/**
 * @param {Hands} hands
 * @param {Place} place
 * @param {boolean} only keep only this value; else exclude it
 */
export async function keepOnly(hands, place, only) {
  const { grid } = hands;
  const column = grid.columns.at(place.col);
  if (!column) return;
  try {
    const value = await cellOf(grid.api, grid.blocks.version, place.row, column.number);
    if (value.mark === "cut" || value.mark === "failed") return hands.note(ASK.notCompared);
    await grid.change(
      { filter: withPart(grid.state.filter, null, partFor(column, value, only)) },
      WORDS.filtering,
    );
  } catch (failure) {
    const { message, hint } = /** @type {import("../api.js").Failure} */ (failure);
    hands.note([message, hint].filter(Boolean).join(": "));
  }
  hands.focus.focus();
}

/** @param {Column} column @param {{text: string, mark: string | null}} value @param {boolean} only */
function partFor(column, value, only) {
  const part = { ...aboutOf(column), ...askedOf(column.kind, value, only) };
  return !only && part.op === value.mark ? { not: part } : part;
}

/**
 * The condition that a value fulfils and others do not; of what is missing, the kind of it.
 *
 * @param {string} kind
 * @param {{text: string, mark: string | null}} value whole
 * @param {boolean} only
 */
export function askedOf(kind, { text, mark }, only) {
  if (mark && MISSING.has(mark)) return { op: mark };
  if (kind === "truth") return { op: only ? "eq" : "ne", value: text.toLowerCase() === "true" };
  // A list, so that the condition can grow; missing values stay where a value is excluded.
  if (TEXTS.has(kind)) return { op: only ? "in" : "not_in", value: [text] };
  return { op: only ? "eq" : "ne", value: text };
}
