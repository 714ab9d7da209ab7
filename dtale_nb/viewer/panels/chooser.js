/**
 * Choose columns: find by name or type, show and hide, pin, many at once.
 *
 * @import { Hands } from "./hands.js"
 */
import { element } from "../grid/cell.js";
import { nameOf } from "../words.js";
import { apply, arrangement, pinToggled, without, withColumn } from "./arrange.js";
import { describe } from "./detail.js";
import { button, openPanel } from "./panel.js";
import { SAY } from "./say.js";

/** Lines in the list; more are found by typing. */
const LINES = 200;

/** @param {Hands} hands */
export async function showChooser(hands) {
  const { columns } = hands.grid;
  const panel = openPanel(hands, SAY.columns.replace("…", ""));
  const find = /** @type {HTMLInputElement} */ (
    element("input", "", { type: "search", "aria-label": SAY.find, placeholder: SAY.find })
  );
  const list = element("ul", "lines");
  const said = element("p", "about", { role: "status" });
  const all = Array.from({ length: columns.all }, (_, number) => number);
  const found = () => all.filter((number) => matches(hands, number, find.value));
  const tools = element("div", "tools");
  const draw = () => drawList(hands, list, said, found());
  tools.append(
    button(SAY.showAll, "", () => {
      apply(hands, { order: all, pinned: 0 });
      draw();
    }),
    button(SAY.hideAll, "", () => {
      let next = arrangement(columns);
      for (const number of found()) {
        const at = next.order.indexOf(number);
        if (at >= 0 && next.order.length > 1) next = without(next, at);
      }
      apply(hands, next);
      draw();
    }),
  );
  panel.body.append(find, tools, said, list);
  find.addEventListener("input", draw);
  find.focus();
  draw();
  await describe(hands, all);
  draw();
}

/** @param {Hands} hands @param {number} number @param {string} text */
function matches(hands, number, text) {
  const column = hands.grid.columns.known.get(number);
  const wanted = text.toLowerCase();
  return `${nameOf(column)} ${column?.dtype ?? ""}`.toLowerCase().includes(wanted);
}

/** @param {Hands} hands @param {HTMLElement} list @param {HTMLElement} said @param {number[]} found */
function drawList(hands, list, said, found) {
  const { columns } = hands.grid;
  const lines = found.slice(0, LINES).map((number) =>
    line(hands, number, () => {
      drawSaid(hands, said);
    }),
  );
  list.replaceChildren(...lines);
  if (found.length > LINES) {
    const more = element("li", "about");
    more.textContent = SAY.more(found.length - LINES);
    list.append(more);
  }
  said.textContent = SAY.shown(columns.count, columns.all);
}

/** @param {Hands} hands @param {HTMLElement} said */
function drawSaid(hands, said) {
  said.textContent = SAY.shown(hands.grid.columns.count, hands.grid.columns.all);
}

/** @param {Hands} hands @param {number} number @param {() => void} changed */
function line(hands, number, changed) {
  const { columns } = hands.grid;
  const column = columns.known.get(number);
  const el = element("li");
  const label = element("label");
  const box = /** @type {HTMLInputElement} */ (element("input", "", { type: "checkbox" }));
  box.checked = columns.positionOf(number) >= 0;
  const name = element("span", "name");
  name.textContent = nameOf(column);
  const type = element("span", "ty");
  type.textContent = column?.dtype ?? "";
  label.append(box, name, type);
  const isPinned = () => {
    const at = columns.positionOf(number);
    return at >= 0 && at < columns.pinned;
  };
  const pin = button(SAY.pin, "⇤", () => {
    let now = arrangement(columns);
    if (columns.positionOf(number) < 0) now = withColumn(now, number);
    apply(hands, pinToggled(now, now.order.indexOf(number)));
    pin.setAttribute("aria-pressed", String(isPinned()));
    box.checked = true;
    changed();
  });
  pin.setAttribute("aria-label", `${SAY.pin}: ${nameOf(column)}`);
  pin.setAttribute("aria-pressed", String(isPinned()));
  box.addEventListener("change", () => {
    const now = arrangement(columns);
    const at = now.order.indexOf(number);
    if (box.checked && at < 0) apply(hands, withColumn(now, number));
    else if (!box.checked && at >= 0 && now.order.length > 1) apply(hands, without(now, at));
    else box.checked = at >= 0;
    pin.setAttribute("aria-pressed", String(isPinned()));
    changed();
  });
  el.append(label, pin);
  return el;
}
