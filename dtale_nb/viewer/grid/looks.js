/**
 * How the user wants the grid to look: formats, lines of a row, colour. Loaded when a view
 * has any of them; without, the grid draws by `cells.js` alone.
 *
 * @import { Column } from "../types.js"
 * @import { Grid } from "./grid.js"
 * @import { Writer } from "./formats.js"
 */
import { formatOf, heightOf, writerOf } from "./formats.js";
import { contentWidth } from "./measure.js";

export class Looks {
  /** @param {Grid} grid */
  constructor(grid) {
    this.grid = grid;
    /** @type {Map<Column, Writer | null>} by description, which comes anew when it changes */
    this.writers = new Map();
    grid.columns.writers = (column) => this.#writer(column);
    this.#dress();
  }

  /** Load the styles that go with it. */
  #dress() {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.nonce = document.querySelector("style")?.nonce ?? "";
    link.href = new URL("looks.css", import.meta.url).href;
    document.head.append(link);
  }

  /** Draw as the state says now. */
  apply() {
    const { grid } = this;
    this.writers.clear();
    grid.setRowHeight(heightOf(grid.state.lines));
    document.documentElement.classList.toggle("tall", grid.state.lines > 1);
    this.#widen();
    grid.body.spoil();
    grid.redraw();
  }

  /** A written number is never cut: columns grow to what they hold now, unless the user chose. */
  #widen() {
    const { columns, blocks } = this.grid;
    const { first, last } = this.grid.inSight();
    let wider = false;
    for (const column of columns.known.values()) {
      if (!this.#writer(column) || columns.widths.has(column.number)) continue;
      const width = contentWidth(columns, column, blocks, first, last, false);
      if (width <= column.width) continue;
      column.width = width;
      wider = true;
    }
    if (wider) this.grid.arrange(() => columns.sum());
  }

  /** @param {Column} column @returns {Writer | null} */
  #writer(column) {
    let found = this.writers.get(column);
    if (found === undefined) {
      const format = formatOf(this.grid.state.formats, column);
      found = format ? writerOf(column, format) : null;
      this.writers.set(column, found);
    }
    return found;
  }
}
