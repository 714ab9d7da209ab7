/**
 * The rows' elements. There are as many as fit, whatever the frame's size: a row that
 * leaves the window is given the number of one that enters (row modulo rows there are),
 * and so with columns. A row stays where it is in its layer while the layer moves.
 *
 * The row that holds the focus is never given another number: it is put aside until the
 * focus has moved, and a new one takes its part.
 *
 * @import { Blocks } from "./blocks.js"
 * @import { Cell } from "./cell.js"
 * @import { Columns } from "./columns.js"
 * @import { Row } from "./row.js"
 */
import { Painter } from "./painter.js";
import { newCell, newRow, placeFrozen, rowOf } from "./row.js";

/** A layer is set back before it has moved so far, px. */
const FAR = 4000;

/** A row that is hidden by so little counts as in sight, rows. */
const HARDLY = 0.2;

/** Where rows without a number wait, px. */
const AWAY = -10_000;

/**
 * @typedef {object} Sight What is drawn.
 * @property {number} top rows
 * @property {number} left px
 * @property {number} first row
 * @property {number} rows how many
 * @property {number} c0 position of the first column
 * @property {number} columns how many
 */

export class Body {
  /**
   * @param {HTMLElement} el
   * @param {object} parts
   * @param {Columns} parts.columns
   * @param {number} parts.headers header rows
   * @param {number} parts.rowHeight px
   * @param {() => Blocks} parts.blocks
   * @param {(row: number, col: number) => boolean} parts.isSelected
   */
  constructor(el, parts) {
    this.el = el;
    this.parts = parts;
    /** @type {Row[]} by slot */
    this.rows = [];
    /** @type {Int32Array} position by slot, -1 without */
    this.slots = new Int32Array(0);
    this.changed = new Uint8Array(0);
    /** @type {Row | null} the row put aside, with the focus */
    this.held = null;
    this.base = 0;
    this.origin = 0;
    this.widths = -1;
    this.stale = true;
    this.moved = { y: Number.NaN, x: Number.NaN };
    this.painter = new Painter(parts);
  }

  /**
   * Take over the rows that stand in the page.
   *
   * @param {number} start the first row's number
   * @param {number} c0 position of the first column
   */
  adopt(start, c0) {
    const { columns: known } = this.parts;
    this.rows = [...this.el.querySelectorAll(".r")].map((el) => rowOf(el, known, c0));
    const columns = this.rows[0]?.cells.length ?? 0;
    this.#turn(start, c0);
    this.slots = new Int32Array(columns).fill(-1);
    this.changed = new Uint8Array(columns);
  }

