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
import { Settler } from "./settle.js";

export class Looks {
  /** @param {Grid} grid */
  constructor(grid) {
    this.grid = grid;
    /** @type {Map<Column, Writer | null>} by description, which comes anew when it changes */
    this.writers = new Map();
    /** @type {import("./colours.js").Colours | null} */
    this.colours = null;
    grid.columns.writers = (column) => this.#writer(column);
    grid.settler ??= new Settler(grid); // widths are right before the first paint
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
  async apply() {
    const { grid } = this;
    if (grid.state.colour && !this.colours) {
      const { Colours } = await import("./colours.js");
      this.colours = new Colours(grid);
    }
    this.colours?.apply();
    this.writers.clear();
    grid.setRowHeight(heightOf(grid.state.lines));
    document.documentElement.classList.toggle("tall", grid.state.lines > 1);
    this.#widen();
    grid.body.spoil();
    grid.draw();
    document.documentElement.classList.remove("dressing");
  }

  /** A written number is never cut: columns grow to what they hold now, unless the user chose. */
  #widen() {
    const { columns, blocks } = this.grid;
    const { first, last } = this.grid.inSight();
    let wider = false;
    for (const column of columns.known.values()) {
      const room = this.colours?.room(column) ?? 0;
      if (columns.widths.has(column.number) || (!room && !this.#writer(column))) continue;
      const width = contentWidth(columns, column, blocks, first, last, false) + room;
      if (width <= columns.widthOf(column.number)) continue;
      column.width = width / columns.scale;
      wider = true;
    }
    if (wider) this.grid.arrange(() => columns.sum());
  }

  /** What is written already is drawn once more. */
  #again() {
    this.grid.body.spoil();
    this.grid.redraw();
  }

  /** @param {Column} column @returns {Writer | null} */
  #writer(column) {
    let found = this.writers.get(column);
    if (found === undefined) {
      const format = formatOf(this.grid.state.formats, column);
      found = format ? writerOf(column, format, () => this.#again()) : null;
      this.writers.set(column, found);
    }
    return found;
  }
}
