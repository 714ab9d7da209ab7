/**
 * A link to a view as it is set: its state in the fragment of the page's address. It holds
 * while the kernel does.
 *
 * @import { Failure } from "../api.js"
 * @import { Grid } from "../grid/grid.js"
 * @import { Actions } from "./actions.js"
 * @import { ViewState } from "../types.js"
 */
import { byId } from "../grid/cell.js";
import { WORDS } from "../words.js";
import { SAY } from "./say.js";

const BEGINS = "#state=";

/** What a link brings along; where a reader stands is no part of it. @param {any} state @returns {Partial<ViewState>} */
function partOf({ sort, filter, search, columns, formats, lines, colour, charts }) {
  const part = { sort, filter, search, columns, formats, lines, colour, charts };
  return /** @type {Partial<ViewState>} */ (part);
}

/** What the server writes the page with. @type {(keyof ViewState)[]} */
const WRITTEN = ["search", "columns", "formats", "lines", "colour"];

/** @param {ViewState} state */
export function fragmentOf(state) {
  const bytes = new TextEncoder().encode(JSON.stringify(partOf(state)));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return BEGINS + text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @param {string} fragment @returns {Partial<ViewState> | null} null where it holds no state */
export function stateOf(fragment) {
  if (!fragment.startsWith(BEGINS)) return null;
  try {
    const text = atob(fragment.slice(BEGINS.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(text, (each) => each.charCodeAt(0));
    const state = JSON.parse(new TextDecoder().decode(bytes));
    const isState = state && typeof state === "object" && !Array.isArray(state);
    return isState ? partOf(state) : null;
  } catch {
    return null; // a link that was cut on its way
  }
}

/**
 * Set the view to what the page's address asks for, once. A link that is broken, or was
 * made for another frame, changes nothing and says so.
 *
 * @param {Grid} grid
 */
export async function followLink(grid) {
  const state = stateOf(location.hash);
  history.replaceState(null, "", location.pathname + location.search);
  if (!state) return tell(grid, SAY.brokenLink);
  const before = grid.state;
  try {
    await grid.turn.change(state, WORDS.filtering);
  } catch (failure) {
    const { code, message, hint } = /** @type {Failure} */ (failure);
    if (!REFUSED.has(code)) return grid.failed(/** @type {Failure} */ (failure));
    return tell(grid, `${SAY.oddLink} (${[message, hint].filter(Boolean).join("; ")})`);
  }
  const isOther = (/** @type {keyof ViewState} */ part) =>
    state[part] !== undefined &&
    JSON.stringify(state[part]) !== JSON.stringify(before[part] ?? null);
  if (WRITTEN.some(isOther)) location.reload();
}

/** Failures that say that the server cannot read a state. */
const REFUSED = new Set(["bad-argument", "unknown-column"]);

/** @param {Grid} grid @param {string} text */
function tell(grid, text) {
  byId("note").textContent = text;
  grid.frame.say(text);
}

/** @param {Actions} actions */
export async function copyLink(actions) {
  const address = new URL(location.href);
  await actions.keeper.now();
  address.hash = fragmentOf({ ...actions.grid.state, columns: actions.keeper.document() });
  try {
    await navigator.clipboard.writeText(address.href);
    actions.note(SAY.linkCopied);
  } catch {
    actions.note(SAY.linkNotCopied);
  }
  actions.focus.focus();
}
