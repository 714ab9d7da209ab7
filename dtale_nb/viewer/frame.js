/**
 * What stands around the grid: name and shape, the status line, bad news, and what is said
 * aloud.
 *
 * @import { Failure } from "./api.js"
 */
import { byId, element } from "./grid/cell.js";
import { WORDS } from "./words.js";

/** Between two messages to assistive technology, ms. */
const PAUSE = 1000;

/** What takes longer is told, ms. */
const PATIENCE = 300;

/** How long a note stays in the status line, ms. */
const NOTED = 5000;

export class Frame {
  constructor() {
    this.live = byId("live");
    this.doing = byId("doing");
    this.news = byId("news");
    this.said = 0;
    this.sayTimer = 0;
    this.doingTimer = 0;
    this.noteTimer = 0;
    /** @type {(isWaiting: boolean) => void} told when something takes its time */
    this.onWait = () => {};
  }

  /** @param {number} rows shown @param {number} of @param {number} columns */
  showShape(rows, of, columns) {
    const shape = document.querySelector(".shape");
    if (shape) shape.textContent = WORDS.shape(of, columns);
    byId("rows").textContent = WORDS.rows(rows, of);
  }

  /** @param {string} text */
  showSorted(text) {
    byId("sorted").textContent = text;
  }

  /**
   * Say something aloud, politely: the latest of what comes within a second.
   *
   * @param {string} text
   */
  say(text) {
    clearTimeout(this.sayTimer);
    const wait = Math.max(30, this.said + PAUSE - performance.now());
    this.sayTimer = setTimeout(() => {
      this.said = performance.now();
      this.live.textContent = text;
    }, wait);
  }

  /**
   * Tell what was done, in the status line and aloud.
   *
   * @param {string} text
   * @param {HTMLElement[]} [more] what the user can do about it; then it stays
   */
  note(text, more = []) {
    const line = byId("note");
    line.replaceChildren(text, ...more.flatMap((each) => [" ", each]));
    this.say(text);
    clearTimeout(this.noteTimer);
    if (!more.length) this.noteTimer = setTimeout(() => line.replaceChildren(), NOTED);
  }

  /**
   * Tell in the status line what takes its time; an empty text ends it.
   *
   * @param {string} text
   * @param {(() => void) | null} [retry] what the button does, if there is one
   */
  wait(text, retry = null) {
    clearTimeout(this.doingTimer);
    if (!text) {
      this.doing.replaceChildren();
      this.onWait(false);
      return;
    }
    const tell = () => {
      this.doing.replaceChildren(text, ...(retry ? [button(WORDS.tryAgain, retry)] : []));
      this.onWait(true);
    };
    this.doingTimer = setTimeout(tell, retry ? 0 : PATIENCE);
  }

  /**
   * Bad news: a sentence and a way out. What was seen stays readable below.
   *
   * @param {Failure} failure
   * @param {() => void} retry
   */
  tell(failure, retry) {
    const [what, how] = WORDS.badNews(failure.code, failure.message, failure.hint);
    const text = element("span");
    const first = element("b");
    first.textContent = what;
    text.append(first, ` ${how}`);
    this.news.replaceChildren(text, button(WORDS.tryAgain, retry));
    this.news.hidden = false;
    this.wait("");
  }

  /** The news is good again. */
  untell() {
    const held = this.news.contains(document.activeElement);
    this.news.hidden = true;
    this.news.replaceChildren();
    return held;
  }
}

/** @param {string} text @param {() => void} act */
function button(text, act) {
  const made = element("button", "btn", { type: "button" });
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}
