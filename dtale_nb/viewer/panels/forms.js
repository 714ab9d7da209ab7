/**
 * The fields of one condition, by its operator: built from a condition, read back into one.
 *
 * @import { Column, Kind } from "../types.js"
 * @import { Grid } from "../grid/grid.js"
 */
import { element } from "../grid/cell.js";
import { ASK } from "./asks.js";
import { Picker } from "./picker.js";

/** Something is not filled in yet. */
export class Unfilled extends Error {}

/**
 * @typedef {object} Asked What fields are for.
 * @property {Grid} grid
 * @property {Column} column
 * @property {any} leaf the condition as it is
 *
 * @typedef {object} Fields
 * @property {HTMLElement[]} nodes
 * @property {() => any} read what they say; throws `Unfilled`
 */

let ids = 0;

/** @param {string} name @param {HTMLElement} control */
export function labelled(name, control) {
  const el = element("div", "field");
  control.id ||= `field-${++ids}`;
  const label = element("label", "", { for: control.id });
  label.textContent = name;
  el.append(label, control);
  return el;
}

/** @param {string} value @param {Record<string, string>} [attributes] */
export function input(value, attributes = {}) {
  const made = /** @type {HTMLInputElement} */ (
    element("input", "", {
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      ...attributes,
    })
  );
  made.value = value;
  return made;
}

/** @param {[string, string][]} options one without a word is a line @param {string} value */
export function select(options, value) {
  const made = /** @type {HTMLSelectElement} */ (element("select"));
  for (const [key, text] of options) {
    if (!text) {
      made.append(element("hr"));
      continue;
    }
    const option = /** @type {HTMLOptionElement} */ (element("option", "", { value: key }));
    option.textContent = text;
    made.append(option);
  }
  const isThere = options.some(([key, text]) => text && key === value);
  made.value = isThere ? value : (options[0]?.[0] ?? "");
  return made;
}

/** @param {string} name @param {boolean} checked */
function check(name, checked) {
  const label = element("label", "tick");
  const box = /** @type {HTMLInputElement} */ (element("input", "", { type: "checkbox" }));
  box.checked = checked;
  label.append(box, name);
  return { label, box };
}

/** @param {HTMLInputElement} field */
function filled(field) {
  const text = field.value.trim();
  if (!text) throw new Unfilled(ASK.fill);
  return text;
}

/** @param {any} value */
const said = (value) => (value === undefined || value === null ? "" : String(value));

/** What is typed into a field of a column's kind. @param {Kind} kind @returns {Record<string, string>} */
function typing(kind) {
  if (kind === "number") return { inputmode: "decimal" };
  if (kind === "moment") return { placeholder: ASK.dates };
  return kind === "duration" ? { placeholder: ASK.durations } : {};
}

/** A number as one, where it is the number that was typed; else the text, which the server reads exactly. @param {Kind} kind @param {HTMLInputElement} field */
function typed(kind, field) {
  const text = filled(field);
  const number = Number(text);
  return kind === "number" && String(number) === text ? number : text;
}

/** @param {Asked} asked @returns {Fields} */
function oneValue({ column, leaf }) {
  if (column.kind === "truth") {
    const choice = select(ASK.truth, said(leaf.value));
    return {
      nodes: [labelled(ASK.value, choice)],
      read: () => ({ value: choice.value === "true" }),
    };
  }
  const field = input(said(leaf.value), typing(column.kind));
  const isText =
    column.kind === "text" || column.kind === "category" || column.kind === "other";
  return {
    nodes: [labelled(ASK.value, field)],
    read: () => ({ value: isText ? field.value : typed(column.kind, field) }),
  };
}

