/**
 * A list of a column's distinct values with their counts, searched and paged by the server;
 * those chosen stay in sight.
 *
 * @import { Column, ValuesAnswer } from "../types.js"
 * @import { Grid } from "../grid/grid.js"
 */
import { element } from "../grid/cell.js";
import { valuesOf } from "./asking.js";
import { ASK } from "./asks.js";
import { button } from "./panel.js";
import { SAY } from "./say.js";

/** Values of one page. */
const PAGE = 50;

/** Rest while typing before it is asked, ms. */
const REST = 200;

export class Picker {
  /**
   * @param {Grid} grid
   * @param {Column} column
   * @param {any[]} chosen values; null is missing
   * @param {boolean} withMissing whether what is missing may be chosen
   */
  constructor(grid, column, chosen, withMissing) {
    this.withMissing = withMissing;
    this.grid = grid;
    this.column = column;
    /** @type {Set<string | null>} */
    this.chosen = new Set(chosen.map((value) => (value === null ? null : String(value))));
    this.el = element("fieldset", "picker");
    const legend = element("legend");
    legend.textContent = ASK.values;
    this.find = /** @type {HTMLInputElement} */ (
      element("input", "", {
        type: "search",
        "aria-label": ASK.findValue,
        placeholder: ASK.findValue,
      })
    );
    this.said = element("p", "about", { role: "status" });
    this.list = element("ul", "lines");
    this.more = button(ASK.more, "", () => this.#ask(this.shown));
    this.more.hidden = true;
    this.shown = 0;
    this.timer = 0;
    /** @type {AbortController | null} */
    this.asking = null;
    this.el.append(legend, this.find, this.said, this.list, this.more);
    this.find.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#ask(0), REST);
    });
    this.find.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    this.#ask(0);
  }

  /** @param {number} start */
  async #ask(start) {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const asked = { start, stop: start + PAGE, search: this.find.value, all: true };
    const { api, next, blocks } = this.grid;
    try {
      const { version } = next ?? blocks;
      const answer = await valuesOf(api, version, this.column.number, asked, asking.signal);
      if (this.asking === asking) this.#show(answer);
    } catch (failure) {
      const { code, message } = /** @type {import("../api.js").Failure} */ (failure);
      if (code !== "aborted") this.said.textContent = message;
    }
  }

  /** @param {ValuesAnswer} answer */
  #show({ start, total, values, counts, complete }) {
    const lines = values.t.map((text, at) =>
      this.#line(text, values.m?.[at] ?? "", counts[at] ?? 0),
    );
    if (start) this.list.append(...lines);
    else this.list.replaceChildren(...this.#first(values.t), ...lines);
    this.shown = start + values.t.length;
    this.more.hidden = this.shown >= total;
    this.said.textContent = [ASK.found(total), complete ? "" : ASK.notAll, this.#count()]
      .filter(Boolean)
      .join(" · ");
  }

  #count() {
    return this.chosen.size ? ASK.chosen(this.chosen.size) : "";
  }

  /** What is chosen already and not on the first page, and what is missing. @param {string[]} page */
  #first(page) {
    const lines = [...this.chosen]
      .filter((value) => value !== null && !page.includes(value))
      .map((value) => this.#line(/** @type {string} */ (value), "", null));
    if (this.withMissing && !this.find.value) lines.push(this.#line(null, "", null));
    return lines;
  }

  /** @param {string | null} value @param {string} mark @param {number | null} count */
  #line(value, mark, count) {
    const el = element("li");
    const label = element("label");
    const box = /** @type {HTMLInputElement} */ (element("input", "", { type: "checkbox" }));
    box.checked = this.chosen.has(value);
    box.disabled = mark === "cut" || mark === "escaped"; // one holds, none types it
    box.addEventListener("change", () => {
      if (box.checked) this.chosen.add(value);
      else this.chosen.delete(value);
      this.el.dispatchEvent(new Event("input", { bubbles: true }));
    });
    const name = element("span", value === null || mark ? "name x" : "name");
    name.textContent = value === null ? ASK.isMissing : value || SAY.empty;
    const often = element("span", "ty");
    often.textContent = count === null ? "" : SAY.count(count);
    label.append(box, name, often);
    el.append(label);
    return el;
  }
}
