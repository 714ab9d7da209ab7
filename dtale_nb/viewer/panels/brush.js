/**
 * Brushing: a drag over a histogram keeps its values, a click on a bar keeps that bar, a
 * click on a frequent value keeps that value. A brush changes the condition that it made;
 * a click on what it keeps alone takes it back.
 *
 * @import { Column, Picture } from "../types.js"
 * @import { Grid } from "../grid/grid.js"
 */
import { element } from "../grid/cell.js";
import { WORDS } from "../words.js";
import { aboutOf, findPart, partsOf, without, withPart } from "./filters.js";
import { askedOf } from "./keep.js";

/** A drag shorter than this is a click, px. */
const CLICK = 3;

/**
 * Let a chart be brushed.
 *
 * @param {HTMLElement} el the chart
 * @param {Grid} grid
 * @param {Column} column
 * @param {Pick<Picture, "histogram" | "tops">} picture
 */
export function brushable(el, grid, column, picture) {
  el.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    if (picture.histogram) dragOver(event, el, grid, column, picture.histogram.labels);
    else clickTop(event, grid, column, picture.tops ?? []);
  });
  el.dataset.brushable = "true";
  // The click that ends a drag sorts nothing.
  el.addEventListener("click", (event) => event.stopPropagation());
}

/**
 * The condition that keeps some bins of a histogram.
 *
 * @param {Pick<Column, "number" | "label">} column
 * @param {readonly string[]} labels edges, one more than bins
 * @param {number} from first bin
 * @param {number} to last bin
 */
export function binsAsked(column, labels, from, to) {
  const isLast = to === labels.length - 2;
  const ends = [labels[from] ?? "", labels[to + 1] ?? ""];
  const value = ends.map((text) => (String(Number(text)) === text ? Number(text) : text));
  const closed = isLast ? {} : { closed: "left" };
  return { ...aboutOf(column), op: "between", value, ...closed };
}

/**
 * The bins that a condition keeps, if a brush could have made it.
 *
 * @param {any} part
 * @param {readonly string[]} labels
 * @returns {[number, number] | null}
 */
export function binsOf(part, labels) {
  const from = labels.indexOf(String(part?.value?.[0]));
  const to = labels.indexOf(String(part?.value?.[1]));
  return from < 0 || to <= from ? null : [from, to - 1];
}

/** Put a condition in the place of the one of the same column; null takes it away. @param {Grid} grid @param {Column} column @param {string[]} ops @param {any} part */
export async function put(grid, column, ops, part) {
  const tree = grid.state.filter;
  const at = findPart(tree, column.number, ops);
  if (!part && at === null) return;
  const filter = part ? withPart(tree, at, part) : without(tree, /** @type {number} */ (at));
  try {
    await grid.turn.change({ filter }, WORDS.filtering);
  } catch (failure) {
    grid.failed(/** @type {import("../api.js").Failure} */ (failure));
  }
}

/**
 * @param {PointerEvent} down
 * @param {HTMLElement} el
 * @param {Grid} grid
 * @param {Column} column
 * @param {string[]} labels
 */
