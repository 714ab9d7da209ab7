/**
 * The grid: what is in sight, where its cells come from, and when it is drawn.
 *
 * @import { Api, Failure } from "../api.js"
 * @import { Frame } from "../frame.js"
 * @import { PageData, RowsAnswer } from "../types.js"
 * @import { Sight } from "./body.js"
 * @import { Window } from "./loader.js"
 * @import { Settler } from "./settle.js"
 * @import { Turn } from "./turn.js"
 */
import { byId } from "./cell.js";
import { Axis } from "./axis.js";
import { BLOCK, Blocks } from "./blocks.js";
import { Body } from "./body.js";
import { Columns } from "./columns.js";
import { Header } from "./header.js";
import { Loader } from "./loader.js";
import { Scroller } from "./scroll.js";

/** Rows drawn beyond what is in sight, on each side. */
const OVERSCAN = 2;

/** The usual size of letters, px. */
const USUAL = 13;

/** Rest after which the elements are put in order, ms. */
const REST_AFTER = 160;

export class Grid {
  /**
   * @param {PageData} page
   * @param {Api} api
   */
  constructor(page, api) {
    this.page = page;
    this.api = api;
    this.pane = byId("grid");
    /** @type {Promise<unknown>} the frame and the turn are on their way: see `begin.js` */
    this.begun = Promise.resolve();
    /** @type {Frame} */
    this.frame = /** @type {any} */ (null);
    /** @type {Turn} */
    this.turn = /** @type {any} */ (null);
    /** @type {Promise<unknown>} the rest of the grid, on its way after them: see `later.js` */
    this.whole = Promise.resolve();
    /** @type {Settler} */
    this.settler = /** @type {any} */ (null);
    this.state = page.state;
    this.sentences = page.sentences;
    /** Rows of the frame. */
    this.of = page.of;
    /** Pixels of a row where letters have their usual size; `rowHeight` is as they are. */
    this.usualHeight = 24;
    this.rowHeight = 24;
    this.headers = page.columnLevels.length;
    this.columns = new Columns(page.nColumns, page.index);
    this.blocks = new Blocks(page.version, page.total);
    /** @type {Blocks | null} the next version, until it can be shown */
    this.next = null;
    /** @type {number | null} where the next version is to be seen; null for where we are */
    this.nextTop = null;
    /** @type {Set<number>} columns whose width is settled */
    this.measured = new Set();
    this.y = new Axis();
    this.x = new Axis();
    this.travel = { top: 0, left: 0, down: 0, right: 0 };
    this.most = 0;
    this.frameAsked = 0;
    this.restTimer = 0;
    /** @type {Promise<import("./looks.js").Looks> | null} */
    this.looks = null;
    this.hasScrolled = false;
    /** Whether nothing is drawn because nobody is near: see `far.js`. */
    this.isFar = false;
    /** @type {() => void} called when the user has scrolled */
    this.onScroll = () => {};
    /** @type {() => number | undefined} the column that stays in sight whatever widths come */
    this.heldColumn = () => undefined;
    /** @type {(() => void) | null} gives the focus back to the grid */
    this.onFocusBack = null;
    /** @type {(row: number, col: number) => boolean} */
    this.isSelected = () => false;
    /** @type {(() => void)[]} called at rest, and when columns or rows have changed */
    this.onRest = [];
    /** @type {(() => void)[]} called when the view is set to something else */
    this.onState = [];
    /** @type {(() => void)[]} called when rows have another order */
    this.onNewRows = [];
    const { columns } = this;
    this.body = new Body(byId("body"), {
      columns,
      headers: this.headers,
      rowHeight: this.rowHeight,
      blocks: () => this.blocks,
      isSelected: (row, col) => this.isSelected(row, col),
    });
    this.header = new Header(/** @type {HTMLElement} */ (this.pane.querySelector(".head")), {
      columns,
      levels: this.page.columnLevels,
      sort: () => this.state.sort,
    });
    this.scroller = new Scroller(byId("scroller"), byId("sizer"), this.y, this.x, (byUser) =>
      this.moved(byUser),
    );
    this.loader = new Loader({
      api: this.api,
      blocks: () => this.next ?? this.blocks,
      numbers: (c0, c1) => this.numbers(c0, c1),
      columnCount: () => columns.count,
      onRows: (answer) => this.#arrived(answer),
      onFailure: (failure) => this.failed(failure),
      onSlow: () => {},
    });
  }

