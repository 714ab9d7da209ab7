/**
 * The search box: what is typed is looked for in all cells by the server, marked in those
 * in sight, and walked from hit to hit.
 *
 * @import { Actions } from "./actions.js"
 * @import { Found } from "./asking.js"
 */
import { Failure, ranges } from "../api.js";
import { element } from "../grid/cell.js";
import { showInMiddle } from "../grid/middle.js";
import { WORDS } from "../words.js";
import { searchOf, stepOf } from "./asking.js";
import { withPart } from "./filters.js";
import { button } from "./panel.js";
import { SAY } from "./say.js";

/** Rest while typing before it is looked for, ms. */
const REST = 250;

/** Between two questions about what is found so far, ms. */
const OFTEN = 300;

/** The name of the marks, as in the stylesheet. */
const MARK = "found";

/** @type {SearchBox | null} */
let box = null;

/** Open the box, or give it the focus. @param {Actions} actions @param {boolean} [focused] */
export function openSearch(actions, focused = true) {
  box ??= new SearchBox(actions);
  box.open(focused);
}

class SearchBox {
  /** @param {Actions} actions */
  constructor(actions) {
    this.actions = actions;
    this.text = "";
    /** @type {{row: number, number: number} | null} the hit that is shown */
    this.hit = null;
    this.timer = 0;
    this.turn = 0;
    this.el = element("span", "find", { role: "search" });
    this.input = /** @type {HTMLInputElement} */ (
      element("input", "", {
        type: "search",
        placeholder: SAY.search,
        "aria-label": SAY.search,
      })
    );
    this.said = element("span", "hits", { role: "status" });
    this.opener = /** @type {HTMLElement} */ (document.querySelector('[data-do="search"]'));
    this.el.append(
      this.input,
      this.said,
      button(SAY.previousHit, "↑", () => this.#step(true)),
      button(SAY.nextHit, "↓", () => this.#step(false)),
      button(SAY.keepHits, "▽", () => this.#keep()),
      button(SAY.close, "✕", () => this.close()),
    );
    this.#listen();
  }

  #listen() {
    const { grid } = this.actions;
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#look(), REST);
    });
    this.el.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
      else if (event.key === "Enter" && event.target === this.input) this.#step(event.shiftKey);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    grid.onRest.push(() => this.#mark());
    const again = () => {
      this.hit = null;
      if (this.text) this.#follow();
    };
    grid.onNewRows.push(again);
    this.actions.keeper.onKept = again; // hidden columns hold no hits
  }

  /** @param {boolean} focused */
  open(focused) {
    if (!this.el.isConnected) {
      this.opener.hidden = true;
      this.opener.before(this.el);
      const { search } = this.actions.grid.state;
      if (search && !this.input.value) this.input.value = search;
      if (this.input.value) this.#look();
    }
    if (!focused) return;
    this.input.focus();
    this.input.select();
  }

  close() {
    this.el.remove();
    this.opener.hidden = false;
    this.#set("");
    this.actions.focus.focus();
  }

