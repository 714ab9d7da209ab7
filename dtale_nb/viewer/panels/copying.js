/**
 * What is beside plain copying: other forms, and what cannot be copied at once.
 *
 * @import { Range } from "../types.js"
 * @import { Actions } from "./actions.js"
 * @import { Sheet } from "./written.js"
 */
import { WORDS } from "../words.js";
import { markdown, python } from "./literals.js";
import { openDownload } from "./openers.js";
import { SAY } from "./say.js";
import { sizeOf } from "./selection.js";
import { html, tsv } from "./written.js";

/** @typedef {{form: "table" | "markdown" | "python", names: boolean, index: boolean}} Form */

export class Copying {
  /** @param {Actions} actions */
  constructor(actions) {
    this.actions = actions;
  }

  /** What is too much, or not here yet: fetched, and written where the browser lets us. @param {Range[]} ranges */
  async copyLate(ranges) {
    const { actions } = this;
    const { copier } = actions.selecting;
    if (copier.isTooMuch(ranges)) return this.#offer(sizeOf(ranges));
    actions.note(SAY.copying);
    await copier.prepare(ranges).catch(() => {});
    const sheet = copier.sheet(ranges, false);
    if (!sheet) return actions.note(SAY.notCopied);
    try {
      const { clipboard } = navigator;
      if (!clipboard) return actions.note(SAY.copyAgain);
      await clipboard.writeText(tsv(sheet));
      actions.note(WORDS.copied(sheet.rows.length * sheet.names.length));
    } catch {
      actions.note(SAY.copyAgain);
    }
  }

  /** Too many cells: they can be downloaded. @param {number} cells */
  #offer(cells) {
    const { actions } = this;
    const text = SAY.tooMany(cells, actions.grid.page.copyLimit);
    actions.offer(text, SAY.downloadMenu, () => openDownload(actions));
  }

  /**
   * Copy by menu.
   *
   * @param {Partial<Form>} how
   */
  async byMenu({ form = "table", names = false, index = false }) {
    const { selecting, focus } = this.actions;
    try {
      await selecting.copier.prepare(selecting.ranges());
    } catch (failure) {
      const { message } = /** @type {import("../api.js").Failure} */ (failure);
      return this.actions.note(message || SAY.notCopied);
    }
    focus.focus();
    /** @param {Sheet} sheet @returns {Record<string, string>} */
    const write = (sheet) => {
      if (form === "markdown") return { "text/plain": markdown(sheet) };
      if (form === "python") return { "text/plain": python(sheet) };
      return { "text/plain": tsv(sheet, names), "text/html": html(sheet, names) };
    };
    const { form: plain } = selecting;
    selecting.form = { index, write };
    const isDone = document.execCommand("copy");
    selecting.form = plain;
    if (!isDone) this.actions.note(SAY.notAllowed);
  }
}