/** @param {Asked} asked @returns {Fields} */
function twoValues({ column, leaf }) {
  const [low, high] = leaf.value ?? [];
  const from = input(said(low), typing(column.kind));
  const to = input(said(high), typing(column.kind));
  const closed = select(ASK.closed, leaf.closed ?? "both");
  return {
    nodes: [labelled(ASK.from, from), labelled(ASK.to, to), labelled(ASK.ends, closed)],
    read: () => ({
      value: [typed(column.kind, from), typed(column.kind, to)],
      ...(closed.value === "both" ? {} : { closed: closed.value }),
    }),
  };
}

/** @param {Asked} asked @returns {Fields} */
function someText({ leaf }) {
  const isRegex = leaf.op === "regex";
  const field = input(said(leaf.value));
  const caseless = check(ASK.caseless, leaf.case === false);
  const accentless = check(ASK.accentless, leaf.accents === false);
  const ticks = isRegex ? [caseless.label] : [caseless.label, accentless.label];
  return {
    nodes: [labelled(isRegex ? ASK.pattern : ASK.value, field), ...ticks],
    read: () => {
      if (!field.value && leaf.op !== "equals") throw new Unfilled(ASK.fill);
      return {
        value: field.value,
        ...(caseless.box.checked ? { case: false } : {}),
        ...(accentless.box.checked && !isRegex ? { accents: false } : {}),
      };
    },
  };
}

/** @param {Asked} asked @returns {Fields} */
function aCount({ leaf }) {
  const field = input(said(leaf.value ?? 10), { inputmode: "numeric" });
  return { nodes: [labelled(ASK.howMany, field)], read: () => ({ value: filled(field) }) };
}

/** @param {Asked} asked @returns {Fields} */
function aFactor({ leaf }) {
  const field = input(said(leaf.factor ?? 1.5), { inputmode: "decimal" });
  return { nodes: [labelled(ASK.factor, field)], read: () => ({ factor: filled(field) }) };
}

/** @param {Asked} asked @returns {Fields} */
function aLength({ leaf }) {
  const [low, high] = Array.isArray(leaf.value) ? leaf.value : [leaf.value, leaf.value];
  const least = input(said(low), { inputmode: "numeric" });
  const most = input(said(high), { inputmode: "numeric" });
  return {
    nodes: [labelled(ASK.least, least), labelled(ASK.most, most)],
    read: () => {
      const one = least.value.trim();
      const other = most.value.trim();
      if (!one && !other) throw new Unfilled(ASK.fill);
      return { value: [one || "0", other || String(2 ** 53)] };
    },
  };
}

/** @param {Asked} asked @returns {Fields} */
function aDay({ leaf }) {
  const field = input(said(leaf.value), { placeholder: ASK.dates });
  return { nodes: [labelled(ASK.value, field)], read: () => ({ value: filled(field) }) };
}

/** @param {Asked} asked @returns {Fields} */
function aWhile({ leaf }) {
  const [, amount = "7", unit = "days"] = /^(\S+)\s+(\w+)$/.exec(said(leaf.value)) ?? [];
  const field = input(amount, { inputmode: "decimal" });
  const of = select(ASK.units, unit);
  const to = select(ASK.newest, leaf.to ?? "newest");
  return {
    nodes: [labelled(ASK.amount, field), labelled(ASK.unit, of), labelled(ASK.upTo, to)],
    read: () => ({
      value: `${filled(field)} ${of.value}`,
      ...(to.value === "newest" ? {} : { to: to.value }),
    }),
  };
}

/** @param {Asked} asked @returns {Fields} */
function timesOfDay({ leaf }) {
  const [low, high] = leaf.value ?? [];
  const from = input(said(low) || "09:00", { type: "time", step: "1" });
  const to = input(said(high) || "17:00", { type: "time", step: "1" });
  return {
    nodes: [labelled(ASK.from, from), labelled(ASK.to, to)],
    read: () => ({ value: [filled(from), filled(to)] }),
  };
}

/**
 * @param {string} title
 * @param {string[]} names
 * @param {number} first the number of the first name
 * @returns {(asked: Asked) => Fields}
 */
