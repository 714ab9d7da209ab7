/**
 * What the user can do beside selecting: resize, undo, open menus and panels. Loaded when the
 * pointer or the focus first comes near, so that a view that is only looked at does without it.
 *
 * @import { Focus } from "../grid/focus.js"
 * @import { Grid } from "../grid/grid.js"
 * @import { Typed } from "../grid/typed.js"
 * @import { Place, Range } from "../types.js"
 * @import { Selecting } from "./selecting.js"
 */
import { byId, element } from "../grid/cell.js";
import { contentWidth } from "../grid/measure.js";
import { Copying } from "./copying.js";
import { Handles } from "./handles.js";
import { Keeper } from "./keeper.js";
import {
  addSize,
  moveColumn,
  openBuilder,
  openCell,
  openChart,
  openChooser,
  openColumn,
  openDownload,
  openGoto,
  openMore,
  openRow,
  openSearchBox,
  openShortcuts,
  toggleFull,
} from "./openers.js";
import { Past } from "./past.js";
import { reachPinned } from "./reach.js";
import { SAY } from "./say.js";
import { addStyle } from "./style.js";

/** Bounds of a width that a user sets, px. */
const LEAST_WIDTH = 40;
const MOST_WIDTH = 1200;

/** Columns of a selection that a chart is guessed from. */
const MOST_CHARTED = 12;

/** What is likely to be used next is loaded after, ms. */
const SOON = 400;

/** Pixels of one step of width by key. */
const STEP = 16;

export class Actions {
  /**
   * @param {Grid} grid
   * @param {Focus} focus
   * @param {Typed} typed
   * @param {Selecting} selecting
   */
  constructor(grid, focus, typed, selecting) {
    this.grid = grid;
    this.typed = typed;
    this.focus = focus;
    this.selecting = selecting;
    this.copying = new Copying(this);
    this.handles = new Handles(this);
    this.past = new Past(grid);
    this.keeper = new Keeper(grid, (text) => this.note(text));
    /** @type {import("./totals.js").Teller | null} */
    this.teller = null;
    this.styled = Promise.resolve();
    /** The mark by which a mouse opens a header's menu; keys have Alt+Down. */
    this.more = element("span", "dots", { "aria-hidden": "true" });
    selecting.onKey = (event, place) => this.#key(event, place);
    selecting.onSettled = (ranges, count) => this.run(this.#tell(ranges, count));
    selecting.settle();
    reachPinned(selecting);
    this.#listen();
    this.#dress();
    if (window.parent !== window) this.run(addSize(this));
  }

  /** Load the styles of menus and panels, and show where menus are. */
  #dress() {
    addStyle("actions.css");
    this.more.textContent = "⋯";
    this.more.title = SAY.columnMenu;
    this.grid.pane.addEventListener("pointerover", (event) => {
      const head = /** @type {Element} */ (event.target).closest(".t .h");
      if (head && this.more.parentElement !== head) head.append(this.more);
      else if (!head) this.more.remove();
    });
    this.more.addEventListener("click", (event) => {
      event.stopPropagation();
      const place = this.focus.placeOf(this.more);
      const box = this.more.getBoundingClientRect();
      if (!place) return;
      this.focus.moveTo(place);
      this.open(this.menu(place, { x: box.left, y: box.bottom }));
    });
  }

