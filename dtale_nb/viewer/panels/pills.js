/**
 * The filter in the bar: each condition that must hold is a pill, a sentence that can be
 * set aside, edited and removed.
 *
 * @import { Grid } from "../grid/grid.js"
 * @import { Actions } from "./actions.js"
 */
import { byId, element } from "../grid/cell.js";
import { WORDS } from "../words.js";
import { ASK } from "./asks.js";
import { partsOf, toggled, without } from "./filters.js";
import { button } from "./panel.js";
import { addStyle } from "./style.js";
import { toldOf } from "./told.js";

export class Pills {
  /** @param {Grid} grid @param {() => Promise<Actions>} actions */
  constructor(grid, actions) {
    this.grid = grid;
    this.actions = actions;
    this.el = byId("pills");
    this.el.setAttribute("role", "group");
    this.el.setAttribute("aria-label", ASK.filters);
    this.shown = "";
    this.wanted = false;
    grid.onState.push(() => this.draw());
    this.el.addEventListener("scroll", () => this.#fade(), { passive: true });
    new ResizeObserver(() => this.#fade()).observe(this.el);
    addStyle("actions.css").then(() => this.draw());
  }

  draw() {
    const { sentences } = this.grid;
    const key = JSON.stringify(sentences);
    if (key === this.shown) return;
    this.shown = key;
    const focused = /** @type {HTMLButtonElement} */ (document.activeElement);
    const held = [...this.el.querySelectorAll("button")].indexOf(focused);
    const early = this.el.querySelector("[data-clicked]")?.parentElement;
    const asked = early ? [...this.el.children].indexOf(early) : -1;
    const parts = partsOf(this.grid.state.filter);
    const pills = sentences.map(({ text, off }, at) =>
      this.#pill(toldOf(parts[at], this.grid.columns, text), off, at),
    );
    if (sentences.length > 1) {
      pills.push(button(ASK.clearAll, "", () => this.#set(null)));
    }
    this.el.replaceChildren(...pills);
    this.#fade();
    if (asked >= 0) this.#edit(asked);
    if (held < 0) return;
    const left = [...this.el.querySelectorAll("button")];
    const next = left[Math.min(held, left.length - 1)];
    const add = /** @type {HTMLElement} */ (document.querySelector('[data-do="filter"]'));
    (next ?? add).focus();
  }

  /** Where the row of pills goes on beyond an edge, it fades out. */
  #fade() {
    const room = this.el.getBoundingClientRect();
    const pills = [...this.el.children].map((pill) => pill.getBoundingClientRect());
    this.el.classList.toggle(
      "more-left",
      pills.some(({ left }) => left < room.left - 1),
    );
    this.el.classList.toggle(
      "more-right",
      pills.some(({ right }) => right > room.right + 1),
    );
  }

  /** @param {string} text @param {boolean} off @param {number} at */
  #pill(text, off, at) {
    const el = element("span", off ? "pill set-aside" : "pill", {
      role: "group",
      "aria-label": text,
    });
    const toggle = button(ASK.setAside(text), off ? "○" : "●", () =>
      this.#set(toggled(this.grid.state.filter, at)),
    );
    toggle.classList.add("dot");
    toggle.setAttribute("aria-pressed", String(off));
    const what = button(ASK.edit(text), "", () => this.#edit(at));
    what.className = "what";
    what.setAttribute("aria-label", ASK.edit(text));
    what.textContent = text;
    what.title = text;
    const remove = button(ASK.remove(text), "✕", () =>
      this.#set(without(this.grid.state.filter, at)),
    );
    el.append(toggle, what, remove);
    return el;
  }

  /** @param {any} filter */
  async #set(filter) {
    await this.grid.turn.change({ filter }, WORDS.filtering);
  }

  /** @param {number} at */
  async #edit(at) {
    const node = partsOf(this.grid.state.filter)[at];
    const actions = await this.actions();
    if ("search" in node) return actions.do("search");
    const { showBuilder } = await import("./builder.js");
    showBuilder(actions, { at, node });
  }
}
