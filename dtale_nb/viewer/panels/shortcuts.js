/**
 * The list of keys.
 *
 * @import { Hands } from "./hands.js"
 */
import { element } from "../grid/cell.js";
import { openPanel } from "./panel.js";
import { SAY } from "./say.js";

const KEYS = [
  ["Arrows", "Next cell"],
  ["Home / End", "First / last cell of the row"],
  ["Ctrl+Home / Ctrl+End", "First / last cell of all"],
  ["Ctrl+Up / Ctrl+Down", "First / last row"],
  ["Page Up / Page Down", "One page up / down"],
  ["Alt+Page Up / Page Down", "One page left / right"],
  ["Shift + any of these", "Select a range"],
  ["Ctrl+Space / Shift+Space", "Select the column / row"],
  ["Ctrl+A", "Select all"],
  ["Ctrl+C", "Copy"],
  ["Enter or F2", "Show the whole value"],
  ["Shift+Enter", "Show the row; on a header: add to the sort"],
  ["Enter or Space on a header", "Sort"],
  ["Alt+Left / Right on a header", "Narrower / wider"],
  ["Alt+Shift+Left / Right on a header", "Move the column"],
  ["Alt+Down or Shift+F10", "Menu"],
  ["Ctrl+G", "Go to a row or column"],
  ["Escape", "Close; back to one cell"],
  ["Tab", "Leave the grid"],
  ["Alt+Enter", "Summary of the column"],
  ["Ctrl+F", "Search in all cells"],
  ["Ctrl+Z", "Undo a filter or sort"],
  ["?", "This list"],
];

/** @param {Hands} hands */
export function showShortcuts(hands) {
  const panel = openPanel(hands, SAY.shortcuts);
  const list = element("dl", "keys", { tabindex: "0", "aria-label": SAY.shortcuts });
  for (const [keys, does] of KEYS) {
    const name = element("dt");
    name.textContent = keys ?? "";
    const what = element("dd");
    what.textContent = does ?? "";
    list.append(name, what);
  }
  panel.body.append(list);
  list.focus();
}
