/**
 * What follows the first rows: the rest of the grid, the reader's language, and whatever
 * the user can do, when somebody comes near.
 *
 * @import { Grid } from "./grid/grid.js"
 * @import { Typed } from "./grid/typed.js"
 * @import { Actions } from "./panels/actions.js"
 */
import { Focus } from "./grid/focus.js";
import { complete } from "./grid/later.js";

/** What is seen beside the rows waits so long, ms. */
const AFTER = 150;

const NEARING = ["pointerover", "focusin", "touchstart"];

/** Keys of `actions.js`: ^ for Ctrl or Cmd, ! for Alt, + for Shift. */
const ACTION_KEYS =
  /^(\^[agfz ]|\^?\+(Arrow|Page|Home|End).*|\+( |F10)|\+?(\?|Enter)|!(ArrowDown|Enter)|F2|ContextMenu)$/i;
const ACTION_KEYS_ON_HEADER = /^(!\+?Arrow.*|\+F10|\?|!Enter|ContextMenu|\^[agfz ])$/i;

/**
 * @param {Grid} grid
 * @param {Typed} typed
 * @returns {(event: MouseEvent) => void} takes a click
 */
export function begin(grid, typed) {
  const focus = new Focus(grid);
  complete(grid, focus);
  const { height } = grid.state;
  // The notebook's page sets the height that the user chose before.
  if (height && window.parent !== window)
    window.parent.postMessage({ dtaleNbHeight: height }, "*");

  const spoken = speak(grid);
  /** @type {Promise<Actions> | null} */
  let actions = null;
  /** What the user can do, loaded once. */
  const actionsOf = () => {
    actions ??= spoken
      .then(() => import("./panels/actions.js"))
      .then(({ Actions }) => {
        const made = new Actions(grid, focus, typed);
        grid.pane.removeEventListener("contextmenu", early);
        document.documentElement.dataset.actions = "true";
        return made;
      });
    return actions;
  };

  /** A menu that is asked for before there is one opens as soon as there is. @param {MouseEvent} event */
  const early = async (event) => {
    event.preventDefault();
    const { target, clientX, clientY } = event;
    await actionsOf();
    const again = { bubbles: true, cancelable: true, clientX, clientY };
    target?.dispatchEvent(new MouseEvent("contextmenu", again));
  };
  grid.pane.addEventListener("contextmenu", early);

  focus.onKey = (event, { row }) => {
    if (!isAction(event, row)) return false;
    typed.hold(actionsOf());
    typed.keep(event);
    return true;
  };
  setTimeout(async () => {
    await spoken;
    const { begin } = await import("./panels/after.js");
    begin(grid, actionsOf);
  }, AFTER);

  whenNear(grid, actionsOf);
  return async ({ target, shiftKey }) => {
    const el = /** @type {Element} */ (target);
    const button = el.closest(".bar [data-do]");
    if (button instanceof HTMLElement) (await actionsOf()).do(button.dataset.do ?? "");
    // A condition as the server wrote it: `pills.js` opens it when it takes over.
    el.closest("#pills span.what")?.setAttribute("data-clicked", "");
    const place = grid.pane.contains(el) ? focus.placeOf(el) : null;
    if (place?.row !== -1) return;
    focus.moveTo(place);
    grid.turn.sort(grid.columns.numberAt(place.col), shiftKey);
  };
}

/** Whether a key is one of `actions.js`. @param {KeyboardEvent} event @param {number} row */
function isAction({ key, ctrlKey, metaKey, altKey, shiftKey }, row) {
  const marks = (ctrlKey || metaKey ? "^" : "") + (altKey ? "!" : "") + (shiftKey ? "+" : "");
  // In a small frame the browser finds.
  if (marks === "^" && /f/i.test(key) && !document.querySelector(".pictured")) return false;
  return (row < 0 ? ACTION_KEYS_ON_HEADER : ACTION_KEYS).test(marks + key);
}

/** The reader's language, where it is not English: the setting, or the browser's first. @param {Grid} grid */
async function speak(grid) {
  const { language } = document.documentElement.dataset;
  const wanted = language && language !== "auto" ? [language] : navigator.languages;
  const known = wanted.map((each) => each.slice(0, 2)).find((each) => /en|de|zh|pt/.test(each));
  if (!known || known === "en") return;
  const { speak, tongueOf } = await import("./panels/language.js");
  speak(await tongueOf(known), grid);
}

/** Whoever comes near may want to do something. @param {Grid} grid @param {() => void} act */
function whenNear({ pane }, act) {
  const come = () => {
    for (const type of NEARING) removeEventListener(type, come);
    act();
  };
  for (const type of NEARING) addEventListener(type, come, { passive: true });
  const { activeElement, body } = document;
  if (pane.matches(":hover") || (activeElement && activeElement !== body)) come();
}
