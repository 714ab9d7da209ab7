/**
 * Another language than English: words that it has take the place of English ones, the
 * others stay. What the kernel says of an error is English.
 *
 * @import { Grid } from "../grid/grid.js"
 */
import { WORDS } from "../words.js";
import { SAY } from "./say.js";
import { speakInPanels } from "./tongue.js";

/**
 * @typedef {object} Language
 * @property {string} lang
 * @property {Partial<typeof WORDS>} words
 * @property {Partial<typeof SAY>} say
 * @property {Record<string, string>} bar names of the bar's buttons, by what they do
 */

/** @param {string} known de, zh or pt @returns {Promise<Language>} */
export async function tongueOf(known) {
  if (known === "de") {
    speakInPanels(async () => (await import("./panelsgerman.js")).GERMAN_PANELS);
    return (await import("./german.js")).GERMAN;
  }
  if (known === "zh") {
    speakInPanels(async () => (await import("./panelschinese.js")).CHINESE_PANELS);
    return (await import("./chinese.js")).CHINESE;
  }
  speakInPanels(async () => (await import("./panelsportuguese.js")).PORTUGUESE_PANELS);
  return (await import("./portuguese.js")).PORTUGUESE;
}

/**
 * Speak a language from here on.
 *
 * @param {Language} language
 * @param {Grid} grid
 */
export function speak({ lang, words, say, bar }, grid) {
  Object.assign(WORDS, words);
  Object.assign(SAY, say);
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
