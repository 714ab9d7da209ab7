/**
 * Copies what is selected: exact texts, as spreadsheets read them, as Markdown or Python.
 *
 * @import { Range } from "../types.js"
 * @import { Hands } from "./hands.js"
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
  /** @param {Hands} hands */
  constructor(hands) {
    this.hands = hands;
    this.copier = new Copier(hands.grid);
    this.form = PLAIN;
    document.addEventListener("copy", (event) => this.#copy(event));
    // Chromium copies by command only what is selected as text, unless this is prevented.
    document.addEventListener("beforecopy", (event) => {
      if (hands.grid.pane.contains(document.activeElement)) event.preventDefault();
    });
  }

  /** @param {ClipboardEvent} event */
  #copy(event) {
    if (!this.hands.grid.pane.contains(document.activeElement)) return;
    const ranges = this.hands.ranges();
    if (!ranges.length || !event.clipboardData) return;
    event.preventDefault();
    const { rows, cols } = outline(ranges);
    const cells = lengthOf(rows) * lengthOf(cols);
    const most = this.hands.grid.page.copyLimit;
    if (cells > most) {
      this.hands.offer(SAY.tooMany(cells, most), SAY.downloadMenu, () =>
        openDownload(this.hands),
      );
      return;
    }
    const sheet = this.copier.sheet(ranges, this.form.index);
    if (!sheet) {
      this.hands.run(this.#copyLate(ranges));
      return;
    }
    const { form, names } = this.form;
    event.clipboardData.setData("text/plain", this.#written(sheet));
    if (form === "table") event.clipboardData.setData("text/html", html(sheet, names));
    this.hands.note(SAY.copied(cells));
  }

  /** @param {import("./written.js").Sheet} sheet */
  #written(sheet) {
    const { form, names } = this.form;
    if (form === "markdown") return markdown(sheet);
    return form === "python" ? python(sheet) : tsv(sheet, names);
  }

  /** The texts are not here yet: fetch them, and write them where the browser lets us. @param {Range[]} ranges */
  async #copyLate(ranges) {
    this.hands.note(SAY.copying);
    await this.copier.prepare(ranges);
    const sheet = this.copier.sheet(ranges, false);
    if (!sheet) return this.hands.note(SAY.notCopied);
    try {
      const { clipboard } = navigator;
      if (!clipboard) return this.hands.note(SAY.copyAgain);
      await clipboard.writeText(this.#written(sheet));
      this.hands.note(SAY.copied(sheet.rows.length * sheet.names.length));
    } catch {
      this.hands.note(SAY.copyAgain);
    }
  }

  /**
   * Copy by menu.
   *
   * @param {Partial<Form>} how
   */
  async byMenu(how) {
    try {
      await this.copier.prepare(this.hands.ranges());
    } catch (failure) {
      const { message } = /** @type {import("../api.js").Failure} */ (failure);
      return this.hands.note(message || SAY.notCopied);
    }
    this.hands.focus.focus();
    this.form = { ...PLAIN, ...how };
    const done = document.execCommand("copy");
    this.form = PLAIN;
    if (!done) this.hands.note(SAY.notAllowed);
  }
}
