/**
 * Choose columns: find by name, type or missing share; show, hide and pin, one or all that
 * were found.
 *
 * @import { Actions } from "./actions.js"
 * @import { Side, Standing } from "./arrange.js"
 */
import { element } from "../grid/cell.js";
import { nameOf } from "../words.js";
import { apply, hidden, pinned, shown, sideOfPlace, standing } from "./arrange.js";
import { missingOf } from "./asking.js";
import { describe } from "./detail.js";
import { button, openPanel } from "./panel.js";
import { PANEL } from "./panelwords.js";
import { SAY } from "./say.js";

/** Lines in the list; more are found by typing. */
const LINES = 200;

/** @typedef {{rows: number, missing: (number | null)[]}} Missing */

/** @param {Actions} actions */
export function showChooser(actions) {
  return new Chooser(actions).open();
}

class Chooser {
  /** @param {Actions} actions */
  constructor(actions) {
    this.actions = actions;
    this.columns = actions.grid.columns;
    this.panel = openPanel(actions, SAY.columns.replace("…", ""));
    this.find = /** @type {HTMLInputElement} */ (
      element("input", "", {
        type: "search",
        "aria-label": PANEL.find,
        placeholder: PANEL.find,
      })
    );
    this.share = choice(PANEL.missingShare, PANEL.shares);
    this.list = element("ul", "lines");
    this.said = element("p", "about", { role: "status" });
    this.all = Array.from({ length: this.columns.all }, (_, number) => number);
    /** @type {Missing | null} */
    this.missing = null;
    this.gone = new AbortController();
    this.panel.onClose(() => this.gone.abort());
  }

  async open() {
    const { panel, find, share, list, said, actions } = this;
    panel.body.append(find, share.label, this.#tools(), said, list);
    for (const input of [find, share.select]) {
      input.addEventListener("input", () => this.#draw());
    }
    find.focus();
    this.#draw();
    await describe(actions, this.all);
    this.#draw();
    await this.#count().catch(() => {}); // the list does without
    this.#draw();
  }

  #tools() {
    const tools = element("div", "tools");
    /** @param {(now: Standing, found: number[]) => Standing} change */
    const act = (change) => () => {
      apply(this.actions, change(standing(this.columns), this.#found()));
      this.#draw();
    };
    this.hideEmpty = button(
      PANEL.hideEmpty,
      "",
      act((now) =>
        hidden(
          now,
          this.all.filter((number) => this.#shareOf(number) === 1),
        ),
      ),
    );
    tools.append(
      button(PANEL.showFound, "", act(shown)),
      button(PANEL.hideFound, "", act(hidden)),
      button(
        PANEL.pinFound,
        "",
        act((now, found) => pinned(now, found, "left")),
      ),
      button(
        PANEL.unpinFound,
        "",
        act((now, found) => pinned(now, found, "")),
      ),
      this.hideEmpty,
      button(
        PANEL.asFrame,
        "",
        act(() => ({ order: this.all, left: 0, right: 0 })),
      ),
    );
    return tools;
  }

  /** Missing values of every column: counted by the engine, which may take its time. */
  async #count() {
    const { grid } = this.actions;
    this.missing = await missingOf(grid.api, grid.blocks.version, this.gone.signal);
  }

  /** @param {number} number @returns {number | undefined} share of missing values */
  #shareOf(number) {
    const count = this.missing?.missing[number];
    const rows = this.missing?.rows;
    return count === null || count === undefined || !rows ? undefined : count / rows;
  }

  #found() {
    const wanted = this.find.value.toLowerCase();
    const least = this.share.select.value;
    return this.all.filter((number) => {
      const column = this.columns.known.get(number);
      const text = `${nameOf(column)} ${column?.dtype ?? ""}`.toLowerCase();
      const share = this.#shareOf(number);
      const fits = !least || (share !== undefined && share > 0 && share >= Number(least));
      return fits && text.includes(wanted);
    });
  }

  #draw() {
    const { columns } = this;
    const found = this.#found();
    const now = standing(columns);
    /** @type {Map<number, number>} */
    const places = new Map(now.order.map((number, at) => [number, at]));
    this.list.replaceChildren(
      ...found.slice(0, LINES).map((number) => this.#line(number, now, places.get(number))),
    );
    if (found.length > LINES) {
      const more = element("li", "about");
      more.textContent = PANEL.more(found.length - LINES);
      this.list.append(more);
    }
    this.said.textContent = `${PANEL.shown(columns.count, columns.all)} · ${PANEL.found(found.length)}`;
    /** @type {HTMLButtonElement} */ (this.hideEmpty).disabled = !this.missing;
  }

  /** @param {number} number @param {Standing} now @param {number | undefined} at position */
  #line(number, now, at) {
    const column = this.columns.known.get(number);
    const el = element("li");
    const label = element("label");
    const box = /** @type {HTMLInputElement} */ (element("input", "", { type: "checkbox" }));
    box.checked = at !== undefined;
    box.disabled = box.checked && now.order.length === 1;
    const name = element("span", "name", { dir: "auto" });
    name.textContent = nameOf(column);
    const type = element("span", "ty");
    type.textContent = [column?.dtype, this.#missingSaid(number)].filter(Boolean).join(" · ");
    label.append(box, name, type);
    box.addEventListener("change", () => {
      this.#redo(number, box.checked ? shown : hidden, "input");
    });
    el.append(label);
    const side = at === undefined ? "" : sideOfPlace(now, at);
    for (const each of /** @type {("left" | "right")[]} */ (["left", "right"])) {
      const sign = each === "left" ? "⇤" : "⇥";
      const word = each === "left" ? SAY.pin : SAY.pinEnd;
      const pin = button(`${word}: ${nameOf(column)}`, sign, () => {
        const to = /** @type {Side} */ (side === each ? "" : each);
        this.#redo(number, (before, chosen) => pinned(before, chosen, to), `.${each}`);
      });
      pin.classList.add(each);
      pin.setAttribute("aria-pressed", String(side === each));
      el.append(pin);
    }
    return el;
  }

  /** @param {number} number */
  #missingSaid(number) {
    const share = this.#shareOf(number);
    return share ? PANEL.missing(share) : "";
  }

  /**
   * Change one column, and give the focus to what was pressed, drawn anew.
   *
   * @param {number} number
   * @param {(now: Standing, numbers: number[]) => Standing} change
   * @param {string} pressed within its line
   */
  #redo(number, change, pressed) {
    apply(this.actions, change(standing(this.columns), [number]));
    this.#draw();
    const at = this.#found().indexOf(number);
    /** @type {HTMLElement | null | undefined} */ (
      this.list.children[at]?.querySelector(pressed)
    )?.focus();
  }
}

/** @param {string} name @param {[string, string][]} options value and text */
function choice(name, options) {
  const label = element("label", "choice");
  const select = /** @type {HTMLSelectElement} */ (element("select"));
  for (const [value, text] of options) {
    const option = element("option", "", { value });
    option.textContent = text;
    select.append(option);
  }
  label.append(name, select);
  return { label, select };
}
