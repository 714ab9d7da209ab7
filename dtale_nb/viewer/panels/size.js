/**
 * How large the viewer is: a handle at its lower edge, by mouse and arrow keys, and the
 * whole window. The notebook's page sets the height when it is told; the server keeps it.
 *
 * @import { Actions } from "./actions.js"
 */
import { element } from "../grid/cell.js";
import { SAY } from "./say.js";

const LEAST = 120;
const MOST = 4000;
const STEP = 24;

/** A height is kept when it has been so for, ms. */
const SETTLED = 300;

/** Whether we stand in the output of a cell. */
const isFramed = window.parent !== window;

export class Size {
  /** @param {Actions} actions */
  constructor(actions) {
    this.actions = actions;
    this.timer = 0;
    this.handle = element("div", "sizer-y", {
      role: "separator",
      tabindex: "0",
      "aria-orientation": "horizontal",
      "aria-label": SAY.height,
      "aria-valuemin": String(LEAST),
      "aria-valuemax": String(MOST),
      title: SAY.height,
    });
    this.handle.addEventListener("pointerdown", (event) => this.#down(event));
    this.handle.addEventListener("keydown", (event) => this.#key(event));
    this.#tell(innerHeight);
    document.querySelector(".v")?.append(this.handle);
    document.addEventListener("fullscreenchange", () => {
      this.handle.hidden = Boolean(document.fullscreenElement);
    });
  }

  /** @param {PointerEvent} down */
  #down(down) {
    down.preventDefault();
    const height = innerHeight;
    // The frame grows under the pointer: only places on the screen tell how far it went.
    const from = down.screenY;
    this.handle.setPointerCapture(down.pointerId);
    const stop = new AbortController();
    const { signal } = stop;
    this.handle.addEventListener(
      "pointermove",
      (event) => this.set(height + event.screenY - from),
      { signal },
    );
    for (const end of ["pointerup", "pointercancel"]) {
      this.handle.addEventListener(end, () => stop.abort(), { signal });
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const step = { ArrowDown: STEP, ArrowUp: -STEP }[event.key];
    if (!step) return;
    event.preventDefault();
    this.set(innerHeight + step);
  }

  /** @param {number} height px */
  set(height) {
    const wanted = Math.round(Math.max(LEAST, Math.min(MOST, height)));
    window.parent.postMessage({ dtaleNbHeight: wanted }, "*");
    this.#tell(wanted);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.actions.grid.api.change({ height: wanted }).catch(() => {});
    }, SETTLED);
  }

  /** @param {number} height */
  #tell(height) {
    this.handle.setAttribute("aria-valuenow", String(height));
    this.handle.setAttribute("aria-valuetext", SAY.pixels(height));
  }
}

/** @param {Actions} actions */
export function addSize(actions) {
  if (isFramed) new Size(actions);
}

/** Fill the window, or go back. @param {Actions} actions */
export async function toggleFull(actions) {
  try {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await document.documentElement.requestFullscreen();
  } catch {
    actions.note(SAY.noFull);
  }
}