  /** Look for what is typed. */
  async #look() {
    clearTimeout(this.timer);
    if (this.input.value !== this.text) await this.#set(this.input.value);
  }

  /** @param {string} text */
  async #set(text) {
    const { grid } = this.actions;
    this.text = text;
    this.hit = null;
    this.said.textContent = "";
    this.turn++;
    this.#mark();
    try {
      await grid.api.change({ search: text || null });
      grid.state.search = text || null;
      if (text && text === this.text) await this.#follow();
    } catch (failure) {
      this.#tell(failure);
    }
  }

  /** Tell what is found so far, until all has been looked through. */
  async #follow() {
    const { grid } = this.actions;
    const turn = ++this.turn;
    try {
      for (;;) {
        const found = await searchOf(grid.api, (grid.next ?? grid.blocks).version);
        if (turn !== this.turn) return;
        this.#count(found, null);
        if (found.done || found.stopped || found.search === null || document.hidden) return;
        await new Promise((done) => setTimeout(done, OFTEN));
        if (turn !== this.turn) return;
      }
    } catch (failure) {
      if (turn === this.turn) this.#tell(failure);
    }
  }

  /** @param {Found} found @param {number | null} at */
  #count({ hits, share, done }, at) {
    const isGoing = !done && share !== null;
    this.said.textContent = SAY.hits(at, hits, isGoing ? share : null);
  }

  /** @param {boolean} back */
  async #step(back) {
    await this.#look();
    if (!this.text) return;
    const { grid, focus } = this.actions;
    const from = this.hit ?? {
      row: Math.max(0, focus.active.row),
      number: grid.columns.numberAt(focus.active.col),
    };
    const isFirst = !this.hit && !back;
    const { version } = grid.next ?? grid.blocks;
    const asked = isFirst ? { row: from.row } : from;
    const turn = ++this.turn;
    try {
      const found = await stepOf(grid.api, version, asked, back);
      if (turn !== this.turn) return;
      this.#count(found, found.hit?.at ?? null);
      if (!found.hit) return;
      this.hit = { row: found.hit.row, number: found.hit.number };
      const col = grid.columns.positionOf(this.hit.number);
      const isShown = this.hit.number < 0 || col >= 0;
      focus.active = { row: this.hit.row, col: isShown ? col : focus.active.col };
      this.actions.selecting.clear();
      showInMiddle(grid, focus.active.row, focus.active.col);
      if (!found.done) this.#follow();
    } catch (failure) {
      this.#tell(failure);
    }
  }

  /** Keep only rows with hits in what is seen. */
  async #keep() {
    await this.#look();
    if (!this.text) return;
    const { grid, keeper } = this.actions;
    await keeper.now();
    const { order } = grid.columns;
    const among = order ? { columns: ranges(order) } : {};
    const part = { search: this.text, ...among };
    const filter = withPart(grid.state.filter, null, part);
    try {
      await grid.turn.change({ filter }, WORDS.filtering);
    } catch (failure) {
      this.#tell(failure);
    }
  }

  /** @param {unknown} failure */
  #tell(failure) {
    if (!(failure instanceof Failure)) throw failure;
    if (failure.code === "stale-version") this.actions.grid.failed(failure);
    else if (failure.code !== "aborted") this.said.textContent = failure.message;
  }

  /** Mark what is looked for in the cells in sight, and the hit that is shown. */
  #mark() {
    if (!("highlights" in CSS)) return;
    CSS.highlights.delete(MARK);
    CSS.highlights.delete(`${MARK}-now`);
    const { grid } = this.actions;
    const wanted = this.text.toLowerCase();
    if (!wanted) return;
    /** @type {Range[]} */
    const all = [];
    /** @type {Range[]} */
    const now = [];
    for (const el of grid.body.el.querySelectorAll(".r:not([hidden]) .c")) {
      const ranges = rangesOf(/** @type {HTMLElement} */ (el), wanted);
      const place = ranges.length ? this.actions.focus.placeOf(el) : null;
      const isNow =
        place?.row === this.hit?.row &&
        place !== null &&
        grid.columns.numberAt(place.col) === this.hit?.number;
      (isNow ? now : all).push(...ranges);
    }
    CSS.highlights.set(MARK, new Highlight(...all));
    CSS.highlights.set(`${MARK}-now`, new Highlight(...now));
  }
}

/**
 * Where a text stands in what a cell shows.
 *
 * @param {HTMLElement} cell
 * @param {string} wanted in lower case
 * @returns {Range[]}
 */
function rangesOf(cell, wanted) {
  const text = (cell.textContent ?? "").toLowerCase();
  if (cell.classList.contains("x") && text !== wanted) return [];
  /** @type {Range[]} */
  const found = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    const from = pointAt(cell, at);
    const to = pointAt(cell, at + wanted.length);
    if (!from || !to) break;
    const range = new Range();
    range.setStart(...from);
    range.setEnd(...to);
    found.push(range);
  }
  return found;
}

/** The text node and offset of a place in a cell's text. @param {HTMLElement} cell @param {number} at @returns {[Node, number] | null} */
function pointAt(cell, at) {
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  let left = at;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = /** @type {Text} */ (node);
    if (left <= length) return [node, left];
    left -= length;
  }
  return null;
}
