/**
 * What follows the first rows: the focus, sorting, and the status line; then what is seen
 * beside them; and whatever the user can do, when somebody comes near.
 *
 * @import { Grid } from "./grid/grid.js"
 * @import { Typed } from "./grid/typed.js"
 * @import { Actions } from "./panels/actions.js"
 * @import { Selecting } from "./panels/selecting.js"
 * @import { Place } from "./types.js"
 */
import { Frame } from "./frame.js";
import { Focus } from "./grid/focus.js";
import { tellWidths } from "./grid/metrics.js";
import { Turn } from "./grid/turn.js";
import { WORDS } from "./words.js";

/** What is seen beside the rows waits so long, ms, or until they are scrolled. */
const AFTER = 150;

/** What is done by mouse in `actions.js`. @type {("contextmenu" | "dblclick")[]} */
const EARLY = ["contextmenu", "dblclick"];

const NEARING = ["pointerover", "focusin", "touchstart"];

/** Keys of `selecting.js` and `actions.js`: ^ for Ctrl or Cmd, ! for Alt, + for Shift. */
const SELECT_KEYS = /^(\^[a ]|\+ |\^?\+(Arrow|Page|Home|End).*)$/i;
const SELECT_KEYS_ON_HEADER = /^\^[a ]$/i;
const ACTION_KEYS = /^(\^[gfz]|\+F10|\+?(\?|Enter)|!(ArrowDown|Enter)|F2|ContextMenu)$/i;
const ACTION_KEYS_ON_HEADER = /^(!\+?Arrow.*|\+F10|\?|!Enter|ContextMenu|\^[gfz])$/i;

/**
 * @param {Grid} grid
 * @param {Typed} typed
 * @returns {(event: MouseEvent) => void} takes a click
 */
export function begin(grid, typed) {
  const focus = new Focus(grid);
  grid.frame = new Frame();
  grid.turn = new Turn(grid);
  grid.loader.parts.onSlow = (slow) =>
    grid.frame.wait(slow ? WORDS.busy : "", slow ? () => grid.turn.retry() : null);
  tellWidths();
  drawHeader(grid);
  const { height } = grid.state;
  // The notebook's page sets the height that the user chose before.
  if (height && window.parent !== window)
    window.parent.postMessage({ dtaleNbHeight: height }, "*");

  const spoken = speak(grid);
  /** @type {Promise<Selecting> | null} */
  let selecting = null;
  /** @type {[Place, MouseEvent][] | null} cells clicked before there is who selects them */
  let clicked = [];
  /** Selecting and copying, loaded once. @returns {Promise<Selecting>} */
  const selectingOf = () => {
    selecting ??= import("./panels/selecting.js").then(({ Selecting }) => {
      const made = new Selecting(grid, focus, actionsOf);
      made.onKey = actionKey;
      for (const each of clicked ?? []) made.pointer.press(...each);
      clicked = null;
      return made;
    });
    return selecting;
  };
  /** @type {Promise<Actions> | null} */
  let actions = null;
  /** What else the user can do, loaded once. @returns {Promise<Actions>} */
  const actionsOf = () => {
    actions ??= Promise.all([import("./panels/actions.js"), selectingOf(), spoken]).then(
      ([{ Actions }, selects]) => {
        const made = new Actions(grid, focus, typed, selects);
        for (const type of EARLY) grid.pane.removeEventListener(type, early);
        document.documentElement.dataset.actions = "true";
        return made;
      },
    );
    return actions;
  };

  /** What is asked for before there is who does it is done then. @param {MouseEvent} event */
  const early = async (event) => {
    event.preventDefault();
    const { type, target, clientX, clientY } = event;
    await actionsOf();
    const again = { bubbles: true, cancelable: true, clientX, clientY };
    target?.dispatchEvent(new MouseEvent(type, again));
  };
  for (const type of EARLY) grid.pane.addEventListener(type, early);

  /** A key is kept for who takes it. @param {KeyboardEvent} event @param {Promise<unknown>} taker */
  const keep = (event, taker) => {
    typed.hold(taker);
    typed.keep(event);
    return true;
  };
  /** @param {KeyboardEvent} event @param {Place} place */
  const actionKey = (event, { row }) =>
    isOneOf(event, row < 0 ? ACTION_KEYS_ON_HEADER : ACTION_KEYS) && keep(event, actionsOf());
  focus.onKey = (event, place) =>
    isOneOf(event, place.row < 0 ? SELECT_KEYS_ON_HEADER : SELECT_KEYS)
      ? keep(event, selectingOf())
      : actionKey(event, place);

  grid.whole = new Promise((done) => {
    const go = () => done(spoken.then(() => addRest(grid, focus, actionsOf)));
    setTimeout(go, AFTER);
    grid.onScroll = go;
    if (grid.hasScrolled) go();
  });

  whenNear(grid, actionsOf);
  return async (event) => {
    const el = /** @type {Element} */ (event.target);
    const place = el.isConnected ? focus.placeOf(el) : placeWritten(grid, el);
    // A drag ends in no cell; the focus is where it began.
    const cell = place ?? focus.placeOf(document.activeElement ?? el);
    if (cell && cell.row >= 0) clicked?.push([cell, event]);
    const button = el.closest(".bar [data-do]");
    if (button instanceof HTMLElement) (await actionsOf()).do(button.dataset.do ?? "");
    // A condition as the server wrote it: `pills.js` opens it when it takes over.
    el.closest("#pills span.what")?.setAttribute("data-clicked", "");
    if (place?.row !== -1) return;
    focus.moveTo(place);
    grid.turn.sort(grid.columns.numberAt(place.col), event.shiftKey);
  };
}

/** Where a cell stood that is gone with its row. @param {Grid} grid @param {Element} el */
function placeWritten({ headers, columns }, el) {
  const row = Number(el.closest(".r")?.ariaRowIndex) - headers - 1;
  return { row, col: Number(el.closest(".c")?.ariaColIndex) - columns.levels - 1 };
}

/** @param {Grid} grid @param {Focus} focus @param {() => Promise<Actions>} actions */
async function addRest(grid, focus, actions) {
  const { begin } = await import("./panels/after.js");
  begin(grid, focus, actions);
}

/** Draw the header by ourselves, rows of outer labels included. @param {Grid} grid */
async function drawHeader(grid) {
  if (grid.headers > 1) {
    const { Runs } = await import("./grid/runs.js");
    grid.header.runs = new Runs(grid.header, grid.columns);
  }
  grid.header.spoil();
  grid.draw();
  document.getElementById("first")?.remove();
}

/** @param {KeyboardEvent} event @param {RegExp} keys */
function isOneOf({ key, ctrlKey, metaKey, altKey, shiftKey }, keys) {
  const marks = (ctrlKey || metaKey ? "^" : "") + (altKey ? "!" : "") + (shiftKey ? "+" : "");
  // In a small frame the browser finds.
  if (marks === "^" && /f/i.test(key) && !document.querySelector(".pictured")) return false;
  return keys.test(marks + key);
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
