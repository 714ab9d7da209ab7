/**
 * The distinct values of a column among the rows shown, the most frequent first, each with
 * a bar of its count; found by typing, paged by the server, a click filters by them.
 *
 * @import { Column, ValuesAnswer } from "../types.js"
 * @import { Grid } from "../grid/grid.js"
 */
import { element } from "../grid/cell.js";
import { valuesOf } from "./asking.js";
import { toggleValue } from "./brush.js";
import { COLUMN } from "./columnwords.js";
import { button } from "./panel.js";
import { SAY } from "./say.js";
import { visible } from "./visible.js";

/** Values of one page. */
const PAGE = 20;

/** Rest while typing before it is asked, ms. */
const REST = 200;

export class ValueList {
  /** @param {Grid} grid @param {Column} column */
  constructor(grid, column) {
    this.grid = grid;
    this.column = column;
    this.el = element("section", "values-of", { "aria-label": COLUMN.frequent });
    this.find = /** @type {HTMLInputElement} */ (
      element("input", "", {
        type: "search",
        placeholder: COLUMN.find,
        "aria-label": COLUMN.find,
      })
    );
    this.said = element("p", "about", { role: "status" });
    this.list = element("div", "bars");
    this.more = button(COLUMN.more, "", () => this.#ask(this.shown));
    this.more.hidden = true;
    this.shown = 0;
    this.most = 1;
    this.timer = 0;
    /** @type {AbortController | null} */
    this.asking = null;
    this.el.append(this.find, this.said, this.list, this.more);
    this.find.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.#ask(0), REST);
    });
  }

  /** Where all is missing, or nothing compares, there is nothing to list. @param {import("../types.js").SummaryAnswer} summary */
  tell({ distinct }) {
    this.el.hidden = !distinct || distinct.text === "0";
  }

  /** The rows are others. */
  refresh() {
    this.#ask(0);
  }

  /** @param {number} start */
  async #ask(start) {
    this.asking?.abort();
    const asking = new AbortController();
    this.asking = asking;
    const asked = { start, stop: start + PAGE, search: this.find.value };
    const { api, next, blocks } = this.grid;
    const { version } = next ?? blocks;
    try {
      const answer = await valuesOf(api, version, this.column.number, asked, asking.signal);
      if (this.asking === asking) this.#show(answer);
    } catch (failure) {
      const { code, message } = /** @type {import("../api.js").Failure} */ (failure);
      if (code !== "aborted" && code !== "stale-version") this.said.textContent = message;
    }
  }

  /** @param {ValuesAnswer} answer */
  #show({ start, total, values, counts, complete }) {
    if (!start) this.most = counts[0] ?? 1;
    const held = /** @type {HTMLElement | null} */ (
      document.activeElement?.closest(".bars .btn")
    )?.dataset.text;
    const lines = values.t.map((text, at) =>
      this.#line(text, values.m?.[at] ?? "", counts[at] ?? 0),
    );
    if (start) this.list.append(...lines);
    else this.list.replaceChildren(...lines);
    if (held !== undefined) {
      (lines.find((each) => each.dataset.text === held) ?? lines[0] ?? this.find).focus();
    }
    this.shown = start + values.t.length;
    this.more.hidden = this.shown >= total;
    const none = total ? COLUMN.total(total) : COLUMN.none;
    this.said.textContent = complete ? none : `${none}. ${COLUMN.notAll}`;
  }

  /** @param {string} text @param {string} mark @param {number} count */
  #line(text, mark, count) {
    const read = visible(text) || SAY.empty;
    const line = button(COLUMN.value(read, count), "", () =>
      toggleValue(this.grid, this.column, { text, mark }),
    );
    line.dataset.text = text;
    line.title = COLUMN.value(read, count);
    line.style.setProperty("--share", `${(count / this.most) * 100}%`);
    line.toggleAttribute("disabled", mark === "cut");
    const name = element("span", mark ? "name x" : "name");
    name.textContent = read;
    const often = element("span", "often");
    often.textContent = SAY.count(count);
    line.replaceChildren(name, " ", often);
    return line;
  }
}
