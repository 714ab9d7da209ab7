/**
 * What cells are coloured by, on demand: a share of the way between a column's ends, as the
 * engine found them, or a class. Colour is never the only sign: values stand in the cells
 * that have a heat or bar, whatever else is coloured has a mark or a word.
 *
 * @import { Api } from "../api.js"
 * @import { Column, Scale, ScalesAnswer } from "../types.js"
 * @import { Grid } from "./grid.js"
 */
import { ranges } from "../api.js";
import { MISSING } from "./cells.js";

/** Scales are asked for again while the engine works on them, ms. */
const AGAIN = 300;

/** @typedef {{look: string, from: number, to: number}} Tint `from` and `to` in percent, -1 for none */

const NONE = { look: "", from: -1, to: -1 };

export class Colours {
  /** @param {Grid} grid */
  constructor(grid) {
    this.grid = grid;
    /** @type {Map<number, Scale>} by column number, of one version */
    this.scales = new Map();
    /** @type {[string, string] | null} */
    this.overall = null;
    this.version = -1;
    this.mode = "";
    this.asking = false;
    /** Why there is no colour; empty where there is. */
    this.why = "";
    grid.onRest.push(() => this.#ask());
  }

  /** Colour as the state says now. */
  apply() {
    const { grid } = this;
    const { colour } = grid.state;
    this.overall = null;
    this.why = "";
    this.mode = colour?.mode ?? "";
    const only = colour?.columns && new Set(colour.columns.map((each) => each.number));
    grid.body.painter.tint = colour
      ? (column, text, mark) =>
          column.number < 0 || (only && !only.has(column.number))
            ? NONE
            : this.#tint(column, text, mark)
      : null;
    this.#ask();
  }

  /** Pixels that a mark may take beside a number. @param {Column} column */
  room(column) {
    return MARKED.has(this.mode) && column.kind === "number" ? MARK : 0;
  }

  /** @param {Column} column @param {string} text @param {string} mark @returns {Tint} */
  #tint(column, text, mark) {
    if (this.mode === "dtype") return { ...NONE, look: ` hue-kind hue-${column.kind}` };
    if (mark && MISSING.has(mark)) return this.mode === "missing" ? MISSED : NONE;
    if (column.kind !== "number") return NONE;
    if (this.mode === "ranges") return this.#range(text);
    const scale = this.scales.get(column.number);
    if (!scale) return NONE;
    switch (this.mode) {
      case "outliers":
        return outlier(scale, Number(text));
      case "spread":
        return scale.varies ? NONE : FLAT;
      case "bars":
        return bar(scale.low, scale.high, Number(text));
      case "overall":
        return this.overall ? heat(...this.overall, Number(text)) : NONE;
      case "heat":
        return heat(scale.low, scale.high, Number(text));
      default:
        return NONE;
    }
  }

  /** @param {string} text @returns {Tint} */
  #range(text) {
    for (const { from, to, tint } of this.grid.state.colour?.ranges ?? []) {
      if (!from && !to) continue;
      if ((!from || compared(text, from) >= 0) && (!to || compared(text, to) <= 0)) {
        return { ...NONE, look: ` hue-range hue-${tint}` };
      }
    }
    return NONE;
  }

  /** Ask for the scales of the columns in sight that are not known, until all are here. */
  async #ask() {
    const { grid } = this;
    const { colour } = grid.state;
    if (this.asking || !colour || !SCALED.has(colour.mode) || grid.loader.halted) return;
    if (this.version !== grid.blocks.version) {
      this.version = grid.blocks.version;
      this.scales.clear();
      this.overall = null;
    }
    const { version } = this;
    const together = colour.mode === "overall";
    if (together ? this.overall || this.why : !this.#unknown().length) return;
    const numbers = together
      ? (colour.columns ?? []).map((each) => each.number)
      : this.#unknown();
    this.asking = true;
    let done = false;
    try {
      const answer = await scalesOf(grid.api, version, numbers, together);
      for (const scale of answer.scales) this.scales.set(scale.number, scale);
      done = together ? answer.overall !== undefined : answer.scales.length === numbers.length;
      if (answer.overall) this.overall = answer.overall;
    } catch (failure) {
      const { code, message, hint } = /** @type {import("../api.js").Failure} */ (failure);
      if (code === "gone" || code === "signed-out") return;
      this.why = [message, hint].filter(Boolean).join("; ");
      done = true;
    } finally {
      this.asking = false;
    }
    grid.body.spoil();
    grid.redraw();
    if (!done) setTimeout(() => this.#ask(), AGAIN);
  }

  #unknown() {
    const { grid } = this;
    const { c0, c1 } = grid.inSight();
    const only = grid.state.colour?.columns?.map((each) => each.number);
    return grid.numbers(c0, c1).filter((number) => {
      const isNumber = grid.columns.known.get(number)?.kind === "number";
      return (
        number >= 0 && isNumber && !this.scales.has(number) && (only?.includes(number) ?? true)
      );
    });
  }
}

