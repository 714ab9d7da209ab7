/**
 * The list of keys.
 *
 * @import { Actions } from "./actions.js"
 */
import { element } from "../grid/cell.js";
import { openPanel } from "./panel.js";
import { PANEL } from "./panelwords.js";
import { SAY } from "./say.js";

/** @param {Actions} actions */
export function showShortcuts(actions) {
  const panel = openPanel(actions, SAY.shortcuts);
  const list = element("dl", "keys", { tabindex: "0", "aria-label": SAY.shortcuts });
  for (const [keys, does] of PANEL.keys) {
    const name = element("dt");
    name.textContent = keys;
    const what = element("dd");
    what.textContent = does;
    list.append(name, what);
  }
  panel.body.append(list);
  list.focus({ preventScroll: true });
}