  /**
   * Bring adopted rows and cells into the slots of their numbers.
   *
   * @param {number} start
   * @param {number} c0
   */
  #turn(start, c0) {
    const count = this.rows.length;
    this.rows = this.rows.map((_, slot) => {
      const at = (((slot - start) % count) + count) % count;
      return /** @type {Row} */ (this.rows[at]);
    });
    for (const row of this.rows) {
      const n = row.cells.length;
      row.cells = row.cells.map(
        (_, slot) => /** @type {Cell} */ (row.cells[(((slot - c0) % n) + n) % n]),
      );
    }
  }

  /** @param {number} height px */
  setRowHeight(height) {
    this.parts.rowHeight = height;
    for (const row of this.rows) row.row = -1;
    this.moved.y = Number.NaN;
  }

  /** Everything is drawn again in the next frame. */
  spoil() {
    this.stale = true;
  }

  /** Another number of columns is frozen: all rows are made anew. */
  rebuild() {
    this.#release();
    for (const row of this.rows) row.el.remove();
    this.rows = [];
    this.slots = new Int32Array(0);
    this.widths = -1;
  }

  /** @param {Sight} sight */
  draw(sight) {
    this.#fit(sight);
    this.#setBack(sight);
    this.#placeColumns(sight);
    this.#move(sight);
    const lead = Math.ceil(sight.top - HARDLY);
    const relabel = lead !== this.painter.lead && this.parts.columns.levels > 1;
    this.painter.lead = lead;
    for (let slot = 0; slot < this.rows.length; slot++) {
      this.#drawRow(slot, sight);
      if (relabel) this.#label(/** @type {Row} */ (this.rows[slot]));
    }
    this.stale = false;
    this.changed.fill(0);
  }

  /**
   * Have as many elements as the window needs.
   *
   * @param {Sight} sight
   */
  #fit(sight) {
    if (sight.rows !== this.rows.length) {
      this.#release();
      while (this.rows.length > sight.rows)
        this.#removeRow(/** @type {Row} */ (this.rows.pop()));
      while (this.rows.length < sight.rows) this.rows.push(this.#newRow());
      for (const row of this.rows) row.row = -1;
      this.slots.fill(-1); // the cells of new rows are placed, too
    }
    if (sight.columns === this.slots.length) return;
    this.#release();
    for (const row of this.rows) {
      while (row.cells.length > sight.columns) row.cells.pop()?.el.remove();
      while (row.cells.length < sight.columns) row.cells.push(newCell(row.strip, "gridcell"));
    }
    this.slots = new Int32Array(sight.columns).fill(-1);
    this.changed = new Uint8Array(sight.columns);
  }

  /** Before rows or cells go, the one with the focus is put aside. */
  #release() {
    const slot = this.rows.findIndex((row) => row.el.contains(document.activeElement));
    if (slot >= 0) this.#hold(slot);
  }

  /** @param {Row} row */
  #removeRow(row) {
    row.el.remove();
  }

  #newRow() {
    const row = newRow(this.parts.columns, this.slots.length);
    if (this.moved.x) row.strip.style.transform = `translateX(${-this.moved.x}px)`;
    this.el.append(row.el);
    placeFrozen(row, this.parts.columns);
    return row;
  }

  /**
   * Put a row with the focus aside; a new one takes its slot.
   *
   * @param {number} slot
   */
  #hold(slot) {
    this.dropHeld();
    const row = /** @type {Row} */ (this.rows[slot]);
    this.held = row;
    // As the server wrote it, its number stands only there.
    if (row.row < 0) row.row = Number(row.el.ariaRowIndex) - this.parts.headers - 1;
    row.el.style.top = `${AWAY}px`;
    this.rows[slot] = this.#newRow();
    // All of a new row's cells are placed.
    this.slots.fill(-1);
  }

  /** The row put aside isn't needed any more. */
  dropHeld() {
    const held = this.held;
    this.held = null;
    held?.el.remove();
  }

  /**
   * Layers move by little: when they have gone far, all rows are placed anew.
   *
   * @param {Sight} sight
   */
  #setBack(sight) {
    const { rowHeight, columns } = this.parts;
    if (Math.abs(sight.top - this.base) * rowHeight > FAR) {
      this.base = sight.first;
      for (const row of this.rows) {
        if (row.row >= 0) row.el.style.top = `${(row.row - this.base) * rowHeight}px`;
      }
    }
    if (Math.abs(sight.left - this.origin) > FAR) {
      this.origin = columns.left(sight.c0);
      this.slots.fill(-1);
    }
  }

  /** @param {Sight} sight */
  #placeColumns(sight) {
    const { columns } = this.parts;
    const count = this.slots.length;
    if (this.widths !== columns.epoch) {
      this.widths = columns.epoch;
      this.slots.fill(-1);
      for (const row of this.rows) placeFrozen(row, this.parts.columns);
      const pane = this.el.parentElement;
      pane?.style.setProperty("--frozen", `${columns.frozen}px`);
      pane?.style.setProperty("--end", `${columns.frozenEnd}px`);
    }
    for (let at = 0; at < count; at++) {
      const col = sight.c0 + at;
      const slot = col % count;
      if (this.slots[slot] === col) continue;
      this.slots[slot] = col;
      this.changed[slot] = 1;
    }
    if (!this.changed.includes(1)) return;
    this.#keepFocusedColumn();
    for (const row of this.rows) this.#placeCells(row);
  }

  /** A focused cell whose slot gets another column is put aside with its row. */
  #keepFocusedColumn() {
    const focused = document.activeElement;
    if (!focused || !this.el.contains(focused)) return;
    for (let slot = 0; slot < this.rows.length; slot++) {
      const row = /** @type {Row} */ (this.rows[slot]);
      const at = row.cells.findIndex((cell) => cell.el === focused);
      if (at < 0 || row.cells[at]?.col === this.slots[at]) continue;
      const slots = this.slots.slice();
      this.#hold(slot);
      this.slots.set(slots);
      this.changed.fill(1);
      return;
    }
  }

  /** @param {Row} row */
  #placeCells(row) {
    const { columns } = this.parts;
    for (let slot = 0; slot < this.slots.length; slot++) {
      if (!this.changed[slot]) continue;
      const cell = /** @type {Cell} */ (row.cells[slot]);
      const col = /** @type {number} */ (this.slots[slot]);
      if (cell.col !== col || cell.left < 0) cell.name(col, columns.levels + col + 1);
      cell.place(columns.left(col) - this.origin, columns.width(col));
    }
  }

  /** @param {Sight} sight */
  #move(sight) {
    const y = (sight.top - this.base) * this.parts.rowHeight;
    const x = sight.left - this.origin;
    if (y !== this.moved.y) {
      this.moved.y = y;
      this.el.style.transform = `translateY(${-y}px)`;
    }
    if (x === this.moved.x) return;
    this.moved.x = x;
    for (const row of this.rows) row.strip.style.transform = `translateX(${-x}px)`;
  }

  /** @param {number} slot @param {Sight} sight */
  #drawRow(slot, sight) {
    const count = this.rows.length;
    const number = sight.first + ((((slot - sight.first) % count) + count) % count);
    let row = /** @type {Row} */ (this.rows[slot]);
    const isNew = row.row !== number;
    if (isNew) {
      if (row.el.contains(document.activeElement) && row.row !== -1) {
        this.#hold(slot);
        row = /** @type {Row} */ (this.rows[slot]);
        this.#equip(row, sight);
      }
      this.#number(row, number);
    }
    if (number < this.parts.blocks().total) this.#fill(row, isNew || this.stale);
  }

  /** Place all of a new row's cells. @param {Row} row @param {Sight} sight */
  #equip(row, sight) {
    const count = this.slots.length;
    for (let at = 0; at < count; at++) this.slots[(sight.c0 + at) % count] = sight.c0 + at;
    const changed = this.changed.slice();
    this.changed.fill(1);
    this.#placeCells(row);
    this.changed.set(changed);
  }

  /** @param {Row} row @param {number} number */
  #number(row, number) {
    const { headers, rowHeight, blocks } = this.parts;
    row.row = number;
    const there = number < blocks().total;
    row.el.style.top = there ? `${(number - this.base) * rowHeight}px` : `${AWAY}px`;
    if (there) row.el.setAttribute("aria-rowindex", String(headers + number + 1));
    row.el.hidden = !there;
  }

  /** Write index levels and pinned columns. @param {Row} row */
  #label(row) {
    const { blocks, columns } = this.parts;
    if (row.row >= blocks().total) return;
    row.index.forEach((cell, at) => {
      this.painter.write(cell, row.row, at - columns.levels);
    });
    for (const cell of row.ends) this.painter.write(cell, row.row, cell.col);
  }

  /** @param {Row} row @param {boolean} all */
  #fill(row, all) {
    const { columns } = this.parts;
    if (all) this.#label(row);
    for (let slot = 0; slot < this.slots.length; slot++) {
      if (!all && !this.changed[slot]) continue;
      const cell = /** @type {Cell} */ (row.cells[slot]);
      const col = /** @type {number} */ (this.slots[slot]);
      if (col < columns.end) this.painter.write(cell, row.row, col);
      else cell.place(AWAY, 0);
    }
  }

  /**
   * The cell at a place, if it has an element that is in its place.
   *
   * @param {number} row
   * @param {number} col
   * @returns {Cell | null}
   */
  cellAt(row, col) {
    const inRow = this.rows.find((each) => each.row === row);
    if (!inRow) return null;
    const { pinned, end } = this.parts.columns;
    const cells = col < pinned ? inRow.index : col >= end ? inRow.ends : inRow.cells;
    return cells.find((cell) => cell.col === col) ?? null;
  }

  /**
   * The place of an element.
   *
   * @param {Element} el
   * @returns {{row: number, col: number, cell: Cell} | null}
   */
  placeOf(el) {
    for (const row of this.held ? [...this.rows, this.held] : this.rows) {
      if (!row.el.contains(el)) continue;
      const cell = [...row.index, ...row.cells, ...row.ends].find((each) =>
        each.el.contains(el),
      );
      return cell ? { row: row.row, col: cell.col, cell } : null;
    }
    return null;
  }
}
