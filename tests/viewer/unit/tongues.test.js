/** Every language has the same words as the others, and says what English says. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { CHINESE } from "../../../dtale_nb/viewer/panels/chinese.js";
import { GERMAN } from "../../../dtale_nb/viewer/panels/german.js";
import { PORTUGUESE } from "../../../dtale_nb/viewer/panels/portuguese.js";
import { SAY } from "../../../dtale_nb/viewer/panels/say.js";
import { WORDS } from "../../../dtale_nb/viewer/words.js";

const TONGUES = [GERMAN, CHINESE, PORTUGUESE];
/** @type {["words" | "say", Record<string, any>][]} */
const CATALOGUES = [
  ["words", WORDS],
  ["say", SAY],
];

/** Numbers that are written alike everywhere, and names. */
const GIVEN = [717, 818, 919];

for (const tongue of TONGUES) {
  for (const [part, english] of CATALOGUES) {
    /** @type {Record<string, any>} */
    const ours = tongue[part];

    test(`${tongue.lang}: ${part} has the keys of the other languages`, () => {
      assert.deepEqual(Object.keys(ours).sort(), Object.keys(GERMAN[part]).sort());
      for (const key of Object.keys(ours)) assert.ok(key in english, key);
    });

    test(`${tongue.lang}: ${part} says what English says`, () => {
      for (const [key, word] of Object.entries(ours)) {
        assert.equal(typeof word, typeof english[key], key);
        if (typeof word !== "function" || key.startsWith("sorted")) continue;
        assert.equal(word.length, english[key].length, key);
        const said = word(...GIVEN);
        for (const given of GIVEN.slice(0, word.length)) {
          const isTold = english[key](...GIVEN).includes(String(given));
          assert.equal(said.includes(String(given)), isTold, `${key}: ${said}`);
        }
      }
    });

    test(`${tongue.lang}: ${part} leaves no word empty`, () => {
      for (const [key, word] of Object.entries(ours)) assert.ok(word, key);
    });
  }
}
