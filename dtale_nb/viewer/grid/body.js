/**
 * The rows' elements. There are as many as fit, whatever the frame's size: a row that
 * leaves the window is given the number of one that enters (row modulo rows there are),
 * and so with columns. A row stays where it is in its layer while the layer moves.
 *
 * The row that holds the focus is never given another number: it is put aside until the
 * focus has moved, and a new one takes its part.
 *
 * @import { Blocks } from "./blocks.js"
 * @import { Column } from "../types.js"
 * @import { Columns } from "./columns.js"
 * @import { Tint } from "./colours.js"
 */
import { Cell, element, reorder } from "./cell.js";
import { drawn, isLink, UNSEEN } from "./cells.js";

/** A layer is set back before it has moved so far, px. */
const FAR = 4000;

/** A row that is hidden by so little counts as in sight, rows. */
const HARDLY = 0.2;

/** Where rows without a number wait, px. */
const AWAY = -10_000;

/**
 * @typedef {object} Row
 * @property {HTMLElement} el
 * @property {HTMLElement} strip what scrolls sideways
 * @property {HTMLElement} end what stays at the end
 * @property {Cell[]} index index levels and columns pinned at the beginning
 * @property {Cell[]} cells by slot
 * @property {Cell[]} ends columns pinned at the end
 * @property {number} row its number, -1 without
 *
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
    /** @type {((column: Column, text: string, mark: string) => Tint) | null} */
    this.tint = null;
    /** The row that tells the labels of the group which the view begins in. */
    this.lead = -1;
    this.value = { text: "", mark: "" };
  }

  /**
   * Take over the rows that stand in the page.
   *
   * @param {number} start the first row's number
   * @param {number} c0 position of the first column
   */
  adopt(start, c0) {
    for (const el of this.el.querySelectorAll(".r")) {
      const children = /** @type {HTMLElement[]} */ ([...el.children]);
      const [strip, end] = /** @type {[HTMLElement, HTMLElement]} */ (children.splice(-2));
      const { levels, end: first } = this.parts.columns;
      const index = children.map((cell, at) => named(new Cell(cell), at - levels));
      const cells = cellsOf(strip, c0);
      const ends = cellsOf(end, first);
      const row = { el: /** @type {HTMLElement} */ (el), strip, end, index, cells, ends };
      this.rows.push({ ...row, row: -1 });
    }
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
    const relabel = lead !== this.lead && this.parts.columns.levels > 1;
    this.lead = lead;
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

  /** @returns {Row} */
  #newRow() {
    const el = element("div", "r e", { role: "row" });
    const { levels, pinned, pinnedEnd } = this.parts.columns;
    /** @type {Cell[]} */
    const index = [];
    for (let at = 0; at < levels + pinned; at++) {
      index.push(newCell(el, at < levels ? "rowheader" : "gridcell"));
    }
    const strip = element("div", "s");
    if (this.moved.x) strip.style.transform = `translateX(${-this.moved.x}px)`;
    const end = element("div", "y");
    el.append(strip, end);
    /** @type {Cell[]} */
    const cells = [];
    for (let at = 0; at < this.slots.length; at++) cells.push(newCell(strip, "gridcell"));
    /** @type {Cell[]} */
    const ends = [];
    for (let at = 0; at < pinnedEnd; at++) ends.push(newCell(end, "gridcell"));
    this.el.append(el);
    const row = { el, strip, end, index, cells, ends, row: -1 };
    this.#placeIndex(row);
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
      for (const row of this.rows) this.#placeIndex(row);
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

  /** @param {Row} row */
  #placeIndex(row) {
    const { columns } = this.parts;
    let left = 0;
    row.index.forEach((cell, at) => {
      const width = columns.width(at - columns.levels);
      cell.name(at - columns.levels, at + 1);
      cell.place(left, width);
      left += width;
    });
    row.ends.forEach((cell, at) => {
      const col = columns.end + at;
      cell.name(col, columns.levels + col + 1);
      cell.place(columns.left(col) - columns.total, columns.width(col));
    });
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
      this.#write(cell, row.row, at - columns.levels);
    });
    for (const cell of row.ends) this.#write(cell, row.row, cell.col);
  }

  /** @param {Row} row @param {boolean} all */
  #fill(row, all) {
    const { columns } = this.parts;
    if (all) this.#label(row);
    for (let slot = 0; slot < this.slots.length; slot++) {
      if (!all && !this.changed[slot]) continue;
      const cell = /** @type {Cell} */ (row.cells[slot]);
      const col = /** @type {number} */ (this.slots[slot]);
      if (col < columns.end) this.#write(cell, row.row, col);
      else cell.place(AWAY, 0);
    }
  }

  /**
   * @param {Cell} cell
   * @param {number} row
   * @param {number} col position
   */
  #write(cell, row, col) {
    const { columns, blocks, isSelected } = this.parts;
    const number = columns.numberAt(col);
    const column = columns.known.get(number);
    const kind = column?.kind ?? "other";
    const selected = isSelected(row, col);
    const base = frozenLook("c", col, columns) + (selected ? " a" : "");
    if (col >= 0) cell.select(selected);
    const value = this.value;
    if (!blocks().read(row, number, value)) {
      cell.wear(`${base} w`);
      cell.write("", "");
      return;
    }
    const places = kind === "number" ? (blocks().places.get(number) ?? 0) : 0;
    const { text, mark } = value;
    const write = column && columns.writers(column);
    const look = write?.(text, mark, places) ?? drawn(kind, text, mark, places);
    const hidden = col < 0 && columns.levels > 1 && this.#repeats(row, col) ? " o" : "";
    const tint = column && this.tint?.(column, text, mark);
    const worn = look.look + hidden + (tint?.look ?? "");
    cell.wear(worn ? `${base} ${worn}` : base);
    if (tint) cell.shade(tint.from, tint.to);
    const missing = value.mark !== "" && value.mark !== "cut";
    if (isWordy(kind) && isLink(text, mark)) cell.writeLink(text);
    else if (kind !== "number" && !missing && value.text.search(UNSEEN) >= 0) {
      cell.writeSigns(value.text, value.mark === "cut" ? "…" : "");
    } else cell.write(look.text, look.pale);
  }

  /**
   * Whether an index label is told by another row: by the one above it, or, where the row
   * is leaving the view, by the one below. So a group's label is drawn once and stays in
   * sight as long as its group does.
   *
   * @param {number} row
   * @param {number} col
   */
  #repeats(row, col) {
    const { columns, blocks } = this.parts;
    if (col >= -1 || row === this.lead) return false;
    const other = row < this.lead ? row + 1 : row - 1;
    for (let at = -columns.levels; at <= col; at++) {
      const number = columns.numberAt(at);
      const here = blocks().value(row, number);
      const there = blocks().value(other, number);
      if (!here || !there || here.text !== there.text || here.mark !== there.mark) return false;
    }
    return true;
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

  /** Bring the elements into the order in which they are read. Called at rest. */
  tidy() {
    const rows = [...this.rows].sort((a, b) => a.row - b.row);
    reorder(
      this.el,
      rows.map((row) => row.el),
    );
    for (const row of rows) {
      const cells = [...row.cells].sort((a, b) => a.col - b.col);
      reorder(
        row.strip,
        cells.map((cell) => cell.el),
      );
    }
  }
}

/**
 * The classes of a cell or header by its place: index, pinned, or neither.
 *
 * @param {string} base
 * @param {number} col position
 * @param {Columns} columns
 */
export function frozenLook(base, col, columns) {
  if (col >= columns.end) return `${base} i pin${col === columns.end ? " y1" : ""}`;
  if (col >= columns.pinned) return base;
  return base + (col < 0 ? " i" : " i pin") + (col === columns.pinned - 1 ? " z1" : "");
}

/** @param {HTMLElement} parent @param {string} role */
function newCell(parent, role) {
  const el = element("div", "c", { role, tabindex: "-1" });
  if (role === "gridcell") el.setAttribute("aria-selected", "false");
  parent.append(el);
  return new Cell(el);
}

/** Cells that stand in the page. @param {HTMLElement} strip @param {number} first position */
function cellsOf(strip, first) {
  const found = /** @type {HTMLElement[]} */ ([...strip.children]);
  return found.map((cell, at) => named(new Cell(cell), first + at));
}

/** Whether texts of a kind may be addresses. @param {string} kind */
function isWordy(kind) {
  return kind === "text" || kind === "category" || kind === "other";
}

/** @param {Cell} cell @param {number} col */
function named(cell, col) {
  cell.col = col;
  return cell;
}
