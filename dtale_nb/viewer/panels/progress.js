/**
 * What takes its time, in the status line: what it is, how far it is, and a way to stop it.
 * Asked about only while somebody waits for it.
 *
 * @import { Grid } from "../grid/grid.js"
 * @import { Work } from "../types.js"
 */
import { element } from "../grid/cell.js";
import { cancelOf, workOf } from "./asking.js";
import { button } from "./panel.js";
import { SAY } from "./say.js";
import { addStyle } from "./style.js";

/** Between two questions, ms. */
const OFTEN = 400;

export class Progress {
  /** @param {Grid} grid */
  constructor(grid) {
    this.grid = grid;
    this.isWaiting = false;
    this.timer = 0;
    this.bar = /** @type {HTMLProgressElement} */ (element("progress"));
    this.text = element("span");
    this.stop = button(SAY.cancel, "", () => this.#cancel());
    this.kind = "rows";
    this.el = element("span", "job");
    this.el.append(this.bar, this.text, this.stop);
    addStyle("actions.css");
  }

  /** @param {boolean} isWaiting */
  attend(isWaiting) {
    if (isWaiting === this.isWaiting) return;
    this.isWaiting = isWaiting;
    if (isWaiting) this.#look();
    else clearTimeout(this.timer);
  }

  async #look() {
    clearTimeout(this.timer);
    try {
      const { work } = await workOf(this.grid.api);
      const task = work.find(({ kind }) => kind === "rows");
      if (!this.isWaiting) return;
      if (task) this.#draw(task);
    } catch {
      return; // who waits for the rows tells what is wrong
    }
    this.timer = setTimeout(() => this.#look(), OFTEN);
  }

  /** @param {Work} task */
  #draw({ kind, what: done, share }) {
    this.kind = kind;
    const what = SAY.doing(done);
    if (share === null) this.bar.removeAttribute("value");
    else this.bar.value = share;
    this.bar.setAttribute("aria-label", what);
    this.text.textContent = share === null ? what : `${what} ${SAY.percent(share)}`;
    const { doing } = this.grid.frame;
    if (!doing.contains(this.el)) doing.replaceChildren(this.el);
  }

  async #cancel() {
    const held = this.el.contains(document.activeElement);
    this.grid.turn.adopt(await cancelOf(this.grid.api, this.kind));
    if (held) this.grid.onFocusBack?.();
    this.grid.frame.say(SAY.stopped);
  }
}
