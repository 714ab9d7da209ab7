/**
 * Copies what is selected: exact texts, as spreadsheets read them, as Markdown or Python.
 *
 * @import { Range } from "../types.js"
 * @import { Actions } from "./actions.js"
 */
import { Copier } from "./clipboard.js";
import { openDownload } from "./openers.js";
import { SAY } from "./say.js";
import { lengthOf, outline } from "./selection.js";
import { html, markdown, python, tsv } from "./written.js";

/** @typedef {{form: "table" | "markdown" | "python", names: boolean, index: boolean}} Form */

/** @type {Form} what Ctrl+C copies */
const PLAIN = { form: "table", names: false, index: false };

export class Copying {
  /** @param {Actions} actions */
  constructor(actions) {
    this.actions = actions;
    this.copier = new Copier(actions.grid);
    this.form = PLAIN;
    document.addEventListener("copy", (event) => this.#copy(event));
    // Chromium copies by command only what is selected as text, unless this is prevented.
    document.addEventListener("beforecopy", (event) => {
      if (actions.grid.pane.contains(document.activeElement)) event.preventDefault();
    });
  }

  /** @param {ClipboardEvent} event */
  #copy(event) {
    if (!this.actions.grid.pane.contains(document.activeElement)) return;
    const ranges = this.actions.ranges();
    if (!ranges.length || !event.clipboardData) return;
    event.preventDefault();
    const { rows, cols } = outline(ranges);
    const cells = lengthOf(rows) * lengthOf(cols);
    const most = this.actions.grid.page.copyLimit;
    if (cells > most) {
      this.actions.offer(SAY.tooMany(cells, most), SAY.downloadMenu, () =>
        openDownload(this.actions),
      );
      return;
    }
    const sheet = this.copier.sheet(ranges, this.form.index);
    if (!sheet) {
      this.actions.run(this.#copyLate(ranges));
      return;
    }
    const { form, names } = this.form;
    event.clipboardData.setData("text/plain", this.#written(sheet));
    if (form === "table") event.clipboardData.setData("text/html", html(sheet, names));
    this.actions.note(SAY.copied(cells));
  }

  /** @param {import("./written.js").Sheet} sheet */
  #written(sheet) {
    const { form, names } = this.form;
    if (form === "markdown") return markdown(sheet);
    return form === "python" ? python(sheet) : tsv(sheet, names);
  }

  /** The texts are not here yet: fetch them, and write them where the browser lets us. @param {Range[]} ranges */
  async #copyLate(ranges) {
    this.actions.note(SAY.copying);
    await this.copier.prepare(ranges);
    const sheet = this.copier.sheet(ranges, false);
    if (!sheet) return this.actions.note(SAY.notCopied);
    try {
      const { clipboard } = navigator;
      if (!clipboard) return this.actions.note(SAY.copyAgain);
      await clipboard.writeText(this.#written(sheet));
      this.actions.note(SAY.copied(sheet.rows.length * sheet.names.length));
    } catch {
      this.actions.note(SAY.copyAgain);
    }
  }

  /**
   * Copy by menu.
   *
   * @param {Partial<Form>} how
   */
  async byMenu(how) {
    try {
      await this.copier.prepare(this.actions.ranges());
    } catch (failure) {
      const { message } = /** @type {import("../api.js").Failure} */ (failure);
      return this.actions.note(message || SAY.notCopied);
    }
    this.actions.focus.focus();
    this.form = { ...PLAIN, ...how };
    const done = document.execCommand("copy");
    this.form = PLAIN;
    if (!done) this.actions.note(SAY.notAllowed);
  }
}
