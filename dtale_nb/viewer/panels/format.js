/**
 * The panel that sets how a column's cells are written, or those of all of its dtype.
 *
 * @import { Actions } from "./actions.js"
 * @import { Column, Format, Kind } from "../types.js"
 */
import { element } from "../grid/cell.js";
import { nameOf } from "../words.js";
import { choice, entry, tick } from "./fields.js";
import { button, openPanel } from "./panel.js";
import { PANEL } from "./panelwords.js";

const PATTERNS = [
  "YYYY-MM-DD",
  "YYYY-MM-DD HH:mm",
  "DD.MM.YYYY",
  "MM/DD/YYYY",
  "D MMM YYYY",
  "ddd D MMM",
  "HH:mm:ss.SSS",
];

/** @typedef {{label: HTMLElement, read: () => Partial<Format>}} Field */

/** @param {Actions} actions @param {number} col */
export function showFormat(actions, col) {
  const { grid } = actions;
  const column = grid.columns.at(col);
  if (!column) return;
  const panel = openPanel(actions, PANEL.formatTitle(nameOf(column)), column.dtype);
  panel.el.classList.add("low");
  const form = element("form", "goto");
  const own = grid.state.formats.find((each) => each.number === column.number);
  const shared = grid.state.formats.find((each) => each.dtype === column.dtype);
  const fields = fieldsOf(column.kind, own ?? shared ?? {});
  const scope = choice(
    PANEL.appliesTo,
    [
      ["own", PANEL.thisColumn],
      ["all", PANEL.allOf(column.dtype)],
    ],
    !own && shared ? "all" : "own",
  );
  const apply = () => {
    const options = Object.assign({}, ...fields.map((field) => field.read()));
    actions.dress({
      formats: withFormat(grid.state.formats, column, scope.input.value, options),
    });
  };
  const plain = button(PANEL.asItIs, "", () => {
    const { formats } = grid.state;
    actions.dress({ formats: withFormat(formats, column, scope.input.value, {}) });
    panel.close();
  });
  form.append(...fields.map((field) => field.label), scope.label, about(), plain);
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply();
    panel.close();
  });
  panel.body.append(form);
  /** @type {HTMLElement | null} */ (form.querySelector("input, select"))?.focus();
}

/** What a format leaves as it is. */
function about() {
  const text = element("p", "about");
  text.textContent = PANEL.exactStays;
  return text;
}

/**
 * @param {Kind} kind
 * @param {Format} format
 * @returns {Field[]}
 */
function fieldsOf(kind, format) {
  if (kind === "number") return numberFields(format);
  if (kind === "moment") return momentFields(format);
  const wrap = choice(
    PANEL.longText,
    [
      ["", PANEL.asRows],
      ["wrap", PANEL.wrapped],
      ["cut", PANEL.cutOff],
    ],
    format.wrap === undefined ? "" : format.wrap ? "wrap" : "cut",
  );
  const read = () => (wrap.input.value ? { wrap: wrap.input.value === "wrap" } : {});
  return [{ label: wrap.label, read }];
}

/** @param {Format} format @returns {Field[]} */
function numberFields(format) {
  const style = choice(PANEL.writtenAs, PANEL.numberStyles, format.style ?? "plain");
  const currency = entry(PANEL.currency, format.currency ?? "EUR", {
    maxlength: "3",
    pattern: "[A-Za-z]{3}",
  });
  const show = () => {
    currency.label.hidden = style.input.value !== "currency";
  };
  show();
  style.input.addEventListener("change", show);
  const bounds = { type: "number", min: "0", max: "20" };
  const decimals = entry(PANEL.decimals, text(format.decimals), bounds);
  const digits = entry(PANEL.digits, text(format.digits), { ...bounds, min: "1", max: "21" });
  const thousands = tick(PANEL.thousands, format.thousands ?? false);
  const red = tick(PANEL.red, format.red ?? false);
  return [
    { label: style.label, read: () => styleOf(style.input.value, currency.input.value) },
    { label: currency.label, read: () => ({}) },
    { label: decimals.label, read: () => whole("decimals", decimals.input) },
    { label: digits.label, read: () => whole("digits", digits.input) },
    {
      label: thousands.label,
      read: () => (thousands.input.checked ? { thousands: true } : {}),
    },
    { label: red.label, read: () => (red.input.checked ? { red: true } : {}) },
  ];
}

/** @param {Format} format @returns {Field[]} */
function momentFields(format) {
  const pattern = entry(PANEL.pattern, format.pattern ?? "", {
    list: "patterns",
    maxlength: "60",
  });
  const patterns = element("datalist", "", { id: "patterns" });
  patterns.append(...PATTERNS.map((value) => element("option", "", { value })));
  pattern.label.append(patterns);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const here = tick(PANEL.inMyZone(zone), format.here ?? false);
  const read = () => {
    const value = pattern.input.value.trim();
    return value ? { pattern: value } : {};
  };
  return [
    { label: pattern.label, read },
    { label: here.label, read: () => (here.input.checked ? { here: true } : {}) },
  ];
}

/** @param {string} style @param {string} currency @returns {Partial<Format>} */
function styleOf(style, currency) {
  if (style === "plain") return {};
  const code = /^[a-z]{3}$/i.test(currency) ? currency.toUpperCase() : "EUR";
  return style === "currency" ? { style, currency: code } : /** @type {any} */ ({ style });
}

/** @param {"decimals" | "digits"} name @param {HTMLInputElement} input */
function whole(name, input) {
  const value = input.valueAsNumber;
  return Number.isInteger(value) && input.checkValidity() ? { [name]: value } : {};
}

/** @param {number | undefined} number */
function text(number) {
  return number === undefined ? "" : String(number);
}

/**
 * Formats with one set anew; without options it goes.
 *
 * @param {Format[]} formats
 * @param {Column} column
 * @param {string} scope "own" or "all" of its dtype
 * @param {Partial<Format>} options
 * @returns {Format[]}
 */
export function withFormat(formats, column, scope, options) {
  // What holds for all of a dtype holds for this column, too.
  const rest = formats.filter(
    (each) => each.number !== column.number && (scope === "own" || each.dtype !== column.dtype),
  );
  const hasAny = Object.keys(options).length > 0;
  const shared = scope === "own" && formats.some((each) => each.dtype === column.dtype);
  if (!hasAny && !shared) return rest;
  const target =
    scope === "all" ? { dtype: column.dtype } : { number: column.number, label: column.label };
  return [...rest, { ...target, ...options }];
}
