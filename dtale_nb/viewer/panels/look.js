/**
 * The panel that sets how high rows are and what cells are coloured by.
 *
 * @import { Actions } from "./actions.js"
 * @import { Colour, Column } from "../types.js"
 */
import { element } from "../grid/cell.js";
import { nameOf } from "../words.js";
import { choice } from "./fields.js";
import { openPanel } from "./panel.js";
import { PANEL } from "./panelwords.js";
import { SAY } from "./say.js";

/** The mark of each tint that ranges have, as `css/looks.css` draws it. */
const TINTS = ["●", "◆", "■", "★"];

/** @param {Actions} actions */
export function showLook(actions) {
  const { grid } = actions;
  const panel = openPanel(actions, SAY.look);
  panel.el.classList.add("low");
  const form = element("form", "goto");
  const lines = choice(PANEL.rowHeight, PANEL.rowHeights, String(grid.state.lines));
  lines.input.addEventListener("change", (event) => {
    event.stopPropagation();
    actions.dress({ lines: Number(lines.input.value) });
  });
  form.append(lines.label, ...colourFields(actions, form));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    panel.close();
  });
  panel.body.append(form);
  lines.input.focus();
}

/** @param {Actions} actions @param {HTMLElement} form */
function colourFields(actions, form) {
  const { grid, focus } = actions;
  const now = grid.state.colour;
  const column = columnOf(actions, now) ?? grid.columns.at(focus.active.col);
  const mode = choice(PANEL.colour, PANEL.colours, now?.mode ?? "");
  const only = choice(
    PANEL.colouredColumns,
    [
      ["", PANEL.allColumns],
      ["only", PANEL.onlyColumn(nameOf(column))],
    ],
    now?.columns ? "only" : "",
  );
  const ranges = TINTS.map((sign, at) => rangeFields(sign, at + 1, now));
  const about = element("p", "about", { role: "status" });
  const show = () => {
    const value = mode.input.value;
    only.label.hidden = !value || !column || column.number < 0;
    for (const range of ranges) range.el.hidden = value !== "ranges";
    about.textContent = PANEL.coloursTold[value] ?? "";
  };
  show();
  form.addEventListener("change", async () => {
    show();
    await actions.dress({
      colour: colourOf(mode.input.value, only.input.value, column, ranges),
    });
    await told(actions, about);
  });
  return [mode.label, only.label, ...ranges.map((range) => range.el), about];
}

/**
 * Tell what the colours mean, and how sure they are, once their scales are here.
 *
 * @param {Actions} actions
 * @param {HTMLElement} about
 */
async function told(actions, about) {
  const { grid } = actions;
  const colours = (await grid.looks)?.colours;
  if (!colours || !about.isConnected) return;
  const scales = [...colours.scales.values()];
  const sure = scales.every((scale) => scale.exact) ? "" : ` ${PANEL.approximate}`;
  const base = PANEL.coloursTold[grid.state.colour?.mode ?? ""] ?? "";
  about.textContent = colours.why || base + sure;
  if (colours.asking) setTimeout(() => told(actions, about), 200);
}

/**
 * @typedef {{el: HTMLElement, read: () => {from: string, to: string, tint: number}}} RangeFields
 */

/** @param {string} sign @param {number} tint @param {Colour | null} now @returns {RangeFields} */
function rangeFields(sign, tint, now) {
  const had = now?.ranges?.find((range) => range.tint === tint);
  const el = element("div", "pair");
  const mark = element("span", "", { "aria-hidden": "true" });
  mark.textContent = sign;
  const ends = /** @type {const} */ (["from", "to"]).map((end) => {
    const label = PANEL.endOf(PANEL[end], tint);
    const input = /** @type {HTMLInputElement} */ (
      element("input", "", {
        inputmode: "decimal",
        autocomplete: "off",
        "aria-label": label,
        placeholder: PANEL[end],
      })
    );
    input.value = had?.[end] ?? "";
    return input;
  });
  el.append(mark, ...ends);
  const read = () => {
    const [from = "", to = ""] = ends.map((input) => decimal(input));
    return { from, to, tint };
  };
  return { el, read };
}

/** A decimal number as it was typed; empty for anything else. @param {HTMLInputElement} input */
function decimal(input) {
  const text = input.value.replace(/[\s_]/g, "");
  const isNumber = /^-?\d{1,40}(\.\d{1,40})?(e[+-]?\d{1,3})?$/i.test(text);
  input.setAttribute("aria-invalid", String(text !== "" && !isNumber));
  return isNumber ? text : "";
}

/** @param {Actions} actions @param {Colour | null} colour @returns {Column | undefined} */
function columnOf({ grid }, colour) {
  const number = colour?.columns?.[0]?.number;
  return number === undefined ? undefined : grid.columns.known.get(number);
}

/**
 * @param {string} mode
 * @param {string} only
 * @param {Column | undefined} column
 * @param {RangeFields[]} ranges
 * @returns {Colour | null}
 */
function colourOf(mode, only, column, ranges) {
  if (!mode) return null;
  const columns =
    only && column ? { columns: [{ number: column.number, label: column.label }] } : {};
  const given = ranges.map((range) => range.read()).filter(({ from, to }) => from || to);
  return {
    mode: /** @type {Colour["mode"]} */ (mode),
    ...columns,
    ...(mode === "ranges" ? { ranges: given } : {}),
  };
}
