/**
 * Menus: of a header, and of cells. Opened where the hand is, walked by arrows and first
 * letters, closed with Escape, which gives the focus back.
 *
 * @import { Actions } from "./actions.js"
 * @import { Place } from "../types.js"
 */
import { element } from "../grid/cell.js";
import { hide, move, movedTo, pin, sideOfPlace, standing } from "./arrange.js";
import {
  openBuilder,
  openCell,
  openChart,
  openChooser,
  openColumn,
  openDownload,
  openGoto,
  openRow,
  openShortcuts,
} from "./openers.js";
import { SAY } from "./say.js";

/**
 * @typedef {{name: string, act: () => unknown, off?: boolean, key?: string} | null} Item null
 *   draws a line; the key does the same without a menu
 */

/** @param {string} letter pressed with Ctrl, or Cmd on a Mac */
const ctrl = (letter) => (/Mac/.test(navigator.platform) ? "⌘" : SAY.ctrl) + letter;

/**
 * @param {Actions} actions
 * @param {Place} place
 * @param {{x: number, y: number}} [at]
 */
export function openMenuFor(actions, place, at) {
  const el = actions.focus.elementAt(place);
  const box = el?.getBoundingClientRect();
  const where = at ?? { x: box?.left ?? 0, y: box?.bottom ?? 0 };
  openMenu(actions, itemsOf(actions, place), where);
}

/** A label over several columns offers what the whole view does. @param {Actions} actions @param {Place} place */
function itemsOf(actions, place) {
  if (place.row < -1) return viewItems(actions);
  return place.row < 0 ? headerItems(actions, place.col) : cellItems(actions, place);
}

/**
 * What the whole view offers: all of it, where the bar is too narrow or the frame too small
 * for buttons of their own.
 *
 * @param {Actions} actions
 */
export function openMore(actions) {
  const opener = /** @type {HTMLElement} */ (document.querySelector('[data-do="more"]'));
  const { right, bottom } = opener.getBoundingClientRect();
  openMenu(actions, viewItems(actions), { x: right, y: bottom + 2 }, opener);
}

/** @param {Actions} actions @returns {Item[]} */
function viewItems(actions) {
  return [
    { name: SAY.filterThis, act: () => actions.open(openBuilder(actions)) },
    { name: SAY.search, act: () => actions.do("search"), key: ctrl("F") },
    { name: SAY.go, act: () => actions.open(openGoto(actions)), key: ctrl("G") },
    { name: SAY.columns, act: () => actions.open(openChooser(actions)) },
    { name: SAY.look, act: () => actions.open(openLook(actions)) },
    { name: SAY.chart, act: () => actions.chart() },
    null,
    { name: SAY.downloadMenu, act: () => actions.open(openDownload(actions)) },
    { name: SAY.copyLink, act: () => actions.run(copyLink(actions)) },
    null,
    undoItem(actions),
    { name: SAY.shortcuts, act: () => actions.open(openShortcuts(actions)), key: "?" },
  ];
}

/** @param {Actions} actions @returns {Item} */
function undoItem({ past }) {
  return { name: SAY.undo, act: () => past.undo(), off: !past.states.length, key: ctrl("Z") };
}

/** @param {Actions} actions @param {number} col @returns {Item[]} */
function headerItems(actions, col) {
  const { grid } = actions;
  const { columns } = grid;
  const number = columns.numberAt(col);
  const column = columns.known.get(number);
  const sort = grid.state.sort;
  const key = sort.find((each) => each.number === number);
  /** @param {boolean} descending */
  const by = (descending) =>
    grid.turn.order([{ number, label: column?.label ?? [], descending }]);
  /** @type {Item[]} */
  const items = [
    { name: SAY.sortUp, act: () => by(false) },
    { name: SAY.sortDown, act: () => by(true) },
  ];
  if (key) {
    items.push({
      name: SAY.unsort,
      act: () => grid.turn.order(sort.filter((each) => each !== key)),
    });
  } else if (sort.length) items.push({ name: SAY.alsoUp, act: () => grid.sort(number, true) });
  const width = columns.width(col);
  items.push(
    null,
    { name: SAY.filterThis, act: () => actions.open(openBuilder(actions, column)) },
    { name: SAY.summary, act: () => actions.open(openColumn(actions, col)) },
    { name: SAY.chart, act: () => actions.open(openChart(actions, [number])) },
    null,
    { name: SAY.fit, act: () => actions.fit(col) },
    { name: SAY.wider, act: () => actions.widen(col, width * 1.25) },
    { name: SAY.narrower, act: () => actions.widen(col, width * 0.8) },
  );
  if (col < 0) return items;
  const now = standing(columns);
  const side = sideOfPlace(now, col);
  const stuck = (/** @type {number} */ to) => movedTo(now, col, to) === now;
  items.push(
    null,
    ...pins(actions, col, side),
    { name: SAY.left, act: () => move(actions, col, col - 1), off: stuck(col - 1) },
    { name: SAY.right, act: () => move(actions, col, col + 1), off: stuck(col + 1) },
    { name: SAY.hide, act: () => hide(actions, col), off: columns.count < 2 },
    null,
    { name: SAY.format, act: () => actions.open(openFormat(actions, col)) },
    { name: SAY.look, act: () => actions.open(openLook(actions)) },
    { name: SAY.columns, act: () => actions.open(openChooser(actions)) },
  );
  return items;
}