function someOf(title, names, first) {
  return ({ leaf }) => {
    const chosen = new Set([leaf.value ?? []].flat().map(Number));
    const set = element("fieldset", "ticks");
    const legend = element("legend");
    legend.textContent = title;
    const ticks = names.map((name, at) => check(name, chosen.has(at + first)));
    set.append(legend, ...ticks.map(({ label }) => label));
    return {
      nodes: [set],
      read: () => {
        const value = ticks.flatMap(({ box }, at) => (box.checked ? [at + first] : []));
        if (!value.length) throw new Unfilled(ASK.chooseOne);
        return { value };
      },
    };
  };
}

/** @param {Asked} asked @returns {Fields} */
function someYears({ leaf }) {
  const field = input([leaf.value ?? []].flat().join(", "), { inputmode: "numeric" });
  return {
    nodes: [labelled(ASK.years, field)],
    read: () => ({ value: filled(field).split(/[\s,;]+/) }),
  };
}

/** @param {Asked} asked @returns {Fields} */
function aSign({ leaf }) {
  const choice = select(ASK.signs, leaf.sign ?? "any");
  return {
    nodes: [labelled(ASK.sign, choice)],
    read: () => (choice.value === "any" ? {} : { sign: choice.value }),
  };
}

/** @param {Asked} asked @returns {Fields} */
function aThing({ leaf }) {
  const field = input(said(leaf.value));
  const type = select(ASK.types, typeof leaf.value === "number" ? "number" : "text");
  return {
    nodes: [labelled(ASK.value, field), labelled(ASK.type, type)],
    read: () => {
      if (type.value === "text") return { value: field.value };
      const value = Number(filled(field));
      if (!Number.isFinite(value)) throw new Unfilled(ASK.fill);
      return { value };
    },
  };
}

/** Texts as they are written: chosen from the list, or typed where there is none. @param {Asked} asked @returns {Fields} */
function asWritten({ grid, column, leaf }) {
  const chosen = [leaf.value ?? []].flat();
  const { of, escaped } = leaf;
  if (column.kind === "nested" || of || escaped) {
    const field = input(said(chosen[0]));
    return {
      nodes: [labelled(ASK.value, field)],
      read: () => ({ value: filled(field), ...(of && { of }), ...(escaped && { escaped }) }),
    };
  }
  return someValues({ grid, column, leaf: { ...leaf, value: chosen } });
}

/** @param {Asked} asked @returns {Fields} */
function someValues({ grid, column, leaf }) {
  const picker = new Picker(grid, column, leaf.value ?? [], leaf.op !== "reads");
  return {
    nodes: [picker.el],
    read: () => {
      if (!picker.chosen.size) throw new Unfilled(ASK.chooseOne);
      return { value: [...picker.chosen] };
    },
  };
}

/** @type {Record<string, (asked: Asked) => Fields>} */
const FORMS = {
  eq: oneValue,
  ne: oneValue,
  lt: oneValue,
  le: oneValue,
  gt: oneValue,
  ge: oneValue,
  between: twoValues,
  in: someValues,
  not_in: someValues,
  top: aCount,
  bottom: aCount,
  outlier: aFactor,
  infinite: aSign,
  contains: someText,
  starts: someText,
  ends: someText,
  equals: someText,
  regex: someText,
  length: aLength,
  on: aDay,
  before: aDay,
  after: aDay,
  last: aWhile,
  time_between: timesOfDay,
  weekday: (asked) => someOf(ASK.ops.weekday ?? "", ASK.weekdays, 0)(asked),
  month: (asked) => someOf(ASK.ops.month ?? "", ASK.months, 1)(asked),
  year: someYears,
  has: aThing,
  reads: asWritten,
};

/** The fields of an operator; of one that takes nothing, none. @param {Asked} asked @returns {Fields} */
export function fieldsOf(asked) {
  const form = FORMS[asked.leaf.op];
  return form ? form(asked) : { nodes: [], read: () => ({}) };
}
