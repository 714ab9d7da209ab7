/**
 * Another language than English: words that it has take the place of English ones, the
 * others stay. What the kernel says of an error is English.
 *
 * @import { Grid } from "../grid/grid.js"
 */
import { WORDS } from "../words.js";
import { ASK } from "./asks.js";
import { COLUMN } from "./columnwords.js";
import { SAY } from "./say.js";

/**
 * @typedef {object} Language
 * @property {string} lang
 * @property {Partial<typeof WORDS>} words
 * @property {Partial<typeof SAY>} say
 * @property {Record<string, string>} bar names of the bar's buttons, by what they do
 *
 * @typedef {object} Asks What filters, search, pictures and the column panel say.
 * @property {typeof ASK} ask
 * @property {typeof COLUMN} column
 * @property {Partial<typeof SAY>} say
 */

/** @param {string} known de, zh or pt @returns {Promise<Language & {asks: Asks}>} */
export async function tongueOf(known) {
  if (known === "de") {
    const [one, more] = await Promise.all([import("./german.js"), import("./asksgerman.js")]);
    return { ...one.GERMAN, asks: more.GERMAN_ASKS };
  }
  if (known === "zh") {
    const [one, more] = await Promise.all([import("./chinese.js"), import("./askschinese.js")]);
    return { ...one.CHINESE, asks: more.CHINESE_ASKS };
  }
  const [one, more] = await Promise.all([
    import("./portuguese.js"),
    import("./asksportuguese.js"),
  ]);
  return { ...one.PORTUGUESE, asks: more.PORTUGUESE_ASKS };
}

/**
 * Speak a language from here on.
 *
 * @param {Language & {asks: Asks}} language
 * @param {Grid} grid
 */
export function speak({ lang, words, say, bar, asks }, grid) {
  Object.assign(WORDS, words);
  Object.assign(SAY, say, asks.say);
  Object.assign(ASK, asks.ask);
  Object.assign(COLUMN, asks.column);
  document.documentElement.lang = lang;
  for (const [what, name] of Object.entries(bar)) {
    const el = document.querySelector(what === "tab" ? "#tab" : `.bar [data-do="${what}"]`);
    if (el?.hasAttribute("aria-label")) {
      el.setAttribute("aria-label", name);
      el.setAttribute("title", name);
    } else if (el) el.textContent = name;
  }
  grid.frame.showShape(grid.total, grid.of, grid.columns.all);
  grid.frame.showSorted(WORDS.sorted(grid.state.sort));
}
