/**
 * What panels ask the server, beside what the grid asks. Each takes the api first.
 *
 * @import { Api } from "../api.js"
 * @import { PicturesAnswer, SummaryAnswer, ValuesAnswer } from "../types.js"
 */
import { ranges } from "../api.js";

/**
 * @param {Api} api
 * @param {number} version
 * @param {number[]} numbers negative ones are index levels
 * @returns {Promise<PicturesAnswer>} of some columns only where the others take longer
 */
export function picturesOf(api, version, numbers) {
  const levels = ranges(numbers.filter((each) => each < 0).map((each) => ~each));
  const asked = `columns=${ranges(numbers)}${levels ? `&levels=${levels}` : ""}`;
  return api.ask(`summary?version=${version}&${asked}`);
}

/**
 * What a filter says in words, or what is wrong with it; changes nothing.
 *
 * @param {Api} api
 * @param {any} filter a tree
 * @param {AbortSignal} signal
 * @returns {Promise<{sentence: string, problem: {message: string, hint: string} | null}>}
 */
export function sentenceOf(api, filter, signal) {
  const asked = encodeURIComponent(JSON.stringify(filter));
  return api.ask(`sentence?filter=${asked}`, { signal });
}

/**
 * @param {Api} api
 * @returns {Promise<{operators: import("../types.js").Operator[]}>}
 */
export function operatorsOf(api) {
  return api.ask("operators");
}

/**
 * Distinct values of a column, the most frequent first.
 *
 * @param {Api} api
 * @param {number} version
 * @param {number} number
 * @param {{start: number, stop: number, search: string, all?: boolean}} asked
 * @param {AbortSignal} [signal]
 * @returns {Promise<ValuesAnswer>}
 */
export function valuesOf(api, version, number, { start, stop, search, all }, signal) {
  const text = encodeURIComponent(search);
  const path = `summary/${number}/values?version=${version}&start=${start}&stop=${stop}`;
  return api.ask(`${path}&search=${text}${all ? "&of=all" : ""}`, {
    signal: signal ?? null,
  });
}

/**
 * @param {Api} api
 * @param {number} version
 * @param {number} number
 * @param {boolean} exact
 * @param {AbortSignal} signal
 * @returns {Promise<SummaryAnswer>}
 */
export function summaryOf(api, version, number, exact, signal) {
  const path = `summary/${number}?version=${version}${exact ? "&exact=1" : ""}`;
  return api.ask(path, { signal });
}

/**
 * @param {Api} api
 * @returns {Promise<{work: import("../types.js").Work[]}>} what is being done
 */
export function workOf(api) {
  return api.ask("work");
}

/**
 * Missing values of every column.
 *
 * @param {Api} api
 * @param {number} version
 * @param {AbortSignal} signal
 * @returns {Promise<{rows: number, missing: (number | null)[]}>}
 */
export function missingOf(api, version, signal) {
  return api.ask(`missing?version=${version}`, { signal });
}

/**
 * What some cells come to.
 *
 * @param {Api} api
 * @param {number} version
 * @param {{start: number, stop: number, columns: string}[]} parts
 * @param {AbortSignal} signal
 * @returns {Promise<import("../types.js").Totals>}
 */
export function totalsOf(api, version, parts, signal) {
  const body = JSON.stringify({ version, ranges: parts });
  return api.ask("selection", { method: "POST", body, signal });
}

/**
 * Begin a file, or let one go.
 *
 * @param {Api} api
 * @param {string} path below export
 * @param {object} given
 * @param {RequestInit} init
 * @returns {Promise<any>}
 */
export function toFile(api, path, given, init) {
  const body = JSON.stringify(given);
  return api.ask(`export${path}`, { ...init, method: "POST", body });
}

/**
 * Some bytes of a file.
 *
 * @param {Api} api
 * @param {string} id
 * @param {number} offset
 * @param {AbortSignal} signal
 * @returns {Promise<Blob>}
 */
export function partOf(api, id, offset, signal) {
  const path = `export/${id}/part?offset=${offset}`;
  return api.ask(path, { signal }, (answer) => answer.blob());
}

/** Stop what is being done. @param {Api} api @param {string} kind @returns {Promise<import("../types.js").StateAnswer>} */
export function cancelOf(api, kind) {
  return api.ask("cancel", { method: "POST", body: JSON.stringify({ kind }) });
}

/**
 * @param {Api} api
 * @param {number} version
 * @param {number} row
 * @param {number} number
 * @returns {Promise<{text: string, mark: string | null, type: string}>}
 */
export function cellOf(api, version, row, number) {
  return api.ask(`cell?version=${version}&row=${row}&number=${number}`);
}

/**
 * @typedef {object} Found What a search has found so far.
 * @property {string | null} search
 * @property {number} hits
 * @property {number | null} share looked through
 * @property {boolean} done
 * @property {boolean} stopped
 */

/**
 * @param {Api} api
 * @param {number} version
 * @returns {Promise<Found>}
 */
export function searchOf(api, version) {
  return api.ask(`search?version=${version}`);
}

/**
 * The hit after a cell, or before it; around at the ends.
 *
 * @param {Api} api
 * @param {number} version
 * @param {{row: number, number?: number}} from
 * @param {boolean} back
 * @returns {Promise<Found & {hit: {row: number, number: number, at: number} | null}>}
 */
export function stepOf(api, version, { row, number }, back) {
  const cell = number === undefined ? "" : `&number=${number}`;
  return api.ask(`search/next?version=${version}&row=${row}${cell}${back ? "&back=1" : ""}`);
}
