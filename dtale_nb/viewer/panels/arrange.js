/**
 * Which columns are shown, in which order, and which stay beside the index. All of it is
 * an order list; the cells stay keyed by column number.
 *
 * @import { Columns } from "../grid/columns.js"
 * @import { Hands } from "./hands.js"
 */
import { nameOf } from "../words.js";
import { SAY } from "./say.js";

/** @typedef {{order: number[], pinned: number}} Arrangement */

/** @param {Columns} columns @returns {Arrangement} */
export function arrangement(columns) {
  const order = Array.from({ length: columns.count }, (_, at) => columns.numberAt(at));
  return { order, pinned: columns.pinned };
}

/**
 * Move a column by a step, among the pinned or the others.
 *
 * @param {Arrangement} now
 * @param {number} at position
 * @param {number} step
 * @returns {Arrangement}
 */
export function stepped({ order, pinned }, at, step) {
  const to = at + step;
  const isPinned = at < pinned;
  if (to < 0 || to >= order.length || to < pinned !== isPinned) return { order, pinned };
  return { order: inserted(order, at, to), pinned };
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

/** @param {Arrangement} now @param {number} at @returns {Arrangement} */
export function pinToggled({ order, pinned }, at) {
  return at < pinned
    ? { order: inserted(order, at, pinned - 1), pinned: pinned - 1 }
    : { order: inserted(order, at, pinned), pinned: pinned + 1 };
}

/** @param {Arrangement} now @param {number} at @returns {Arrangement} */
export function without({ order, pinned }, at) {
  return { order: order.toSpliced(at, 1), pinned: at < pinned ? pinned - 1 : pinned };
}

/**
 * Show a hidden column again: after the one that stands before it in the frame.
 *
 * @param {Arrangement} now
 * @param {number} number
 * @returns {Arrangement}
 */
export function withColumn({ order, pinned }, number) {
  let at = pinned;
  for (let place = pinned; place < order.length; place++) {
    if (/** @type {number} */ (order[place]) < number) at = place + 1;
  }
  return { order: order.toSpliced(at, 0, number), pinned };
}

/** @param {Hands} hands @param {Arrangement} next */
export function apply(hands, next) {
  const { grid, focus } = hands;
  const number = grid.columns.numberAt(focus.active.col);
  const { order } = next;
  const plain = order.length === grid.columns.all && order.every((each, at) => each === at);
  grid.arrange(() => grid.columns.setOrder(plain ? null : order, next.pinned));
  const { row, col } = focus.active;
  // The active column goes along; where it was hidden, the one in its place is active.
  const along = number < 0 ? col : grid.columns.positionOf(number);
  const gone = number >= 0 && along < 0;
  focus.active = { row, col: gone ? Math.min(col, grid.columns.count - 1) : along };
  hands.change(() => hands.selection.begin(focus.active));
  grid.draw();
}

/** @param {Hands} hands @param {number} col @param {number} step */
export function move(hands, col, step) {
  const { columns } = hands.grid;
  const number = columns.numberAt(col);
  apply(hands, stepped(arrangement(columns), col, step));
  hands.focus.focus();
  const place = columns.positionOf(number) + 1;
  hands.note(SAY.movedTo(nameOf(columns.known.get(number)), place));
}

/** @param {Hands} hands @param {number} col */
export function togglePin(hands, col) {
  const { columns } = hands.grid;
  const name = nameOf(columns.at(col));
  const isPinned = col < columns.pinned;
  apply(hands, pinToggled(arrangement(columns), col));
  hands.focus.focus();
  hands.note(isPinned ? SAY.unpinned(name) : SAY.pinned(name));
}

/** @param {Hands} hands @param {number} col */
export function hide(hands, col) {
  const { columns } = hands.grid;
  if (columns.count < 2) return;
  const name = nameOf(columns.at(col));
  apply(hands, without(arrangement(columns), col));
  hands.focus.focus();
  hands.note(SAY.hidden(name));
}
