/**
 * What panels say in another language than English: loaded with the first of them.
 *
 * @import { ASK } from "./asks.js"
 * @import { COLUMN } from "./columnwords.js"
 * @import { PANEL } from "./panelwords.js"
 *
 * @typedef {object} PanelWords
 * @property {typeof ASK} ask
 * @property {typeof COLUMN} column
 * @property {Partial<typeof PANEL>} panel
 */

/** @type {(() => Promise<PanelWords>) | null} null for English */
let tongue = null;

/** @param {() => Promise<PanelWords>} load gives the words of the reader's language */
export function speakInPanels(load) {
  tongue = load;
}

/**
 * Put a catalogue into the reader's language. Modules of words wait for it, so that no
 * panel is drawn before.
 *
 * @template {keyof PanelWords} Part
 * @param {PanelWords[Part]} words
 * @param {Part} part
 */
export async function translate(words, part) {
  if (tongue) Object.assign(words, (await tongue())[part]);
}
