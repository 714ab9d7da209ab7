/**
 * Keep only the value of a cell, or exclude it: one condition, made of what the cell holds.
 *
 * @import { Actions } from "./actions.js"
 * @import { Grid } from "../grid/grid.js"
 * @import { Column, Place } from "../types.js"
 */
import { Failure } from "../api.js";
import { WORDS } from "../words.js";
import { cellOf } from "./asking.js";
import { ASK } from "./asks.js";
import { aboutOf, withPart } from "./filters.js";

/** Marks of missing values; each is an operator, too. */
const MISSING = new Set(["nan", "none", "na", "nat", "null", "masked"]);

/** Kinds whose values compare with a text as it is shown. */
const TEXTS = new Set(["text", "category"]);

/** Kinds whose values have no other name than how they are written. */
const WRITTEN = new Set(["nested", "other"]);

/** Marks of texts that do not tell the value. */
const UNTOLD = new Set(["cut", "failed"]);

/**
 * @param {Actions} actions
 * @param {Place} place
 * @param {boolean} only keep only this value; else exclude it
 */
export async function keepOnly(actions, place, only) {
  const { grid } = actions;
  const column = grid.columns.at(place.col);
  if (!column) return;
  try {
    const cell = await cellOf(grid.api, grid.blocks.version, place.row, column.number);
    const isObject = column.dtype.toLowerCase() === "object";
    const value = { ...cell, type: isObject ? cell.type : "" };
    if (UNTOLD.has(value.mark ?? "")) actions.note(ASK.notCompared);
    else await keep(grid, column, value, only);
  } catch (failure) {
    const { message, hint } = /** @type {import("../api.js").Failure} */ (failure);
    actions.note([message, hint].filter(Boolean).join(": "));
  }
  actions.focus.focus();
}

/** @param {Grid} grid @param {Column} column @param {Cell} value @param {boolean} only */
async function keep(grid, column, value, only) {
  /** @param {any} asked */
  const set = (asked) => {
    const part = about(column, asked);
    return grid.turn.change(
      { filter: withPart(grid.state.filter, null, part) },
      WORDS.filtering,
    );
  };
  try {
    await set(askedOf(column.kind, value, only));
  } catch (failure) {
    if (!(failure instanceof Failure) || failure.code !== "bad-argument") throw failure;
    await set(written(value, only)); // beyond a calendar, or told by a fold
  }
}

/** A condition, or its opposite, as one about a column. @param {Column} column @param {any} asked */
function about(column, asked) {
  return asked.not
    ? { not: { ...aboutOf(column), ...asked.not } }
    : { ...aboutOf(column), ...asked };
}

/** @typedef {{text: string, mark: string | null, type?: string}} Cell a whole value */

/** @param {Cell} value @param {boolean} only */
function written({ text, mark, type }, only) {
  const asked = {
    op: "reads",
    value: text,
    ...(type ? { of: type } : {}),
    ...(mark === "escaped" ? { escaped: true } : {}),
  };
  return only ? asked : { not: asked };
}

/**
 * The condition that a value fulfils and others do not; of what is missing, the kind of
 * it. Missing values stay where another one is excluded.
 *
 * @param {string} kind
 * @param {Cell} value
 * @param {boolean} only
 * @returns {any}
 */
export function askedOf(kind, value, only) {
  const { text, mark } = value;
  if (mark && MISSING.has(mark)) return only ? { op: mark } : { not: { op: mark } };
  if (WRITTEN.has(kind) || mark === "escaped") return written(value, only);
  const typed = kind === "truth" ? text.toLowerCase() === "true" : text;
  if (only && !TEXTS.has(kind)) return { op: "eq", value: typed };
  return { op: only ? "in" : "not_in", value: [typed] }; // a list, so that it can grow
}