  /** Take over the page as the server wrote it. */
  start() {
    const { page, columns, blocks, body } = this;
    columns.learn(page.columns);
    this.fitLetters();
    columns.restore(page.state.columns);
    for (const column of [...page.index, ...page.columns]) this.measured.add(column.number);
    blocks.put(page.rows);
    body.adopt(page.rows.start, page.firstColumn);
    byId("body").classList.add("live");
    this.pane.classList.add("live");
    this.measure();
    this.y.moveTo(page.state.scroll.top);
    this.x.moveTo(page.state.scroll.left);
    this.scroller.follow();
    this.draw();
    const { formats, lines, colour } = page.state;
    if (formats.length || lines !== 1 || colour) this.look();
    // Whoever comes near will scroll: have the rows below at hand.
    const near = () => {
      this.travel.down ||= 1;
      this.redraw();
    };
    for (const type of ["pointerover", "focusin"]) {
      this.pane.addEventListener(type, near, { once: true });
    }
    new ResizeObserver(() => this.resized()).observe(byId("scroller"));
  }

  /** Rows shown. */
  get total() {
    return this.blocks.total;
  }

  /** @param {number} c0 @param {number} c1 positions, ends included */
  numbers(c0, c1) {
    const { columns } = this;
    /** @type {number[]} */
    const numbers = columns.index.map((column) => column.number);
    const last = Math.min(c1, columns.end - 1);
    for (let col = 0; col < columns.pinned; col++) numbers.push(columns.numberAt(col));
    for (let col = Math.max(c0, columns.pinned); col <= last; col++) {
      numbers.push(columns.numberAt(col));
    }
    for (let col = columns.end; col < columns.count; col++) numbers.push(columns.numberAt(col));
    return numbers;
  }

  /** The frame, the columns or the rows have another size. */
  resized() {
    this.measure();
    this.redraw();
  }

  measure() {
    const { columns, scroller } = this;
    const el = scroller.el;
    const header = /** @type {HTMLElement} */ (this.pane.firstElementChild).offsetHeight;
    this.#tighten(header);
    const height = el.clientHeight - header;
    columns.fit(el.clientWidth);
    const frozen = columns.frozen + columns.frozenEnd;
    const width = el.clientWidth - frozen;
    this.y.measure(this.total, this.rowHeight, height);
    this.x.measure(columns.total, 1, width);
    scroller.resize(header, frozen);
    this.pane.style.height = `${el.clientHeight}px`;
    this.pane.style.width = `${el.clientWidth}px`;
  }

