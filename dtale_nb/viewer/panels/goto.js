/**
 * Go to a row by its position, to a column by its name.
 *
 * @import { Actions } from "./actions.js"
 */
import { element } from "../grid/cell.js";
import { showInMiddle } from "../grid/middle.js";
import { nameOf } from "../words.js";
import { describe } from "./detail.js";
import { button, openPanel } from "./panel.js";
import { PANEL } from "./panelwords.js";
import { SAY } from "./say.js";

/** Names offered while typing. */
const OFFERED = 50;

/** @param {Actions} actions */
export async function showGoto(actions) {
  const { grid, focus, selecting } = actions;
  const panel = openPanel(actions, SAY.go);
  panel.el.classList.add("low");
  const form = element("form", "goto");
  const row = field(PANEL.rowNumber, { inputmode: "numeric", autocomplete: "off" });
  const column = field(PANEL.columnName, { autocomplete: "off", list: "names" });
  const names = element("datalist", "", { id: "names" });
  const wrong = element("p", "wrong", { role: "alert" });
  const go = button(PANEL.goThere, "", () => {});
  go.setAttribute("type", "submit");
  form.append(row.label, column.label, names, go, wrong);
  panel.body.append(form);
  row.input.focus();
  const numbers = Array.from({ length: grid.columns.count }, (_, at) =>
    grid.columns.numberAt(at),
  );
  const ready = describe(actions, numbers);
  column.input.addEventListener("input", async () => {
    await ready;
    const found = matching(actions, column.input.value, OFFERED);
    names.replaceChildren(...found.map((col) => option(nameOf(grid.columns.at(col)))));
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    wrong.textContent = "";
    const to = { ...focus.active };
    const asked = row.input.value.replace(/[\s,_']/g, "");
    if (asked) {
      const at = Number(asked);
      if (!Number.isInteger(at) || at < 0 || at >= grid.total) {
        wrong.textContent = PANEL.noRow(grid.total - 1);
        return;
      }
      to.row = at;
    }
    if (column.input.value) {
      await ready;
      const [col] = matching(actions, column.input.value, 1);
      if (col === undefined) {
        wrong.textContent = PANEL.noColumn;
        return;
      }
      to.col = col;
    }
    focus.active = to;
    selecting.clear();
    showInMiddle(grid, to.row, to.col);
    panel.close();
  });
}

/**
 * Positions of the columns whose names match: the same name first, then those that begin
 * with it, then those that hold it.
 *
 * @param {Actions} actions
 * @param {string} text
 * @param {number} most
 * @returns {number[]}
 */
export function matching(actions, text, most) {
  const { columns } = actions.grid;
  const wanted = text.toLowerCase();
  /** @type {number[][]} */
  const ranks = [[], [], []];
  for (let col = 0; col < columns.count; col++) {
    const name = nameOf(columns.at(col)).toLowerCase();
    const rank =
      name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.includes(wanted) ? 2 : 3;
    if (rank < 3) ranks[rank]?.push(col);
  }
  return ranks.flat().slice(0, most);
}

/** @param {string} name @param {Record<string, string>} attributes */
function field(name, attributes) {
  const label = element("label");
  const input = /** @type {HTMLInputElement} */ (element("input", "", attributes));
  label.append(name, input);
  return { label, input };
}

/** @param {string} value */
function option(value) {
  return element("option", "", { value });
}
