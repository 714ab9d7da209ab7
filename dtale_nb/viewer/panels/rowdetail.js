/**
 * One row as a list of names and values, with a way to the rows beside it.
 *
 * @import { Failure } from "../api.js"
 * @import { Actions } from "./actions.js"
 */
import { element } from "../grid/cell.js";
import { drawn } from "../grid/cells.js";
import { nameOf } from "../words.js";
import { describe, showCell } from "./detail.js";
import { button, openPanel } from "./panel.js";
import { PANEL } from "./panelwords.js";
import { SAY } from "./say.js";

/** Fields in the list; more are found by typing. */
const MOST = 200;

/** @param {Actions} actions @param {number} row */
export function showRow(actions, row) {
  return new RowDetail(actions).show(row);
}

class RowDetail {
  /** @param {Actions} actions */
  constructor(actions) {
    this.actions = actions;
    this.row = 0;
    this.panel = openPanel(actions, "");
    this.list = element("dl", "fields", { tabindex: "0" });
    this.said = element("p", "about", { role: "status" });
    this.find = /** @type {HTMLInputElement} */ (
      element("input", "", {
        type: "search",
        "aria-label": PANEL.find,
        placeholder: PANEL.find,
      })
    );
    this.asked = new AbortController();
    const { bar, body, el, onClose } = this.panel;
    const last = /** @type {Element} */ (bar.lastElementChild);
    last.before(
      button(PANEL.previous, "↑", () => this.#go(this.row - 1)),
      button(PANEL.next, "↓", () => this.#go(this.row + 1)),
    );
    el.addEventListener("keydown", ({ key, altKey }) => {
      if (altKey && key === "ArrowUp") this.#go(this.row - 1);
      if (altKey && key === "ArrowDown") this.#go(this.row + 1);
    });
    const { grid } = actions;
    this.find.hidden = grid.columns.count <= MOST;
    this.find.addEventListener("input", () => this.show(this.row));
    body.append(this.find, this.list, this.said);
    this.list.focus();
    // What is told is of the rows shown.
    const again = () => this.show(Math.min(this.row, grid.total - 1));
    grid.onNewRows.push(again);
    onClose(() => {
      this.asked.abort();
      grid.onNewRows.splice(grid.onNewRows.indexOf(again), 1);
    });
  }

  /** @param {number} to */
  #go(to) {
    const { grid, focus, selecting } = this.actions;
    if (to < 0 || to >= grid.total) return;
    focus.active = { row: to, col: focus.active.col };
    selecting.clear();
    grid.reveal(to, focus.active.col);
    this.show(to);
  }

  /** @param {number} row */
  async show(row) {
    const { el, bar } = this.panel;
    this.row = row;
    this.asked.abort();
    const asked = new AbortController();
    this.asked = asked;
    const title = row < 0 ? "" : PANEL.rowTitle(row);
    /** @type {Element} */ (bar.firstElementChild).textContent = title;
    for (const each of [el, this.list]) each.setAttribute("aria-label", title);
    if (row < 0) return this.list.replaceChildren();
    try {
      await this.#ask(row, asked.signal);
    } catch (failure) {
      const { code, message } = /** @type {Failure} */ (failure);
      // Of another version: its rows will come, and the list with them.
      if (code !== "aborted" && code !== "stale-version") this.said.textContent = message;
    }
  }

  /** @param {number} row @param {AbortSignal} signal */
  async #ask(row, signal) {
    const { columns, blocks, api } = this.actions.grid;
    const found = await this.#found();
    const numbers = found.slice(0, MOST);
    await describe(this.actions, numbers);
    if (signal.aborted) return;
    const answer = await api.rows(blocks.version, row, row + 1, numbers, signal);
    const runs = [...answer.index, ...answer.columns];
    const levels = columns.index.map((level) => level.number);
    const all = [...levels, ...answer.numbers];
    this.list.replaceChildren(
      ...all.flatMap((number, at) =>
        this.#field(row, number, runs[at]?.t[0] ?? "", runs[at]?.m?.[0] ?? ""),
      ),
    );
    const more = found.length - numbers.length;
    this.said.textContent = more ? PANEL.more(more) : "";
  }

  /** Columns shown whose name or type is looked for. @returns {Promise<number[]>} */
  async #found() {
    const { columns } = this.actions.grid;
    const all = Array.from({ length: columns.count }, (_, at) => columns.numberAt(at));
    const wanted = this.find.value.toLowerCase();
    if (!wanted) return all;
    await describe(this.actions, all);
    return all.filter((number) => {
      const column = columns.known.get(number);
      return `${nameOf(column)} ${column?.dtype ?? ""}`.toLowerCase().includes(wanted);
    });
  }

  /** @param {number} row @param {number} number @param {string} text @param {string} mark */
  #field(row, number, text, mark) {
    const { columns } = this.actions.grid;
    const column = columns.known.get(number);
    const name = element("dt");
    name.textContent = nameOf(column);
    const kind = column?.kind ?? "other";
    const look = drawn(kind, text, mark, 0);
    const missing = look.look.includes("x");
    const value = element("dd", missing ? "x" : "");
    const exact = !missing && (kind === "number" || kind === "moment");
    value.textContent = exact ? text : look.text;
    if (mark === "cut") {
      const place = { row, col: columns.positionOf(number) };
      value.append(
        " ",
        button(SAY.value, "", () => showCell(this.actions, place)),
      );
    }
    return [name, value];
  }
}
