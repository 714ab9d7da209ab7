/**
 * Which columns are shown, in which order, and which stay in sight. All of it is an order
 * list; the cells stay keyed by column number.
 *
 * @import { Columns } from "../grid/columns.js"
 * @import { Actions } from "./actions.js"
 */
import { nameOf } from "../words.js";
import { SAY } from "./say.js";

/**
 * @typedef {object} Standing
 * @property {number[]} order numbers of the columns shown
 * @property {number} left how many of the first are pinned
 * @property {number} right how many of the last are pinned
 *
 * @typedef {"left" | "right" | ""} Side where a column is pinned
 */

/** @param {Columns} columns @returns {Standing} */
export function standing(columns) {
  const order = Array.from({ length: columns.count }, (_, at) => columns.numberAt(at));
  return { order, left: columns.pinned, right: columns.pinnedEnd };
}

/** @param {Standing} now @param {number} at position @returns {Side} */
export function sideOfPlace({ order, left, right }, at) {
  if (at < left) return "left";
  return at >= order.length - right ? "right" : "";
}

/**
 * Move a column to another place, among those that are pinned where it is.
 *
 * @param {Standing} now
 * @param {number} from position
 * @param {number} to position
 * @returns {Standing}
 */
export function movedTo(now, from, to) {
  const { order } = now;
  if (to < 0 || to >= order.length || sideOfPlace(now, from) !== sideOfPlace(now, to))
    return now;
  return { ...now, order: inserted(order, from, to) };
}

/**
 * Take a column from one place to another.
 *
 * @param {number[]} order
 * @param {number} from
 * @param {number} to
 */
export function inserted(order, from, to) {
  const next = [...order];
  const [number] = next.splice(from, 1);
  if (number !== undefined) next.splice(to, 0, number);
  return next;
}

/**
 * Pin some columns at a side, in the order in which they stand, or let them scroll.
 *
 * @param {Standing} now
 * @param {Iterable<number>} numbers shown or not
 * @param {Side} side
 * @returns {Standing}
 */
export function pinned(now, numbers, side) {
  const chosen = new Set(numbers);
  const all = shown(now, chosen);
  const end = all.order.length - all.right;
  const others = (/** @type {number} */ number) => !chosen.has(number);
  const first = all.order.slice(0, all.left).filter(others);
  const last = all.order.slice(end).filter(others);
  const middle = all.order.slice(all.left, end).filter(others);
  const moving = all.order.filter((number) => chosen.has(number));
  if (side === "left") first.push(...moving);
  else if (side === "right") last.unshift(...moving);
  else return unpinned(all, chosen);
  return { order: [...first, ...middle, ...last], left: first.length, right: last.length };
}

/** @param {Standing} now @param {Set<number>} chosen @returns {Standing} */
function unpinned({ order, left, right }, chosen) {
  const end = order.length - right;
  const is = (/** @type {number} */ number) => chosen.has(number);
  const isNot = (/** @type {number} */ number) => !chosen.has(number);
  const first = order.slice(0, left);
  const last = order.slice(end);
  const stays = { first: first.filter(isNot), last: last.filter(isNot) };
  const middle = [...first.filter(is), ...order.slice(left, end), ...last.filter(is)];
  return {
    order: [...stays.first, ...middle, ...stays.last],
    left: stays.first.length,
    right: stays.last.length,
  };
}

/**
 * Hide some columns; one at least stays.
 *
 * @param {Standing} now
 * @param {Iterable<number>} numbers
 * @returns {Standing}
 */
export function hidden({ order, left, right }, numbers) {
  const chosen = new Set(numbers);
  const stays = order.map((number) => !chosen.has(number));
  if (!stays.includes(true)) stays[0] = true;
  const count = (/** @type {number} */ from, /** @type {number} */ to) =>
    stays.slice(from, to).filter(Boolean).length;
  return {
    order: order.filter((_, at) => stays[at]),
    left: count(0, left),
    right: count(order.length - right, order.length),
  };
}

/**
 * Show hidden columns again, each after the one that stands before it in the frame.
 *
 * @param {Standing} now
 * @param {Iterable<number>} numbers
 * @returns {Standing}
 */
export function shown(now, numbers) {
  const { order, left, right } = now;
  const there = new Set(order);
  const coming = [...new Set(numbers)].filter((number) => !there.has(number));
  if (!coming.length) return now;
  const middle = order.slice(left, order.length - right);
  const all = [...middle, ...coming].sort((a, b) => a - b);
  /** @type {Map<number, number[]>} who comes after whom; -1 for the beginning */
  const after = new Map([[-1, []]]);
  const isComing = new Set(coming);
  let before = -1;
  for (const number of all) {
    if (isComing.has(number)) after.get(before)?.push(number);
    else {
      before = number;
      after.set(before, []);
    }
  }
  const merged = [-1, ...middle].flatMap((number) => [number, ...(after.get(number) ?? [])]);
  return {
    ...now,
    order: [...order.slice(0, left), ...merged.slice(1), ...order.slice(order.length - right)],
  };
}

/** @param {Actions} actions @param {Standing} next */
export function apply(actions, next) {
  const { grid, focus } = actions;
  const number = grid.columns.numberAt(focus.active.col);
  const { order, left, right } = next;
  const plain = order.length === grid.columns.all && order.every((each, at) => each === at);
  grid.arrange(() => grid.columns.setOrder(plain ? null : order, left, right));
  const { row, col } = focus.active;
  // The active column goes along; where it was hidden, the one in its place is active.
  const along = number < 0 ? col : grid.columns.positionOf(number);
  const gone = number >= 0 && along < 0;
  focus.active = { row, col: gone ? Math.min(col, grid.columns.count - 1) : along };
  actions.selecting.clear();
  grid.draw();
  actions.keeper.later();
}

/** @param {Actions} actions @param {number} from position @param {number} to position */
export function move(actions, from, to) {
  const { columns } = actions.grid;
  const number = columns.numberAt(from);
  apply(actions, movedTo(standing(columns), from, to));
  actions.focus.focus();
  const place = columns.positionOf(number) + 1;
  actions.note(SAY.movedTo(nameOf(columns.known.get(number)), place));
}

/** @param {Actions} actions @param {number} col @param {Side} side */
export function pin(actions, col, side) {
  const { columns } = actions.grid;
  const name = nameOf(columns.at(col));
  apply(actions, pinned(standing(columns), [columns.numberAt(col)], side));
  actions.focus.focus();
  actions.note(side ? SAY.pinned(name) : SAY.unpinned(name));
}

/** @param {Actions} actions @param {number} col */
export function hide(actions, col) {
  const { columns } = actions.grid;
  if (columns.count < 2) return;
  const name = nameOf(columns.at(col));
  apply(actions, hidden(standing(columns), [columns.numberAt(col)]));
  actions.focus.focus();
  actions.note(SAY.hidden(name));
}
