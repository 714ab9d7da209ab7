/**
 * What is typed while something that it is meant for is still on its way: kept, and taken
 * in order when that is here. Keys that the browser itself has a use for stay its own.
 */

/** Nobody waits longer, ms. */
const MOST = 5000;

const NAMED = /^(.|Arrow.+|Page.+|Home|End|Enter|Escape|Backspace|F2|F10|ContextMenu)$/u;

/** With Ctrl or Cmd, on the grid; what else there is belongs to the browser. */
const WITH_CTRL = /^([agz ]|Arrow.+|Home|End)$/i;

export class Typed {
  constructor() {
    /** @type {KeyboardEvent[]} */
    this.kept = [];
    /** @type {Set<Promise<unknown>>} what is on its way */
    this.coming = new Set();
    this.timer = 0;
    addEventListener("keydown", (event) => this.#hear(event), { capture: true });
    // Who goes elsewhere by hand has other plans.
    addEventListener("pointerdown", () => this.forget(), { capture: true });
  }

  forget() {
    this.kept = [];
  }

  /**
   * Keep what is typed until something is here, or takes the focus.
   *
   * @param {Promise<unknown>} coming
   */
  hold(coming) {
    this.coming.add(coming);
    const free = () => {
      removeEventListener("focusin", taken);
      this.coming.delete(coming);
      this.#take();
    };
    /** @param {FocusEvent} event */
    const taken = ({ target }) => {
      if (!(/** @type {Element} */ (target).closest("#grid"))) setTimeout(free);
    };
    addEventListener("focusin", taken);
    coming.then(free, () => {
      this.forget();
      free();
    });
  }

  /** Keep one key until then. @param {KeyboardEvent} event */
  keep(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    this.timer ||= setTimeout(() => {
      this.coming.clear();
      this.#take();
    }, MOST);
    this.kept.push(event);
  }

  /** @param {KeyboardEvent} event */
  #hear(event) {
    if (!this.coming.size || !event.isTrusted || event.isComposing) return;
    const onGrid = /** @type {Element} */ (event.target).closest("#grid");
    const isCtrl = event.ctrlKey || event.metaKey;
    if (isCtrl ? onGrid && WITH_CTRL.test(event.key) : NAMED.test(event.key)) this.keep(event);
  }

  #take() {
    while (this.kept.length && !this.coming.size)
      type(/** @type {KeyboardEvent} */ (this.kept.shift()));
    if (this.kept.length) return;
    clearTimeout(this.timer);
    this.timer = 0;
  }
}

/**
 * Type a key again, as the browser would have taken it.
 *
 * @param {KeyboardEvent} event
 */
function type(event) {
  const at = /** @type {HTMLElement} */ (document.activeElement);
  const { key } = event;
  if (!at.dispatchEvent(new KeyboardEvent("keydown", event))) return;
  if (at.matches("input, textarea")) {
    if (key.length === 1) document.execCommand("insertText", false, key);
    else if (key === "Backspace") document.execCommand("delete");
    else if (key === "Enter") /** @type {HTMLInputElement} */ (at).form?.requestSubmit();
  } else if (at.matches("button") && (key === "Enter" || key === " ")) at.click();
}
