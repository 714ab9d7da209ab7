/**
 * Small pictures of the values in the headers: asked for in one batch for the columns that
 * have been in sight for a moment, after the first rows, and only while somebody can see
 * them. What a filter keeps is coloured, the rest is grey.
 *
 * @import { Failure } from "../api.js"
 * @import { Grid } from "../grid/grid.js"
 * @import { Head } from "../grid/header.js"
 * @import { Picture } from "../types.js"
 */
import { picturesOf } from "./asking.js";
import { chartOf } from "./chart.js";
import { SAY } from "./say.js";
import { addStyle } from "./style.js";

/** Before what was not ready is asked for again, ms; each time twice as long. */
const PAUSE = 250;
const LONGEST = 4000;

/** Columns of one question. */
const AT_ONCE = 200;

export class Pictures {
  /** @param {Grid} grid */
  constructor(grid) {
    this.grid = grid;
    /** @type {Map<number, {picture: Picture, filter: string}>} */
    this.known = new Map();
    /** @type {WeakMap<HTMLElement, Picture | null>} what an element shows */
    this.drawn = new WeakMap();
    this.isInSight = false;
    this.isAsking = false;
    this.pause = PAUSE;
    this.timer = 0;
    this.#listen();
  }

  async #listen() {
    const { grid } = this;
    await addStyle("pictures.css");
    grid.header.onDress = (head, number) => this.#draw(head, number);
    grid.onRest.push(() => this.look());
    grid.onState.push(() => this.look());
    document.addEventListener("visibilitychange", () => this.look());
    new IntersectionObserver(([seen]) => {
      this.isInSight = Boolean(seen?.isIntersecting);
      this.look();
    }).observe(grid.pane);
  }

  /** The filter that pictures have to tell of. */
  get filter() {
    return JSON.stringify(this.grid.state.filter ?? null);
  }

  /** Columns in sight whose picture is not there, or of another filter. */
  #lacking() {
    const { grid, filter } = this;
    const { c0, c1 } = grid.inSight();
    return grid
      .numbers(c0, c1)
      .filter((number) => this.known.get(number)?.filter !== filter)
      .slice(0, AT_ONCE)
      .sort((a, b) => a - b);
  }

  /** Ask for what is lacking, if anybody can see it. */
  async look() {
    const { grid, filter } = this;
    if (this.isAsking || !this.isInSight || document.hidden || grid.loader.halted) return;
    const wanted = this.#lacking();
    if (!wanted.length) return;
    clearTimeout(this.timer);
    this.isAsking = true;
    let isWhole = true;
    try {
      const version = (grid.next ?? grid.blocks).version;
      const answer = await picturesOf(grid.api, version, wanted);
      for (const picture of answer.columns) this.known.set(picture.number, { picture, filter });
      isWhole = answer.columns.length === answer.total;
      for (const head of grid.header.all) {
        this.#draw(head, grid.columns.numberAt(head.col));
      }
    } catch (failure) {
      const problem = /** @type {Failure} */ (failure);
      // The grid goes over to the version that there is, and then we look again.
      if (problem.code === "stale-version") grid.failed(problem);
      return;
    } finally {
      this.isAsking = false;
    }
    this.pause = isWhole ? PAUSE : Math.min(LONGEST, this.pause * 2);
    // The state may have changed on the way: then the next question is due now.
    if (filter !== this.filter) this.look();
    else if (!isWhole) this.timer = setTimeout(() => this.look(), this.pause);
  }

  /** @param {Picture} picture */
  #chart(picture) {
    const { grid } = this;
    const el = chartOf(picture);
    el.addEventListener("pointerenter", () => arm(el, grid, picture), { once: true });
    return el;
  }

  /** @param {Head} head @param {number | undefined} number */
  #draw(head, number) {
    const picture = (number === undefined ? null : this.known.get(number)?.picture) ?? null;
    if (this.drawn.get(head.el) === picture || head.picture.querySelector(".brush")) return;
    this.drawn.set(head.el, picture);
    head.picture.replaceChildren(...(picture ? [this.#chart(picture)] : []));
    const share = picture ? missingShare(picture) : "";
    head.missing.textContent = share;
    head.missing.title = share && picture ? SAY.missingOf(picture.missing, picture.rows) : "";
  }
}

/** The share of missing values, where there are any. @param {Picture} picture */
function missingShare({ missing, rows, exact }) {
  if (!missing || !rows) return "";
  return `${exact ? "" : "≈ "}${SAY.percent(missing / rows)}`;
}

/** Whoever comes near may brush. @param {HTMLElement} el @param {Grid} grid @param {Picture} picture */
async function arm(el, grid, picture) {
  const replay = hold(el);
  const column = grid.columns.known.get(picture.number);
  const { brushable } = await import("./brush.js");
  if (column) brushable(el, grid, column, picture);
  replay();
}

/**
 * Keep what is pressed on a chart before its brush is here.
 *
 * @param {HTMLElement} el
 * @returns {() => void} gives it to the brush
 */
function hold(el) {
  const stop = new AbortController();
  /** @type {PointerEvent[]} */
  const events = [];
  /** @param {PointerEvent} event */
  const keep = (event) => {
    const isPress = event.type === "pointerdown" && event.button === 0;
    if (!isPress && !events.length) return;
    event.stopPropagation();
    if (isPress) {
      event.preventDefault();
      el.setPointerCapture(event.pointerId);
    }
    events.push(event);
  };
  const { signal } = stop;
  el.addEventListener("pointerdown", keep, { signal });
  el.addEventListener("pointermove", keep, { signal });
  el.addEventListener("pointerup", keep, { signal });
  el.addEventListener("pointercancel", keep, { signal });
  el.addEventListener("click", (event) => event.stopPropagation(), { signal });
  return () => {
    stop.abort();
    for (const event of events)
      event.target?.dispatchEvent(new PointerEvent(event.type, event));
  };
}
