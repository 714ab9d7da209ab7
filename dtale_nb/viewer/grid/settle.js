/**
 * Learns of columns that come into sight: what their headers tell, and how wide they are
 * for what is in them. What is looked at stays where it is.
 *
 * @import { Failure } from "../api.js"
 * @import { Column, RowsAnswer } from "../types.js"
 * @import { Grid } from "./grid.js"
 */
import { contentWidth } from "./measure.js";

/** Descriptions of columns are asked for in runs of so many. */
const RUN = 100;

export class Settler {
  /** @param {Grid} grid */
  constructor(grid) {
    this.grid = grid;
    this.describing = false;
  }

  /**
   * Ask what the headers of some columns tell, where it isn't known.
   *
   * @param {number} c0
   * @param {number} c1
   */
  async describe(c0, c1) {
    const { grid } = this;
    if (this.describing || grid.loader.halted) return;
    const { columns } = grid;
    const unknown = grid.numbers(c0, c1).filter((number) => !columns.known.has(number));
    const first = unknown[0];
    if (first === undefined) return;
    const from = first - (first % RUN);
    const until = Math.min(columns.all, from + 2 * RUN);
    const numbers = Array.from({ length: until - from }, (_, at) => from + at);
    this.describing = true;
    try {
      const answer = await grid.api.columns([...new Set([...numbers, ...unknown])]);
      this.keepingLeft(() => columns.learn(answer.columns), grid.heldColumn());
    } catch (failure) {
      grid.failed(/** @type {Failure} */ (failure));
    } finally {
      this.describing = false;
    }
    grid.body.spoil();
    grid.redraw();
  }

  /**
   * Give columns seen for the first time the width of what is in them.
   *
   * @param {RowsAnswer} answer
   */
  widths({ numbers, start, stop }) {
    const { columns, measured, next, blocks } = this.grid;
    const fresh = numbers.filter(
      (number) => !measured.has(number) && columns.known.has(number),
    );
    if (!fresh.length) return;
    this.keepingLeft(() => {
      for (const number of fresh) {
        measured.add(number);
        const column = /** @type {Column} */ (columns.known.get(number));
        const width = contentWidth(columns, column, next ?? blocks, start, stop - 1, false);
        column.width = width / columns.scale;
      }
      columns.sum();
    }, this.grid.heldColumn());
  }

  /**
   * Change widths or places of columns without moving what is in sight.
   *
   * @param {() => void} change
   * @param {number} [held] the position that stays where it is; else the leftmost
   * @param {boolean} [ends] whether who stands at the end stays there
   */
  keepingLeft(change, held, ends = true) {
    const { columns, x, scroller } = this.grid;
    const col = held ?? columns.find(x.at);
    const number = columns.numberAt(col);
    const inside = x.at - columns.left(col);
    const atEnd = ends && x.at > 0 && x.at >= x.end - 1;
    change();
    const now = columns.positionOf(number);
    if (atEnd) x.at = columns.total;
    else if (now >= 0 && x.at > 0)
      x.at = columns.left(now) + Math.min(inside, columns.width(now));
    this.grid.measure();
    scroller.follow();
  }

  /**
   * The user changes columns.
   *
   * @param {() => void} change
   */
  arrange(change) {
    const { columns, body, header, pane } = this.grid;
    const { pinned, pinnedEnd } = columns;
    this.keepingLeft(change, undefined, false);
    if (pinned !== columns.pinned || pinnedEnd !== columns.pinnedEnd) body.rebuild();
    pane.setAttribute("aria-colcount", String(columns.levels + columns.count));
    body.spoil();
    header.spoil();
    this.grid.redraw();
  }
}