/** @param {Actions} actions @param {number} col @param {string} side where it is pinned @returns {Item[]} */
function pins(actions, col, side) {
  /** @type {Item[]} */
  const items = [];
  if (side) items.push({ name: SAY.unpin, act: () => pin(actions, col, "") });
  if (side !== "left") items.push({ name: SAY.pin, act: () => pin(actions, col, "left") });
  if (side !== "right") items.push({ name: SAY.pinEnd, act: () => pin(actions, col, "right") });
  return items;
}

/** @param {Actions} actions @param {Place} place @returns {Item[]} */
function cellItems(actions, place) {
  const link = actions.focus.elementAt(place)?.querySelector("a");
  /** @type {Item[]} */
  const first = link ? [{ name: SAY.link, act: () => link.click() }, null] : [];
  return [
    ...first,
    { name: SAY.copy, act: () => actions.copy(), key: ctrl("C") },
    { name: SAY.copyNames, act: () => actions.copy({ names: true }) },
    { name: SAY.copyIndex, act: () => actions.copy({ names: true, index: true }) },
    { name: SAY.copyMarkdown, act: () => actions.copy({ form: "markdown" }) },
    { name: SAY.copyPython, act: () => actions.copy({ form: "python" }) },
    null,
    { name: SAY.only, act: () => keepValue(actions, place, true) },
    { name: SAY.exclude, act: () => keepValue(actions, place, false) },
    null,
    { name: SAY.value, act: () => actions.open(openCell(actions, place)), key: "F2" },
    { name: SAY.row, act: () => actions.open(openRow(actions, place.row)) },
    { name: SAY.chart, act: () => actions.chart() },
    null,
    { name: SAY.downloadMenu, act: () => actions.open(openDownload(actions)) },
    { name: SAY.go, act: () => actions.open(openGoto(actions)), key: ctrl("G") },
    { name: SAY.look, act: () => actions.open(openLook(actions)) },
    { name: SAY.columns, act: () => actions.open(openChooser(actions)) },
    undoItem(actions),
    { name: SAY.copyLink, act: () => actions.run(copyLink(actions)) },
    { name: SAY.shortcuts, act: () => actions.open(openShortcuts(actions)), key: "?" },
  ];
}

/** @param {Actions} actions @param {Place} place @param {boolean} only */
async function keepValue(actions, place, only) {
  const { keepOnly } = await import("./keep.js");
  await keepOnly(actions, place, only);
}

/** @param {Actions} actions @param {number} col */
async function openFormat(actions, col) {
  const { showFormat } = await import("./format.js");
  showFormat(actions, col);
}

/** @param {Actions} actions */
async function openLook(actions) {
  const { showLook } = await import("./look.js");
  showLook(actions);
}

/**
 * @param {Actions} actions
 * @param {Item[]} items
 * @param {{x: number, y: number}} at
 * @param {HTMLElement} [opener] what takes the focus back, the grid where there is none
 */
function openMenu(actions, items, at, opener) {
  const menu = element("div", "menu", { role: "menu", popover: "auto" });
  for (const item of items) {
    if (!item) {
      menu.append(element("hr"));
      continue;
    }
    const line = element("div", "", { role: "menuitem", tabindex: "-1" });
    line.textContent = item.name;
    if (item.key) {
      const key = element("kbd", "", { "aria-hidden": "true" });
      key.textContent = item.key;
      line.append(key);
    }
    if (item.off) line.setAttribute("aria-disabled", "true");
    line.addEventListener("click", () => {
      if (item.off) return;
      close();
      item.act();
    });
    menu.append(line);
  }
  const close = () => {
    menu.hidePopover();
    if (opener) opener.focus();
    else actions.focus.focus();
  };
  menu.addEventListener("toggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState === "closed") menu.remove();
  });
  menu.addEventListener("keydown", (event) => walk(event, menu, close));
  document.querySelector(".v")?.append(menu);
  menu.showPopover();
  const { width, height } = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(2, Math.min(at.x, innerWidth - width - 2))}px`;
  menu.style.top = `${Math.max(2, Math.min(at.y, innerHeight - height - 2))}px`;
  /** @type {HTMLElement | null} */ (menu.querySelector("[role=menuitem]"))?.focus();
}

/** @param {KeyboardEvent} event @param {HTMLElement} menu @param {() => void} close */
function walk(event, menu, close) {
  const lines = /** @type {HTMLElement[]} */ ([...menu.querySelectorAll("[role=menuitem]")]);
  const at = lines.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const { key } = event;
  /** @type {HTMLElement | undefined} */
  let to;
  if (key === "ArrowDown") to = lines[(at + 1) % lines.length];
  else if (key === "ArrowUp") to = lines.at(at - 1);
  else if (key === "Home") to = lines[0];
  else if (key === "End") to = lines.at(-1);
  else if (key === "Enter" || key === " ") lines[at]?.click();
  else if (key === "Escape" || key === "Tab") close();
  else if (key.length === 1) {
    const after = [...lines.slice(at + 1), ...lines.slice(0, at + 1)];
    const letter = key.toLowerCase();
    to = after.find((line) => line.textContent?.toLowerCase().startsWith(letter));
  } else return;
  event.preventDefault();
  event.stopPropagation();
  to?.focus();
}

/** @param {Actions} actions */
async function copyLink(actions) {
  const link = await import("./link.js");
  await link.copyLink(actions);
}