  /**
   * A frame whose rows fit exactly has no room for a scrollbar below them: the status line
   * gives it some of its own.
   *
   * @param {number} header px
   */
  #tighten(header) {
    const { el } = this.scroller;
    const bar = el.offsetHeight - el.clientHeight;
    const root = document.documentElement;
    const room = el.offsetHeight - (root.classList.contains("tight") ? bar : 0);
    const need = header + Math.max(1, this.total) * this.rowHeight;
    root.style.setProperty("--bar", `${bar}px`);
    root.classList.toggle("tight", bar > 0 && need <= room && need > room - bar);
  }

  /** Draw as the state's formats, lines and colour say. */
  async look() {
    this.looks ??= import("./looks.js").then(({ Looks }) => new Looks(this));
    await (await this.looks).apply();
  }

  /** Go along with the size of the page's letters: rows and columns grow as they do. */
  fitLetters() {
    const { columns } = this;
    columns.scale = Number.parseFloat(getComputedStyle(document.body).fontSize) / USUAL;
    columns.sum();
    this.setRowHeight(this.usualHeight);
  }

  /** @param {number} usual px of all rows, where letters have their usual size */
  setRowHeight(usual) {
    this.usualHeight = usual;
    const height = Math.round(usual * this.columns.scale);
    if (height === this.rowHeight) return;
    this.rowHeight = height;
    document.documentElement.style.setProperty("--row", `${height}px`);
    this.body.setRowHeight(height);
    this.resized();
    this.scroller.follow();
  }

  /** Draw in the next frame. */
  redraw() {
    if (this.frameAsked) return;
    this.frameAsked = requestAnimationFrame(() => {
      this.frameAsked = 0;
      this.draw();
    });
  }

  /** Draw now. */
  draw() {
    if (this.isFar) return;
    const window = this.inSight();
    const sight = this.#sight(window);
    this.body.draw(sight);
    this.header.draw(sight);
    this.#load(window, sight);
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(() => this.#rest(), REST_AFTER);
  }

  /** @returns {Omit<Window, "drawn">} what is in sight, ends included */
  inSight() {
    const { y, x, columns, travel } = this;
    const first = Math.floor(y.at);
    const last = Math.min(this.total, Math.ceil(y.at + y.view / y.unit)) - 1;
    const c0 = columns.find(x.at);
    const c1 = columns.find(x.at + x.view);
    const { down, right } = travel;
    const next = columns.find(x.at + (0.5 + 1.5 * right) * x.view);
    return { first, last, c0, c1, next, down, right };
  }

  /**
   * What has elements: what is in sight and a little more, as many at every place.
   *
   * @param {Omit<Window, "drawn">} window
   * @returns {Sight}
   */
  #sight(window) {
    const { y, x, columns } = this;
    const rows = Math.min(this.total, Math.ceil(y.view / y.unit) + 1 + 2 * OVERSCAN);
    const first = Math.max(0, Math.min(window.first - OVERSCAN, this.total - rows));
    const { pinned } = columns;
    const scrolled = columns.end - pinned;
    const wanted = Math.min(scrolled, window.c1 - window.c0 + 3);
    // Far more than needed (wide columns after narrow ones) is given back.
    if (wanted > this.most || wanted < this.most / 2) this.most = wanted;
    const count = Math.min(this.most, scrolled);
    const c0 = Math.max(pinned, Math.min(window.c0 - 1, columns.end - count));
    return { top: y.at, left: x.at, first, rows, c0, columns: count };
  }

  /** @param {Omit<Window, "drawn">} window @param {Sight} sight */
  #load(window, { first: from, rows, c0, columns }) {
    if (!(this.next ?? this.blocks).total) return;
    const drawn = { first: from, last: from + rows - 1, c0, c1: c0 + columns - 1 };
    if (this.next) {
      const [first, last] = this.nextRows(this.next);
      this.loader.want({ ...window, first, last, drawn: null });
    } else this.loader.want({ ...window, drawn });
    for (let b = Math.floor(window.first / BLOCK); b * BLOCK <= window.last; b++) {
      this.blocks.touch(b);
    }
    const { down, right } = this.travel;
    const told = down || right ? drawn : window;
    this.settler?.describe(told.c0, told.c1);
  }

  /** @param {boolean} byUser */
  moved(byUser) {
    const { travel, y, x } = this;
    // Who has gone sideways and stays is still near.
    travel.down = Math.sign(y.at - travel.top) || travel.down || Math.abs(travel.right);
    travel.right = Math.sign(x.at - travel.left);
    if (travel.right) travel.down = 0;
    travel.top = y.at;
    travel.left = x.at;
    if (byUser) {
      this.nextTop = null;
      this.hasScrolled = true;
      this.onScroll();
    }
    this.redraw();
  }

  /**
   * Bring a cell into sight and draw it.
   *
   * @param {number} row negative for headers
   * @param {number} col negative for the index
   */
  reveal(row, col) {
    const moved = row >= 0 && this.y.reveal(row, row + 1);
    const { columns } = this;
    const shifted =
      !columns.isPinned(col) && this.x.reveal(columns.left(col), columns.left(col + 1));
    if (!moved && !shifted) return;
    this.scroller.follow();
    this.moved(true);
    this.draw();
  }

  /** @param {number} right px @param {number} down px */
  scrollBy(right, down) {
    const moved = this.y.moveBy(down);
    if (!this.x.moveBy(right) && !moved) return;
    this.scroller.follow();
    this.moved(true);
    this.draw();
  }

  #rest() {
    for (const act of this.onRest) act();
  }

  /** Which rows of the next version are to be seen first. @param {Blocks} next @returns {[number, number]} */
  nextRows(next) {
    const { y } = this;
    const rows = Math.ceil(y.view / y.unit);
    const top = Math.min(this.nextTop ?? y.at, Math.max(0, next.total - rows));
    const first = Math.floor(top);
    return [first, Math.min(next.total - 1, first + rows)];
  }

  /** @param {RowsAnswer} answer */
  #arrived(answer) {
    if (!(this.next ?? this.blocks).put(answer)) return this.#begun(() => this.turn.refresh());
    this.#whole(() => this.settler.widths(answer));
    if (this.next) return this.turn.arrived();
    this.body.spoil();
    this.redraw();
  }

  /** Do what needs the turn: at once where it is here. @param {() => unknown} act */
  #begun(act) {
    if (this.turn) act();
    else this.begun.then(act, () => {});
  }

  /** Do what needs the settler: at once where it is here. @param {() => unknown} act */
  #whole(act) {
    if (this.settler) act();
    else this.begun.then(() => this.whole).then(act, () => {});
  }

  /**
   * Sort by a column.
   *
   * @param {number} number
   * @param {boolean} beside keep the other keys
   */
  sort(number, beside) {
    this.#begun(() => this.turn.sort(number, beside));
  }

  /** See `Turn`. @param {Failure} failure */
  failed(failure) {
    this.#begun(() => this.turn.failed(failure));
  }

  /** The user changes columns. @param {() => void} change */
  arrange(change) {
    this.#whole(() => this.settler.arrange(change));
  }
}
