/**
 * One cell whole.
 *
 * @import { Actions } from "./actions.js"
 * @import { Place } from "../types.js"
 */
import { cellOf } from "./asking.js";
import { element } from "../grid/cell.js";
import { isLink, MISSING } from "../grid/cells.js";
import { nameOf, WORDS } from "../words.js";
import { button, openPanel } from "./panel.js";
import { PANEL } from "./panelwords.js";
import { SAY } from "./say.js";

/**
 * Characters laid out together. A browser's time for one run of text grows with the square
 * of its length: 300,000 characters take seconds.
 */
const PIECE = 4000;

/**
 * Show one cell's whole value, fetched now.
 *
 * @param {Actions} actions
 * @param {Place} place
 */
export async function showCell(actions, place) {
  const { grid } = actions;
  const number = grid.columns.numberAt(place.col);
  const column = grid.columns.known.get(number);
  const panel = openPanel(actions, nameOf(column), column?.dtype ?? "");
  const value = element("pre", "whole", { tabindex: "0", "aria-label": nameOf(column) });
  value.textContent = SAY.loading;
  const about = element("p", "about");
  const copy = button(SAY.copy, "", () => copyText(actions, value));
  value.addEventListener("copy", (event) => copySelected(event));
  panel.body.append(value, about, copy);
  value.focus();
  try {
    const answer = await cellOf(grid.api, grid.blocks.version, place.row, number);
    value.replaceChildren(...piecesOf(answer.text));
    const missing = answer.mark && MISSING.has(answer.mark);
    value.classList.toggle("x", Boolean(missing));
    copy.hidden = answer.mark === "empty";
    if (copy.hidden) value.textContent = SAY.empty;
    if (isLink(answer.text, answer.mark ?? "")) about.before(linkTo(answer.text));
    about.textContent = `${answer.type} · ${PANEL.characters([...answer.text].length)}`;
  } catch (failure) {
    const { message, hint } = /** @type {import("../api.js").Failure} */ (failure);
    value.textContent = [message, hint].filter(Boolean).join(". ") || SAY.notCopied;
  }
}

/** @param {string} address */
function linkTo(address) {
  const link = element("a", "", {
    href: address,
    target: "_blank",
    rel: "noopener noreferrer",
  });
  link.textContent = SAY.link;
  return link;
}

/**
 * A long text in pieces, of which the browser lays out those in sight: cut after a line, a
 * word, or where there is neither.
 *
 * @param {string} text
 */
function piecesOf(text) {
  if (text.length < 2 * PIECE) return [text];
  /** @type {HTMLElement[]} */
  const pieces = [];
  for (let at = 0; at < text.length; ) {
    const part = text.slice(at, at + PIECE);
    const end = part.lastIndexOf("\n") + 1 || part.lastIndexOf(" ") + 1 || part.length;
    const isHalf = /[\ud800-\udbff]/.test(text[at + end - 1] ?? "");
    const piece = element("span");
    piece.textContent = text.slice(at, at + end + (isHalf ? 1 : 0));
    at += end + (isHalf ? 1 : 0);
    pieces.push(piece);
  }
  return pieces;
}

/** Copy what is selected as it is, without the breaks between pieces. @param {ClipboardEvent} event */
function copySelected(event) {
  const selection = getSelection();
  if (!selection?.rangeCount) return;
  const text = selection.getRangeAt(0).cloneContents().textContent ?? "";
  event.clipboardData?.setData("text/plain", text);
  event.preventDefault();
  event.stopPropagation();
}

/** @param {Actions} actions @param {HTMLElement} value */
function copyText(actions, value) {
  getSelection()?.selectAllChildren(value);
  document.execCommand("copy");
  getSelection()?.removeAllRanges();
  actions.note(WORDS.copied(1));
}

/**
 * Have the descriptions of some columns at hand.
 *
 * @param {Actions} actions
 * @param {number[]} numbers
 */
export async function describe(actions, numbers) {
  const { columns, api } = actions.grid;
  for (let from = 0; from < numbers.length; from += 2000) {
    const unknown = numbers.slice(from, from + 2000).filter((each) => !columns.known.has(each));
    if (!unknown.length) continue;
    const answer = await api.columns(unknown);
    actions.grid.arrange(() => columns.learn(answer.columns));
  }
}
