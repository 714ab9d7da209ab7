/**
 * What actions open: panels, each loaded when it is first asked for.
 *
 * @import { Column, Place } from "../types.js"
 * @import { Actions } from "./actions.js"
 */

/** @param {Actions} actions @param {Place} place */
export async function openCell(actions, place) {
  const { showCell } = await import("./detail.js");
  showCell(actions, place);
}

/** @param {Actions} actions @param {number} row */
export async function openRow(actions, row) {
  const { showRow } = await import("./rowdetail.js");
  showRow(actions, row);
}

/** @param {Actions} actions */
export async function openGoto(actions) {
  const { showGoto } = await import("./goto.js");
  showGoto(actions);
}

/** @param {Actions} actions @param {number[]} numbers columns */
export async function openChart(actions, numbers) {
  const { showChart } = await import("./charts.js");
  const { linked } = await import("./after.js");
  await linked; // it may bring charts
  showChart(actions, numbers);
}

/** @param {Actions} actions */
export async function openShortcuts(actions) {
  const { showShortcuts } = await import("./shortcuts.js");
  showShortcuts(actions);
}

/** @param {Actions} actions */
export async function openMore(actions) {
  const menus = await import("./menus.js");
  menus.openMore(actions);
}

/** @param {Actions} actions */
export async function openChooser(actions) {
  const { showChooser } = await import("./chooser.js");
  showChooser(actions);
}

/** @param {Actions} actions */
export async function addSize(actions) {
  const size = await import("./size.js");
  size.addSize(actions);
}

/** @param {Actions} actions */
export async function toggleFull(actions) {
  const size = await import("./size.js");
  await size.toggleFull(actions);
}

/** @param {Actions} actions */
export async function openDownload(actions) {
  const { showDownload } = await import("./download.js");
  await showDownload(actions);
}

/** @param {Actions} actions @param {PointerEvent} down @param {number} col */
export async function dragColumn(actions, down, col) {
  let isHeld = true;
  addEventListener("pointerup", () => (isHeld = false), { once: true });
  const drag = await import("./drag.js");
  if (isHeld) drag.dragColumn(actions, down, col);
}

/** @param {Actions} actions @param {number} col @param {number} step */
export async function moveColumn(actions, col, step) {
  // Other keys may come before what moves it is here.
  const { columns } = actions.grid;
  const number = columns.numberAt(col);
  const { move } = await import("./arrange.js");
  const from = columns.positionOf(number);
  move(actions, from, from + step);
}

/** @param {Actions} actions @param {Column} [column] what the first condition asks */
export async function openBuilder(actions, column) {
  const { showBuilder } = await import("./builder.js");
  await showBuilder(actions, column ? { column } : {});
}

/** @param {Actions} actions @param {number} col */
export async function openColumn(actions, col) {
  const { showColumn } = await import("./column.js");
  await showColumn(actions, col);
}

/** @param {Actions} actions */
export async function openSearchBox(actions) {
  const { openSearch } = await import("./search.js");
  openSearch(actions);
}