function dragOver(down, el, grid, column, labels) {
  const box = el.getBoundingClientRect();
  const bins = labels.length - 1;
  /** @param {number} x */
  const binAt = (x) =>
    Math.max(0, Math.min(bins - 1, Math.floor(((x - box.left) / box.width) * bins)));
  const brush = element("span", "brush");
  el.append(brush);
  const start = binAt(down.clientX);
  const stop = new AbortController();
  const { signal } = stop;
  const sender = new Sender();
  let asked = "";
  /** A drag ends where it was last: that is asked already. @param {any} part */
  const ask = (part) => {
    const text = JSON.stringify(part);
    if (text === asked) return;
    asked = text;
    sender.send(() => put(grid, column, ["between"], part));
  };
  /** @type {[number, number]} */
  let range = [start, start];
  const draw = () => {
    brush.style.left = `${(range[0] / bins) * 100}%`;
    brush.style.width = `${((range[1] - range[0] + 1) / bins) * 100}%`;
  };
  draw();
  if (down.isTrusted) el.setPointerCapture(down.pointerId); // else it was, see `pictures.js`
  /** @param {PointerEvent} event */
  const move = (event) => {
    const now = binAt(event.clientX);
    const next = /** @type {[number, number]} */ ([Math.min(start, now), Math.max(start, now)]);
    if (next[0] === range[0] && next[1] === range[1]) return;
    range = next;
    draw();
    ask(binsAsked(column, labels, ...range));
  };
  /** @param {PointerEvent} event */
  const end = (event) => {
    stop.abort();
    brush.remove();
    grid.header.spoil(); // the chart was left as it is under the brush
    grid.redraw();
    if (event.type === "pointercancel") return;
    const isClick = Math.abs(event.clientX - down.clientX) < CLICK;
    const at = findPart(grid.state.filter, column.number, ["between"]);
    const had = at === null ? null : binsOf(partsOf(grid.state.filter)[at], labels);
    const isSame = isClick && had?.[0] === start && had[1] === start;
    ask(isSame ? null : binsAsked(column, labels, ...range));
  };
  el.addEventListener("pointermove", move, { signal });
  el.addEventListener("pointerup", end, { signal });
  el.addEventListener("pointercancel", end, { signal });
}

/** One question is on its way at a time; of those that wait the latest is asked. */
class Sender {
  constructor() {
    this.isGoing = false;
    /** @type {(() => Promise<unknown>) | null} */
    this.next = null;
  }

  /** @param {() => Promise<unknown>} ask */
  async send(ask) {
    this.next = ask;
    if (this.isGoing) return;
    this.isGoing = true;
    while (this.next) {
      const now = this.next;
      this.next = null;
      await now();
    }
    this.isGoing = false;
  }
}

/** @param {PointerEvent} event @param {Grid} grid @param {Column} column @param {import("../types.js").Top[]} tops */
function clickTop(event, grid, column, tops) {
  const el = /** @type {HTMLElement | null} */ (
    /** @type {Element} */ (event.target).closest("[data-at]")
  );
  const top = tops[Number(el?.dataset.at)];
  if (el && top && top.mark !== "cut") toggleValue(grid, column, top);
}

/**
 * Keep a value besides those that are kept, or keep it no longer.
 *
 * @param {Grid} grid
 * @param {Column} column
 * @param {{text: string, mark: string | null}} value
 */
export async function toggleValue(grid, column, value) {
  const part = askedOf(column.kind, value, true);
  const at = findPart(grid.state.filter, column.number, TOGGLED);
  const before = at === null ? null : partsOf(grid.state.filter)[at];
  const had = before?.off ? null : before; // what is set aside keeps nothing
  const grows = LISTS.has(part.op) && LISTS.has(had?.op) && part.escaped === had.escaped;
  const kept = grows ? [had.value].flat() : [];
  const has = kept.some((/** @type {any} */ each) => String(each) === String(part.value));
  const left = has
    ? kept.filter((/** @type {any} */ each) => String(each) !== String(part.value))
    : [...kept, ...[part.value].flat()];
  if (had?.op === part.op && had.value === undefined) return put(grid, column, TOGGLED, null);
  if (!kept.length) return put(grid, column, TOGGLED, { ...aboutOf(column), ...part });
  const next = left.length ? { ...aboutOf(column), ...part, ...listed(part.op, left) } : null;
  return put(grid, column, TOGGLED, next);
}

/** Operators that keep one of some values. */
const LISTS = new Set(["in", "eq", "reads"]);

/** Operators of conditions that a click on a value changes. */
const TOGGLED = [...LISTS, "missing", "nan", "none", "na", "nat", "null", "masked"];

/** The condition that keeps some values, as short as it can be. @param {string} op @param {any[]} values */
function listed(op, values) {
  if (op === "eq")
    return values.length > 1 ? { op: "in", value: values } : { op, value: values[0] };
  return { op, value: values };
}
