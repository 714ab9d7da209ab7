/**
 * What is selected comes to, in the status line: count, sum, mean, least and most, exact,
 * from the engine, which may take its time over a hundred million cells.
 *
 * @import { Actions } from "./actions.js"
 * @import { Range, Totals } from "../types.js"
 * @import { Failure } from "../api.js"
 */
import { ranges } from "../api.js";
import { byId, element } from "../grid/cell.js";
import { cancelOf, totalsOf } from "./asking.js";
import { button } from "./panel.js";
import { SAY } from "./say.js";

/** What takes longer is told, ms. */
const PATIENCE = 300;

/** More ranges than this are only counted. */
const MOST_RANGES = 500;

const FIGURES = /** @type {const} */ (["sum", "mean", "min", "max"]);

export class Teller {
  /** @param {Actions} actions */
  constructor(actions) {
    this.actions = actions;
    this.asked = new AbortController();
  }

  /** Nothing is selected, or something else. */
  forget() {
    this.asked.abort();
    byId("selected").replaceChildren();
  }

  /**
   * Tell about a selection that has settled.
   *
   * @param {Range[]} selected
   * @param {number} count cells
   */
  async tell(selected, count) {
    this.forget();
    const line = byId("selected");
    line.textContent = SAY.cells(count);
    this.actions.grid.frame.say(SAY.selected(count));
    if (selected.length > MOST_RANGES) return;
    const asked = new AbortController();
    this.asked = asked;
    const slow = setTimeout(() => {
      const stop = button(SAY.stop, "", () => this.#stop(count));
      line.replaceChildren(`${SAY.cells(count)} · ${SAY.adding} `, stop);
    }, PATIENCE);
    try {
      const { api, blocks } = this.actions.grid;
      const found = await totalsOf(api, blocks.version, this.#parts(selected), asked.signal);
      if (asked.signal.aborted) return;
      line.replaceChildren(...drawn(found));
      this.actions.grid.frame.say(spoken(found));
    } catch (failure) {
      if (!asked.signal.aborted) this.#failed(/** @type {Failure} */ (failure), count);
    } finally {
      clearTimeout(slow);
    }
  }

  /** @param {number} count */
  #stop(count) {
    this.asked.abort();
    byId("selected").textContent = SAY.cells(count);
    cancelOf(this.actions.grid.api, "selection").catch(() => {});
    this.actions.focus.focus();
    this.actions.note(SAY.stopped);
  }

  /** @param {Failure} failure @param {number} count */
  #failed(failure, count) {
    byId("selected").textContent = SAY.cells(count);
    if (failure.code !== "stale-version") this.actions.note(failure.message);
  }

  /** @param {Range[]} selected */
  #parts(selected) {
    const { columns } = this.actions.grid;
    return selected.map(({ r0, r1, c0, c1 }) => {
      const numbers = Array.from({ length: c1 - c0 + 1 }, (_, at) => columns.numberAt(c0 + at));
      return { start: r0, stop: r1 + 1, columns: ranges(numbers) };
    });
  }
}

/** @param {Totals} found */
function drawn(found) {
  const count = element("span");
  count.textContent = SAY.cells(found.cells);
  const parts = [count];
  if (found.missing) {
    const missing = element("span", "miss");
    missing.textContent = SAY.missingCells(found.missing);
    parts.push(missing);
  }
  for (const word of FIGURES) {
    const text = found[word];
    if (text === undefined) continue;
    const figure = element("span", "figure");
    const value = element("b");
    value.textContent = found.kind === "number" ? grouped(text, SAY.gap) : text;
    figure.append(`${SAY[word]} `, value);
    if (found.rounded.includes(word)) figure.title = SAY.nearest;
    parts.push(figure);
  }
  if (found.left_out) {
    const last = /** @type {HTMLElement} */ (parts.at(-1));
    last.title = [last.title, SAY.leftOut(found.left_out)].filter(Boolean).join(" ");
  }
  return parts;
}

/** @param {Totals} found */
function spoken(found) {
  const figures = FIGURES.filter((word) => found[word] !== undefined);
  const said = figures.map((word) => `${SAY[word]} ${found[word]}`);
  return [SAY.cells(found.cells), ...said].join(", ");
}

/**
 * A number with its thousands apart, all digits kept. Its point stays a point, so groups
 * must not look like decimals to the reader.
 *
 * @param {string} text
 * @param {string} gap
 */
function grouped(text, gap) {
  const [, sign = "", whole = "", rest = ""] = /^(-?)(\d+)(\.\d+)?$/.exec(text) ?? [];
  return whole ? sign + whole.replace(/\B(?=(\d{3})+$)/g, gap) + rest : text;
}
