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
    /** Ways back that are on their way. */
    this.goingBack = 0;
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
    if (!this.goingBack) this.states.push(this.now);
    if (this.states.length > KEPT) this.states.shift();
    this.now = next;
  }

  /** Go back to what was before the last change. */
  async undo() {
    // What is not here yet is taken back first: nothing was left for it.
    const isComing = this.grid.turn.asking && !this.goingBack;
    const before = isComing ? this.now : this.states.pop();
    if (!before) return;
    this.goingBack++;
    try {
      await this.grid.turn.change(before, WORDS.filtering);
    } catch (failure) {
      this.grid.failed(/** @type {Failure} */ (failure));
    } finally {
      this.goingBack--;
    }
  }
}
