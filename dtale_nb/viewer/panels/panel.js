/**
 * A panel inside the frame, at its right side: one at a time, closed with Escape, which
 * gives the focus back to the grid.
 *
 * @import { Actions } from "./actions.js"
 */
import { element } from "../grid/cell.js";
import { SAY } from "./say.js";
import { addStyle } from "./style.js";

// No panel is seen before its styles hold.
await addStyle("panels.css");

/**
 * Open a panel, in the place of the one that is open.
 *
 * @param {Actions} actions
 * @param {string} title
 * @param {string} [about] smaller, after the title
 * @returns {{el: HTMLElement, body: HTMLElement, bar: HTMLElement, close: () => void, onClose: (act: () => void) => void}}
 */
export function openPanel(actions, title, about = "") {
  const from = /** @type {HTMLElement | null} */ (document.activeElement);
  const back = from?.closest(".bar, .status") ? from : null;
  document.querySelector(".panel")?.dispatchEvent(new Event("replaced"));
  const named = title.replace(/…$/, ""); // the menu said that something opens
  // A click on its text leaves the focus, and so Escape, to it.
  const el = element("section", "panel", {
    role: "dialog",
    "aria-label": named,
    tabindex: "-1",
  });
  const bar = element("header", "panel-bar");
  const name = element("h2");
  name.textContent = named;
  const small = element("span", "shape");
  small.textContent = about;
  const body = element("div", "panel-body");
  /** @type {(() => void)[]} */
  const closing = [];
  const leave = () => {
    for (const act of closing) act();
    el.remove();
  };
  const close = () => {
    leave();
    if (back?.isConnected) back.focus();
    else actions.focus.focus();
  };
  bar.append(name, small, element("span", "grow"), button(SAY.close, "✕", close));
  el.append(bar, body);
  el.addEventListener("replaced", leave);
  el.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  document.querySelector(".v")?.append(el);
  return { el, body, bar, close, onClose: (act) => closing.push(act) };
}

/**
 * @param {string} name what it does
 * @param {string} sign what is seen, the name where it is empty
 * @param {() => void} act
 */
export function button(name, sign, act) {
  const made = element("button", sign ? "btn sq" : "btn", { type: "button" });
  made.textContent = sign || name;
  if (sign) {
    made.setAttribute("aria-label", name);
    made.title = name;
  }
  made.addEventListener("click", act);
  return made;
}