/** Modes that put a mark into cells, and how much room it takes, px. */
const MARKED = new Set(["outliers", "ranges"]);
const MARK = 16;

const SCALED = new Set(["heat", "overall", "bars", "outliers", "spread"]);
const MISSED = { ...NONE, look: " hue-gap" };
const FLAT = { ...NONE, look: " hue-flat" };
const HIGH = { ...NONE, look: " hue-far hue-high" };
const LOW = { ...NONE, look: " hue-far hue-low" };

/** @param {string} low @param {string} high @param {number} value @returns {Tint} */
function heat(low, high, value) {
  const share = shareOf(low, high, value);
  return share < 0 ? NONE : { look: " hue-heat", from: 0, to: share };
}

/**
 * A bar from zero, where zero is between the ends, else from the end that is nearer to it.
 *
 * @param {string} low
 * @param {string} high
 * @param {number} value
 * @returns {Tint}
 */
function bar(low, high, value) {
  const least = Math.min(0, Number(low));
  const most = Math.max(0, Number(high));
  if (!low || !(most > least) || !Number.isFinite(value)) return NONE;
  const zero = (-least / (most - least)) * 100;
  const at = ((value - least) / (most - least)) * 100;
  return {
    look: " hue-bar",
    from: Math.round(Math.min(zero, at)),
    to: Math.round(Math.max(zero, at)),
  };
}

/** @param {string} low @param {string} high @param {number} value @returns {number} percent, -1 for none */
export function shareOf(low, high, value) {
  const least = Number(low);
  const most = Number(high);
  if (!low || !Number.isFinite(value)) return -1;
  if (!(most > least)) return 50;
  const share = (value - least) / (most - least);
  return Math.round(Math.min(1, Math.max(0, share)) * 100);
}

/** @param {Scale} scale @param {number} value @returns {Tint} */
function outlier({ fences }, value) {
  if (!fences) return NONE;
  if (value > fences[1]) return HIGH;
  return value < fences[0] ? LOW : NONE;
}

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i;

/**
 * Compare two numbers by their texts. Where doubles differ they are in the right order;
 * where they are equal, all digits are compared.
 *
 * @param {string} one
 * @param {string} other
 * @returns {number} negative, zero or positive; NaN where one is no number
 */
export function compared(one, other) {
  const a = doubleOf(one);
  const b = doubleOf(other);
  if (a !== b) return a - b > 0 ? 1 : a - b < 0 ? -1 : Number.NaN;
  const left = NUMBER.exec(one);
  const right = NUMBER.exec(other);
  if (!left || !right) return 0;
  const places = Math.max(placesOf(left), placesOf(right));
  if (places > 800) return 0;
  const difference = scaled(left, places) - scaled(right, places);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

/** @param {string} text */
function doubleOf(text) {
  return text.endsWith("inf") ? (text.startsWith("-") ? -Infinity : Infinity) : Number(text);
}

/** @param {RegExpExecArray} match */
function placesOf(match) {
  return Math.max(0, (match[3]?.length ?? 0) - Number(match[4] ?? 0));
}

/** @param {RegExpExecArray} match @param {number} places */
function scaled([, sign, whole = "0", part = "", power = "0"], places) {
  const digits = BigInt(whole + part) * 10n ** BigInt(places + Number(power) - part.length);
  return sign ? -digits : digits;
}

/**
 * @param {Api} api
 * @param {number} version
 * @param {number[]} numbers
 * @param {boolean} together whether one scale for all is asked for
 * @returns {Promise<ScalesAnswer>}
 */
function scalesOf(api, version, numbers, together) {
  const all = together ? "&overall=1" : "";
  return api.ask(`scales?version=${version}&columns=${ranges(numbers)}${all}`);
}
