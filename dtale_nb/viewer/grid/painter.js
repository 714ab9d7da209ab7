/**
 * Writes cells: what is at hand of a value, as its column is to be written.
 *
 * @import { Column } from "../types.js"
 * @import { Blocks } from "./blocks.js"
 * @import { Cell } from "./cell.js"
 * @import { Tint } from "./colours.js"
 * @import { Columns } from "./columns.js"
 */
import { drawn, isLink, UNSEEN } from "./cells.js";

export class Painter {
  /**
   * @param {object} parts
   * @param {Columns} parts.columns
   * @param {() => Blocks} parts.blocks
   * @param {(row: number, col: number) => boolean} parts.isSelected
   */
  constructor(parts) {
    this.parts = parts;
    /** @type {((column: Column, text: string, mark: string) => Tint) | null} */
    this.tint = null;
    /** @type {((cell: Cell, exact: string, more: string) => void) | null} see `signs.js` */
    this.writeSigns = null;
    /** The row that tells the labels of the group which the view begins in. */
    this.lead = -1;
    this.value = { text: "", mark: "" };
  }

  /**
   * @param {Cell} cell
   * @param {number} row
   * @param {number} col position
   */
  write(cell, row, col) {
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
    const missing = mark !== "" && mark !== "cut";
    if (isWordy(kind) && isLink(text, mark)) cell.writeLink(text);
    else if (this.writeSigns && kind !== "number" && !missing && text.search(UNSEEN) >= 0) {
      this.writeSigns(cell, text, mark === "cut" ? "…" : "");
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

/** Whether texts of a kind may be addresses. @param {string} kind */
function isWordy(kind) {
  return kind === "text" || kind === "category" || kind === "other";
}
