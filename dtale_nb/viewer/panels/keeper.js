/**
 * Keeps on the server how the columns stand, so that a page that is loaded again, a tab and
 * Python show the same.
 *
 * @import { Grid } from "../grid/grid.js"
 * @import { Layout } from "../types.js"
 * @import { Failure } from "../api.js"
 */
import { ranges } from "../api.js";

/** Changes that follow one another so quickly are kept together, ms. */
const TOGETHER = 250;

export class Keeper {
  /** @param {Grid} grid @param {(text: string) => void} note says why it was not kept */
  constructor(grid, note) {
    this.grid = grid;
    this.note = note;
    this.timer = 0;
    this.order = JSON.stringify(grid.columns.order);
    this.onKept = () => {}; // other columns are shown now
    addEventListener("pagehide", () => this.now());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) this.now();
    });
  }

  /** The columns have changed. */
  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), TOGETHER);
  }

  /** Keep what has changed. */
  async now() {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.timer = 0;
    try {
      const { api, columns } = this.grid;
      await api.change({ columns: this.document() }, { keepalive: true });
      const order = JSON.stringify(columns.order);
      if (order === this.order) return;
      this.order = order;
      this.onKept();
    } catch (failure) {
      this.note(/** @type {Failure} */ (failure).message);
    }
  }

  /** @returns {Layout} */
  document() {
    const { columns, page } = this.grid;
    const { names } = page.state.columns;
    return {
      order: columns.order && ranges(columns.order),
      left: columns.pinned,
      right: columns.pinnedEnd,
      widths: [...columns.widths].map(([number, width]) => {
        const label = columns.known.get(number)?.label;
        return label ? { number, label, width } : { number, width };
      }),
      ...(names ? { names } : {}),
    };
  }
}
