/**
 * The grid: what is in sight, where its cells come from, and when it is drawn.
 *
 * @import { Api, Failure } from "../api.js"
 * @import { Frame } from "../frame.js"
 * @import { PageData, RowsAnswer, StateAnswer } from "../types.js"
 * @import { Sight } from "./body.js"
 * @import { Window } from "./loader.js"
 */
import { byId } from "../frame.js";
import { WORDS } from "../words.js";
import { Axis } from "./axis.js";
import { BLOCK, Blocks } from "./blocks.js";
import { Body } from "./body.js";
import { element } from "./cell.js";
import { Columns } from "./columns.js";
import { Header } from "./header.js";
import { Loader } from "./loader.js";
import { contentWidth, textWidth } from "./measure.js";
import { Scroller } from "./scroll.js";
import { nextSort } from "./sort.js";

/** Rows drawn beyond what is in sight, on each side. */
const OVERSCAN = 2;

/** Rest after which the elements are put in order, and the place is kept, ms. */
const REST_AFTER = 160;
const KEEP_AFTER = 700;

/** Descriptions of columns are asked for in runs of so many. */
const RUN = 100;

export class Grid {
  /**
   * @param {PageData} page
   * @param {Api} api
   * @param {Frame} frame
   */
  constructor(page, api, frame) {
    this.page = page;
    this.api = api;
    this.frame = frame;
    this.pane = byId("grid");
    this.state = page.state;
    this.sentences = page.sentences;
    /** Rows of the frame. */
    this.of = page.of;
    this.saidSort = JSON.stringify(page.state.sort);
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
    this.keepTimer = 0;
    this.describing = false;
    /** @type {Promise<import("./looks.js").Looks> | null} */
    this.looks = null;
    /** @type {import("../types.js").SortKey[] | undefined} asked for, not yet answered */
    this.wishedSort = undefined;
    /** @type {Partial<import("../types.js").ViewState>} asked for, not yet answered */
    this.wished = {};
    /** @type {AbortController | null} the request for it */
    this.asking = null;
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
      this.#moved(byUser),
    );
    this.loader = new Loader({
      api: this.api,
      blocks: () => this.next ?? this.blocks,
      numbers: (c0, c1) => this.numbers(c0, c1),
      columnCount: () => columns.count,
      onRows: (answer) => this.#arrived(answer),
      onFailure: (failure) => this.failed(failure),
      onSlow: (slow) =>
        this.frame.wait(slow ? WORDS.busy : "", slow ? () => this.retry() : null),
    });
  }

  /** Take over the page as the server wrote it. */
  start() {
    const { page, columns, blocks, body } = this;
    columns.learn(page.columns);
    columns.restore(page.state.columns);
    for (const column of [...page.index, ...page.columns]) this.measured.add(column.number);
    blocks.put(page.rows);
    body.adopt(page.rows.start, page.firstColumn);
    byId("body").classList.add("live");
    this.pane.classList.add("live");
    const root = document.documentElement.style;
    root.setProperty("--dot", `${textWidth(".")}px`);
    root.setProperty("--more", `${textWidth("…")}px`);
    this.#measure();
    this.y.moveTo(page.state.scroll.top);
    this.x.moveTo(page.state.scroll.left);
    this.scroller.follow();
    this.draw();
    document.getElementById("first")?.remove();
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
    addEventListener("pagehide", () => this.#keepNow());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) this.#keepNow();
      else this.redraw();
    });
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
    this.#measure();
    this.redraw();
  }

  #measure() {
    const { columns, scroller } = this;
    const el = scroller.el;
    const header = /** @type {HTMLElement} */ (this.pane.firstElementChild).offsetHeight;
    this.#tighten(header);
    const height = el.clientHeight - header;
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

  /** @param {number} height px, of all rows */
  setRowHeight(height) {
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
    const window = this.inSight();
    const sight = this.#sight(window);
    this.body.draw(sight);
    this.header.draw(sight);
    this.#load(window);
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(() => this.#rest(), REST_AFTER);
  }

  /** @returns {Window} what is in sight, ends included */
  inSight() {
    const { y, x, columns, travel } = this;
    const first = Math.floor(y.at);
    const last = Math.min(this.total, Math.ceil(y.at + y.view / y.unit)) - 1;
    const c0 = columns.find(x.at);
    const c1 = columns.find(x.at + x.view);
    return { first, last, c0, c1, down: travel.down, right: travel.right };
  }

  /**
   * What has elements: what is in sight and a little more, as many at every place.
   *
   * @param {Window} window
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

  /** @param {Window} window */
  #load(window) {
    if (!(this.next ?? this.blocks).total) return;
    let wanted = window;
    if (this.next) {
      const [first, last] = this.#nextRows(this.next);
      wanted = { ...window, first, last };
    }
    this.loader.want(wanted);
    for (let b = Math.floor(window.first / BLOCK); b * BLOCK <= window.last; b++) {
      this.blocks.touch(b);
    }
    this.#describe(window.c0, window.c1);
  }

  /** @param {boolean} byUser */
  #moved(byUser) {
    const { travel, y, x } = this;
    travel.down = Math.sign(y.at - travel.top) || travel.down;
    travel.right = Math.sign(x.at - travel.left);
    if (travel.right) travel.down = 0;
    travel.top = y.at;
    travel.left = x.at;
    if (byUser) {
      this.nextTop = null;
      clearTimeout(this.keepTimer);
      this.keepTimer = setTimeout(() => this.#keepNow(), KEEP_AFTER);
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
    this.#moved(true);
    this.draw();
  }

  /**
   * Show a cell in the middle of the view.
   *
   * @param {number} row
   * @param {number} col
   */
  show(row, col) {
    const { x, y, columns } = this;
    if (row >= 0) y.moveTo(row - y.view / y.unit / 2 + 0.5);
    if (!columns.isPinned(col)) x.moveTo(columns.left(col) - (x.view - columns.width(col)) / 2);
    this.scroller.follow();
    this.#moved(true);
    this.draw();
  }

  /** @param {number} right px @param {number} down px */
  scrollBy(right, down) {
    const moved = this.y.moveBy(down);
    if (!this.x.moveBy(right) && !moved) return;
    this.scroller.follow();
    this.#moved(true);
    this.draw();
  }

  #rest() {
    this.body.tidy();
    this.header.tidy();
    for (const act of this.onRest) act();
  }

  /** Keep the place on the server, so that the page opens there again. */
  #keepNow() {
    if (!this.keepTimer || this.loader.halted) return;
    clearTimeout(this.keepTimer);
    this.keepTimer = 0;
    const scroll = { top: this.y.at, left: this.x.at };
    this.api.change({ scroll }, { keepalive: true }).catch((failure) => {
      if (failure.code === "gone" || failure.code === "view-let-go") this.failed(failure);
    });
  }

  /**
   * Sort by a column.
   *
   * @param {number} number
   * @param {boolean} beside keep the other keys
   */
  async sort(number, beside) {
    const column = this.columns.known.get(number);
    if (!column || this.loader.halted) return;
    const sort = nextSort(this.wishedSort ?? this.state.sort, column, beside);
    await this.order(sort);
  }

  /** @param {import("../types.js").SortKey[]} sort */
  async order(sort) {
    this.wishedSort = sort;
    try {
      await this.change({ sort }, WORDS.sorting);
    } catch (failure) {
      this.failed(/** @type {Failure} */ (failure));
    } finally {
      if (this.wishedSort === sort) this.wishedSort = undefined;
    }
  }

  /**
   * Set the view to something else; the latest wish wins.
   *
   * @param {Partial<import("../types.js").ViewState>} part what changes
   * @param {string} said while it takes its time
   * @returns {Promise<boolean>} whether it was the latest
   * @throws {Failure} the server refuses it, and nothing has changed
   */
  async change(part, said) {
    // What was wished before may not have reached the server when its request is dropped.
    const wished = { ...this.wished, ...part };
    this.wished = wished;
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    this.#aging(true);
    this.loader.held = true;
    this.loader.drop();
    this.frame.wait(said);
    try {
      const answer = await this.api.change(wished, { signal: asking.signal });
      if (this.asking !== asking) return false;
      this.#asked();
      this.#turnTo(answer, 0);
      return true;
    } catch (failure) {
      if (this.asking !== asking) return false;
      this.#asked();
      this.#aging(Boolean(this.next));
      if (!this.next) this.frame.wait("");
      if (/** @type {Failure} */ (failure).code !== "stale-version") throw failure;
      await this.#refresh();
      return true;
    }
  }

  #asked() {
    this.asking = null;
    this.wished = {};
    this.loader.held = false;
  }

  /**
   * The view was set to something else, by another way than `change`.
   *
   * @param {StateAnswer} answer
   */
  adopt(answer) {
    this.asking?.abort();
    this.#asked();
    this.#turnTo(answer, null);
  }

  /**
   * Go over to another version: what was seen stays until the new rows are here.
   *
   * @param {StateAnswer} answer
   * @param {number | null} top where to be then
   */
  #turnTo(answer, top) {
    if (answer.schema !== this.page.schema) return location.reload(); // it has other columns
    this.state = answer.state;
    this.sentences = answer.sentences;
    this.of = answer.of;
    this.header.spoil();
    this.#enter(answer, top);
    for (const act of this.onState) act();
  }

  /** @param {StateAnswer} answer @param {number | null} top */
  #enter(answer, top) {
    if (answer.version === this.blocks.version && !this.next) {
      this.#aging(false);
      this.frame.wait("");
      this.redraw();
      return;
    }
    this.#aging(true);
    this.next = new Blocks(answer.version, answer.total);
    for (const [number, places] of this.blocks.places) this.next.places.set(number, places);
    this.nextTop = top;
    this.loader.drop();
    if (answer.total === 0) this.#swap();
    else this.draw();
  }

  /** @param {boolean} old whether what is seen is about to go */
  #aging(old) {
    this.pane.classList.toggle("old", old);
    if (old) this.pane.setAttribute("aria-busy", "true");
    else this.pane.removeAttribute("aria-busy");
  }

  /** @param {RowsAnswer} answer */
  #arrived(answer) {
    const into = this.next ?? this.blocks;
    if (!into.put(answer)) return this.#refresh();
    this.#settleWidths(answer);
    if (this.next) {
      if (this.#nextIsHere()) this.#swap();
      else this.redraw();
      return;
    }
    this.body.spoil();
    this.redraw();
  }

  /** Which rows of the next version are to be seen first. @param {Blocks} next @returns {[number, number]} */
  #nextRows(next) {
    const { y } = this;
    const rows = Math.ceil(y.view / y.unit);
    const top = Math.min(this.nextTop ?? y.at, Math.max(0, next.total - rows));
    const first = Math.floor(top);
    return [first, Math.min(next.total - 1, first + rows)];
  }

  #nextIsHere() {
    const { next } = this;
    const { c0, c1 } = this.inSight();
    if (!next) return false;
    const [from, to] = this.#nextRows(next);
    return this.numbers(c0, c1).every((number) => next.hasRows(from, to, number));
  }

  #swap() {
    if (!this.next) return;
    const sameRows = this.next.total === this.blocks.total;
    this.blocks = this.next;
    this.next = null;
    if (this.nextTop !== null) this.y.at = this.nextTop;
    this.nextTop = null;
    this.#aging(false);
    this.frame.wait("");
    this.#tell();
    this.pane.setAttribute("aria-rowcount", String(this.headers + this.total));
    this.#measure();
    this.scroller.follow();
    this.body.spoil();
    this.header.spoil();
    for (const act of this.onNewRows) act();
    if (!sameRows) this.#moved(false);
    this.draw();
  }

  /** Tell how many rows are shown, in which order; aloud what is new. */
  #tell() {
    const { frame, total, of } = this;
    const { sort } = this.state;
    frame.showShape(total, of, this.columns.all);
    frame.showSorted(WORDS.sorted(sort));
    const sorted = JSON.stringify(sort);
    frame.say(
      sorted === this.saidSort ? WORDS.rowsSpoken(total, of) : WORDS.sortedSpoken(sort),
    );
    this.saidSort = sorted;
    const none =
      document.querySelector(".none") ?? this.scroller.el.appendChild(element("p", "none"));
    const rows = total ? "" : of ? WORDS.noneKept(of) : WORDS.noRows;
    none.textContent = rows || (this.columns.all ? "" : WORDS.noColumns);
  }

  /** The server speaks of another version: read what it is. */
  async #refresh() {
    try {
      this.#turnTo(await this.api.state(), null);
    } catch (failure) {
      this.failed(/** @type {Failure} */ (failure));
    }
  }

  /** @param {Failure} failure */
  failed(failure) {
    if (failure.code === "aborted") return;
    if (failure.code === "stale-version") {
      this.#refresh();
      return;
    }
    this.loader.halt();
    this.frame.tell(failure, () => this.retry());
  }

  /** Ask again, after bad news or a long wait. */
  async retry() {
    this.loader.drop();
    try {
      const answer = await this.api.state();
      const held = this.frame.untell();
      this.loader.resume();
      if (answer.version !== (this.next ?? this.blocks).version) this.#turnTo(answer, null);
      if (held) this.onFocusBack?.();
      this.redraw();
    } catch (failure) {
      this.failed(/** @type {Failure} */ (failure));
    }
  }

  /**
   * Ask what the headers of some columns tell, where it isn't known.
   *
   * @param {number} c0
   * @param {number} c1
   */
  async #describe(c0, c1) {
    if (this.describing || this.loader.halted) return;
    const { columns } = this;
    const unknown = this.numbers(c0, c1).filter((number) => !columns.known.has(number));
    const first = unknown[0];
    if (first === undefined) return;
    const from = first - (first % RUN);
    const until = Math.min(columns.all, from + 2 * RUN);
    const numbers = Array.from({ length: until - from }, (_, at) => from + at);
    this.describing = true;
    try {
      const answer = await this.api.columns([...new Set([...numbers, ...unknown])]);
      this.#keepingLeft(() => columns.learn(answer.columns), this.heldColumn());
    } catch (failure) {
      this.failed(/** @type {Failure} */ (failure));
    } finally {
      this.describing = false;
    }
    this.body.spoil();
    this.redraw();
  }

  /**
   * Give columns seen for the first time the width of what is in them.
   *
   * @param {RowsAnswer} answer
   */
  #settleWidths(answer) {
    const into = this.next ?? this.blocks;
    const fresh = answer.numbers.filter(
      (number) => !this.measured.has(number) && this.columns.known.has(number),
    );
    if (!fresh.length) return;
    this.#keepingLeft(() => {
      for (const number of fresh) {
        this.measured.add(number);
        const column = /** @type {import("../types.js").Column} */ (
          this.columns.known.get(number)
        );
        const { start, stop } = answer;
        column.width = contentWidth(this.columns, column, into, start, stop - 1, false);
      }
      this.columns.sum();
    }, this.heldColumn());
  }

  /**
   * Change widths or places of columns without moving what is in sight.
   *
   * @param {() => void} change
   * @param {number} [held] the position that stays where it is; else the leftmost
   * @param {boolean} [ends] whether who stands at the end stays there
   */
  #keepingLeft(change, held, ends = true) {
    const { columns, x } = this;
    const col = held ?? columns.find(x.at);
    const number = columns.numberAt(col);
    const inside = x.at - columns.left(col);
    const atEnd = ends && x.at > 0 && x.at >= x.end - 1;
    change();
    const now = columns.positionOf(number);
    if (atEnd) x.at = columns.total;
    else if (now >= 0 && x.at > 0)
      x.at = columns.left(now) + Math.min(inside, columns.width(now));
    this.#measure();
    this.scroller.follow();
  }

  /**
   * The user changes columns.
   *
   * @param {() => void} change
   */
  arrange(change) {
    const { pinned, pinnedEnd } = this.columns;
    this.#keepingLeft(change, undefined, false);
    const { columns } = this;
    if (pinned !== columns.pinned || pinnedEnd !== columns.pinnedEnd) this.body.rebuild();
    this.pane.setAttribute("aria-colcount", String(this.columns.levels + this.columns.count));
    this.body.spoil();
    this.header.spoil();
    this.redraw();
  }
}
