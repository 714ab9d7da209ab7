/**
 * What hands open, each loaded when it is first asked for.
 *
 * @import { Column, Place } from "../types.js"
 * @import { Hands } from "./hands.js"
 */

/** @param {Hands} hands @param {Place} place */
export async function openCell(hands, place) {
  const { showCell } = await import("./detail.js");
  showCell(hands, place);
}

/** @param {Hands} hands @param {number} row */
export async function openRow(hands, row) {
  const { showRow } = await import("./detail.js");
  showRow(hands, row);
}

/** @param {Hands} hands */
export async function openGoto(hands) {
  const { showGoto } = await import("./goto.js");
  showGoto(hands);
}

/** @param {Hands} hands @param {number[]} numbers columns */
export async function openChart(hands, numbers) {
  const { showChart } = await import("./charts.js");
  showChart(hands, numbers);
}

/** @param {Hands} hands */
export async function openShortcuts(hands) {
  const { showShortcuts } = await import("./shortcuts.js");
  showShortcuts(hands);
}

/** @param {Hands} hands */
export async function openMore(hands) {
  const menus = await import("./menus.js");
  menus.openMore(hands);
}

/** @param {Hands} hands */
export async function openChooser(hands) {
  const { showChooser } = await import("./chooser.js");
  showChooser(hands);
}

/** @param {Hands} hands */
export async function addSize(hands) {
  const size = await import("./size.js");
  size.addSize(hands);
}

/** @param {Hands} hands */
export async function toggleFull(hands) {
  const size = await import("./size.js");
  await size.toggleFull(hands);
}

/** @param {Hands} hands */
export async function openDownload(hands) {
  const { showDownload } = await import("./download.js");
  await showDownload(hands);
}

/** @param {Hands} hands @param {PointerEvent} down @param {number} col */
export async function dragColumn(hands, down, col) {
  let isHeld = true;
  addEventListener("pointerup", () => (isHeld = false), { once: true });
  const drag = await import("./drag.js");
  if (isHeld) drag.dragColumn(hands, down, col);
}

/** @param {Hands} hands @param {number} col @param {number} step */
export async function moveColumn(hands, col, step) {
  const { move } = await import("./arrange.js");
  move(hands, col, col + step);
}

/** @param {Hands} hands @param {Column} [column] what the first condition asks */
export async function openBuilder(hands, column) {
  const { showBuilder } = await import("./builder.js");
  await showBuilder(hands, column ? { column } : {});
}

/** @param {Hands} hands @param {number} col */
export async function openColumn(hands, col) {
  const { showColumn } = await import("./column.js");
  await showColumn(hands, col);
}

/** @param {Hands} hands */
export async function openSearchBox(hands) {
  const { openSearch } = await import("./search.js");
  openSearch(hands);
}
