/**
 * Goes over to another version of the view: sorted, filtered, searched or renewed. The
 * latest wish wins, and what was seen stays until the new rows are here.
 *
 * @import { Failure } from "../api.js"
 * @import { SortKey, StateAnswer, ViewState } from "../types.js"
 * @import { Grid } from "./grid.js"
 */
import { WORDS } from "../words.js";
import { Blocks } from "./blocks.js";
import { element } from "./cell.js";
import { nextSort } from "./sort.js";

export class Turn {
  /** @param {Grid} grid */
  constructor(grid) {
    this.grid = grid;
    this.saidSort = JSON.stringify(grid.state.sort);
    /** @type {SortKey[] | undefined} asked for, not yet answered */
    this.wishedSort = undefined;
    /** @type {Partial<ViewState>} asked for, not yet answered */
    this.wished = {};
    /** @type {AbortController | null} the request for it */
    this.asking = null;
  }

  /**
   * Sort by a column.
   *
   * @param {number} number
   * @param {boolean} beside keep the other keys
   */
  async sort(number, beside) {
    const { columns, loader, state } = this.grid;
    const column = columns.known.get(number);
    if (!column || loader.halted) return;
    await this.order(nextSort(this.wishedSort ?? state.sort, column, beside));
  }

  /** @param {SortKey[]} sort */
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
   * @param {Partial<ViewState>} part what changes
   * @param {string} said while it takes its time
   * @returns {Promise<boolean>} whether it was the latest
   * @throws {Failure} the server refuses it, and nothing has changed
   */
  async change(part, said) {
    const { grid } = this;
    // What was wished before may not have reached the server when its request is dropped.
    const wished = { ...this.wished, ...part };
    this.wished = wished;
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    this.#aging(true);
    grid.loader.held = true;
    grid.loader.drop();
    grid.frame.wait(said);
    try {
      const answer = await grid.api.change(wished, { signal: asking.signal });
      if (this.asking !== asking) return false;
      this.#asked();
      this.#turnTo(answer, 0);
      return true;
    } catch (failure) {
      if (this.asking !== asking) return false;
      this.#asked();
      this.#aging(Boolean(grid.next));
      if (!grid.next) grid.frame.wait("");
      if (/** @type {Failure} */ (failure).code !== "stale-version") throw failure;
      await this.refresh();
      return true;
    }
  }

  #asked() {
    this.asking = null;
    this.wished = {};
    this.grid.loader.held = false;
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
   * @param {StateAnswer} answer
   * @param {number | null} top where to be then
   */
  #turnTo(answer, top) {
    const { grid } = this;
    if (answer.schema !== grid.page.schema) return location.reload(); // it has other columns
    grid.state = answer.state;
    grid.sentences = answer.sentences;
    grid.of = answer.of;
    grid.header.spoil();
    this.#enter(answer, top);
    for (const act of grid.onState) act();
  }

  /** @param {StateAnswer} answer @param {number | null} top */
  #enter(answer, top) {
    const { grid } = this;
    if (answer.version === grid.blocks.version && !grid.next) {
      this.#aging(false);
      grid.frame.wait("");
      grid.redraw();
      return;
    }
    this.#aging(true);
    grid.next = new Blocks(answer.version, answer.total);
    for (const [number, places] of grid.blocks.places) grid.next.places.set(number, places);
    grid.nextTop = top;
    grid.loader.drop();
    if (answer.total === 0) this.#swap();
    else grid.draw();
  }

  /** @param {boolean} old whether what is seen is about to go */
  #aging(old) {
    const { pane } = this.grid;
    pane.classList.toggle("old", old);
    if (old) pane.setAttribute("aria-busy", "true");
    else pane.removeAttribute("aria-busy");
  }

  /** Rows of the next version have come: show it when all that will be in sight is here. */
  arrived() {
    const { grid } = this;
    const { next } = grid;
    if (!next) return;
    const { c0, c1 } = grid.inSight();
    const [from, to] = grid.nextRows(next);
    const isHere = grid.numbers(c0, c1).every((number) => next.hasRows(from, to, number));
    if (isHere) this.#swap();
    else grid.redraw();
  }

  #swap() {
    const { grid } = this;
    if (!grid.next) return;
    const sameRows = grid.next.total === grid.blocks.total;
    grid.blocks = grid.next;
    grid.next = null;
    if (grid.nextTop !== null && grid.nextTop !== grid.y.at) {
      grid.y.at = grid.nextTop;
      grid.onScroll(); // the page opens there again
    }
    grid.nextTop = null;
    this.#aging(false);
    grid.frame.wait("");
    this.#tell();
    grid.pane.setAttribute("aria-rowcount", String(grid.headers + grid.total));
    grid.measure();
    grid.scroller.follow();
    grid.body.spoil();
    grid.header.spoil();
    for (const act of grid.onNewRows) act();
    if (!sameRows) grid.moved(false);
    grid.draw();
  }

  /** Tell how many rows are shown, in which order; aloud what is new. */
  #tell() {
    const { frame, total, of, columns, scroller, state } = this.grid;
    const { sort } = state;
    frame.showShape(total, of, columns.all);
    frame.showSorted(WORDS.sorted(sort));
    const sorted = JSON.stringify(sort);
    frame.say(
      sorted === this.saidSort ? WORDS.rowsSpoken(total, of) : WORDS.sortedSpoken(sort),
    );
    this.saidSort = sorted;
    const none =
      document.querySelector(".none") ?? scroller.el.appendChild(element("p", "none"));
    const rows = total ? "" : of ? WORDS.noneKept(of) : WORDS.noRows;
    none.textContent = rows || (columns.all ? "" : WORDS.noColumns);
  }

  /** The server speaks of another version: read what it is. */
  async refresh() {
    try {
      this.#turnTo(await this.grid.api.state(), null);
    } catch (failure) {
      this.failed(/** @type {Failure} */ (failure));
    }
  }

  /** @param {Failure} failure */
  failed(failure) {
    const { loader, frame } = this.grid;
    if (failure.code === "aborted") return;
    if (failure.code === "stale-version") {
      this.refresh();
      return;
    }
    loader.halt();
    frame.tell(failure, () => this.retry());
  }

  /** Ask again, after bad news or a long wait. */
  async retry() {
    const { grid } = this;
    grid.loader.drop();
    try {
      const answer = await grid.api.state();
      const held = grid.frame.untell();
      grid.loader.resume();
      if (answer.version !== (grid.next ?? grid.blocks).version) this.#turnTo(answer, null);
      if (held) grid.onFocusBack?.();
      grid.redraw();
    } catch (failure) {
      this.failed(/** @type {Failure} */ (failure));
    }
  }
}
