/**
 * The way back to what the view was set to before.
 *
 * @import { Failure } from "../api.js"
 * @import { Grid } from "../grid/grid.js"
 * @import { ViewState } from "../types.js"
 */
import { WORDS } from "../words.js";

/** States that can be gone back to. */
const KEPT = 50;

/** Remembers what the view was set to. */
export class Past {
  /** @param {Grid} grid */
  constructor(grid) {
    this.grid = grid;
    /** @type {Partial<ViewState>[]} */
    this.states = [];
    this.now = this.#read();
    this.isGoingBack = false;
    grid.onState.push(() => this.#note());
  }

  /** @returns {Partial<ViewState>} */
  #read() {
    const { sort, filter } = this.grid.state;
    return { sort, filter: filter ?? null };
  }

  #note() {
    const next = this.#read();
    if (JSON.stringify(next) === JSON.stringify(this.now)) return;
    if (!this.isGoingBack) this.states.push(this.now);
    if (this.states.length > KEPT) this.states.shift();
    this.now = next;
  }

  /** Go back to what was before the last change. */
  async undo() {
    const before = this.states.pop();
    if (!before) return;
    this.isGoingBack = true;
    try {
      await this.grid.turn.change(before, WORDS.filtering);
    } catch (failure) {
      this.grid.failed(/** @type {Failure} */ (failure));
    } finally {
      this.isGoingBack = false;
    }
  }
}