  #listen() {
    // So that no key is lost on its way.
    import("./menus.js");
    setTimeout(() => import("./search.js"), SOON);
    addEventListener("keydown", (event) => {
      const isFind = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f";
      // In a small frame everything is in sight: the browser finds it.
      if (!isFind || event.shiftKey || !document.querySelector(".pictured")) return;
      event.preventDefault();
      this.do("search");
    });
    // Beside the grid, on a pill or in a panel, as in it; what is typed has an undo of its own.
    addEventListener("keydown", (event) => {
      const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
      const on = /** @type {Element} */ (event.target);
      if (!isUndo || event.shiftKey || on.closest("form, input, textarea")) return;
      if (this.grid.pane.contains(on)) return; // it has heard of it
      event.preventDefault();
      this.run(this.past.undo());
    });
  }

  /**
   * Tell what was done, in the status line and aloud.
   *
   * @param {string} text
   */
  note(text) {
    this.grid.frame.note(text);
  }

  /**
   * Tell what cannot be done, and what can instead.
   *
   * @param {string} text
   * @param {string} name what the button says
   * @param {() => unknown} act
   */
  offer(text, name, act) {
    const done = element("button", "btn", { type: "button" });
    done.textContent = name;
    done.addEventListener("click", () => {
      byId("note").replaceChildren();
      act();
    });
    this.grid.frame.note(text, [done]);
  }

  /** @param {Range[]} ranges @param {number} count */
  async #tell(ranges, count) {
    if (!count) return this.teller?.forget();
    const { Teller } = await import("./totals.js");
    this.teller ??= new Teller(this);
    if (this.selecting.selection.ranges === ranges) await this.teller.tell(ranges, count);
  }

  /** What a button of the bar does. @param {string} what */
  do(what) {
    if (what === "filter") this.open(openBuilder(this));
    else if (what === "search") this.open(openSearchBox(this));
    else if (what === "download") this.open(openDownload(this));
    else if (what === "full") this.run(toggleFull(this));
    else if (what === "columns") this.open(openChooser(this));
    else if (what === "more") this.open(openMore(this));
    else if (what === "chart") this.chart();
  }

  /** A chart of the columns selected, or of the whole frame. */
  chart() {
    const { columns } = this.grid;
    const chosen = new Set();
    for (const { c0, c1 } of this.selecting.selection.ranges) {
      for (let col = c0; col <= Math.min(c1, c0 + MOST_CHARTED); col++) chosen.add(col);
    }
    const numbers = [...chosen].map((col) => columns.numberAt(col));
    this.open(openChart(this, numbers));
  }

  /** @param {KeyboardEvent} event @param {Place} place */
  #key(event, place) {
    const { key, shiftKey, altKey } = event;
    const ctrl = event.ctrlKey || event.metaKey;
    if (ctrl && key.toLowerCase() === "z" && !shiftKey) return this.run(this.past.undo());
    if (ctrl && key.toLowerCase() === "g") return this.open(openGoto(this));
    if (key === "?" && !ctrl) return this.open(openShortcuts(this));
    if (altKey && key === "Enter") return this.open(openColumn(this, place.col));
    const asksMenu = key === "ContextMenu" || (shiftKey && key === "F10");
    if (asksMenu || (altKey && key === "ArrowDown")) return this.open(this.menu(place));
    if (place.row >= 0 && (key === "F2" || (key === "Enter" && !ctrl))) {
      return this.open(shiftKey ? openRow(this, place.row) : openCell(this, place));
    }
    return place.row === -1 && altKey && this.#keyOnHeader(key, shiftKey, place.col);
  }

  /** @param {string} key @param {boolean} shift @param {number} col */
  #keyOnHeader(key, shift, col) {
    const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
    if (!step) return false;
    if (shift) this.run(moveColumn(this, col, step));
    else this.widen(col, this.grid.columns.width(col) + step * STEP);
    return true;
  }

  /** What is typed before it is open is meant for it. @param {Promise<unknown>} opening */
  open(opening) {
    this.typed.hold(opening);
    return this.run(opening);
  }

  /** @param {Promise<unknown>} doing */
  run(doing) {
    doing.catch((error) => {
      throw error;
    });
    return true;
  }

  /** @param {number} col @param {number} width px */
  widen(col, width) {
    const { columns } = this.grid;
    const number = columns.numberAt(col);
    this.grid.measured.add(number);
    const bounded = Math.round(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width)));
    this.grid.arrange(() => {
      columns.widths.set(number, bounded);
      columns.sum();
    });
    this.keeper.later();
    this.grid.frame.say(SAY.width(columns.width(col)));
  }

  /**
   * Keep on the server how the grid looks, and show it: one wish after the other.
   *
   * @param {Partial<import("../types.js").ViewState>} part
   */
  dress(part) {
    this.styled = this.styled.then(() => this.#styleNow(part));
    return this.styled;
  }

  /** @param {Partial<import("../types.js").ViewState>} part */
  async #styleNow(part) {
    const { grid } = this;
    try {
      const { formats, lines, colour } = (await grid.api.change(part)).state;
      grid.state = { ...grid.state, formats, lines, colour };
      await grid.look();
    } catch (failure) {
      grid.failed(/** @type {import("../api.js").Failure} */ (failure));
    }
  }

  /** Make a column as wide as what is seen of it. @param {number} col */
  fit(col) {
    const { grid } = this;
    const column = grid.columns.at(col);
    const { first, last } = grid.inSight();
    if (column)
      this.widen(col, contentWidth(grid.columns, column, grid.blocks, first, last, true));
  }

  /**
   * Open the menu of a place.
   *
   * @param {Place} place
   * @param {{x: number, y: number}} [at]
   */
  async menu(place, at) {
    const { openMenuFor } = await import("./menus.js");
    openMenuFor(this, place, at);
  }

  /** Copy by menu. @param {Partial<import("./copying.js").Form>} how */
  copy(how = {}) {
    return this.copying.byMenu(how);
  }
}
