/** Every language has the words of English, and says what English says. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { CHINESE_PANELS } from "../../../dtale_nb/viewer/panels/panelschinese.js";
import { GERMAN_PANELS } from "../../../dtale_nb/viewer/panels/panelsgerman.js";
import { PORTUGUESE_PANELS } from "../../../dtale_nb/viewer/panels/panelsportuguese.js";
import { ASK } from "../../../dtale_nb/viewer/panels/asks.js";
import { CHINESE } from "../../../dtale_nb/viewer/panels/chinese.js";
import { COLUMN } from "../../../dtale_nb/viewer/panels/columnwords.js";
import { GERMAN } from "../../../dtale_nb/viewer/panels/german.js";
import { PANEL } from "../../../dtale_nb/viewer/panels/panelwords.js";
import { PORTUGUESE } from "../../../dtale_nb/viewer/panels/portuguese.js";
import { SAY } from "../../../dtale_nb/viewer/panels/say.js";
import { told } from "../../../dtale_nb/viewer/panels/told.js";
import { speakInPanels, translate } from "../../../dtale_nb/viewer/panels/tongue.js";
import { WORDS } from "../../../dtale_nb/viewer/words.js";

const TONGUES = [
  { ...GERMAN, ...GERMAN_PANELS },
  { ...CHINESE, ...CHINESE_PANELS },
  { ...PORTUGUESE, ...PORTUGUESE_PANELS },
];
/** @type {["words" | "say" | "panel", Record<string, any>][]} */
const CATALOGUES = [
  ["words", WORDS],
  ["say", SAY],
  ["panel", PANEL],
];

/** Numbers that are written alike everywhere, and names. */
const GIVEN = [717, 818, 919];

/** Words that take keys, a list, a text, or a share of one. */
const OTHERWISE = /^(sorted|sortedSpoken|mostly|percent|topOf|doing)$/;

for (const tongue of TONGUES) {
  for (const [part, english] of CATALOGUES) {
    /** @type {Record<string, any>} */
    const ours = tongue[part];

    test(`${tongue.lang}: ${part} has every word of English`, () => {
      assert.deepEqual(Object.keys(ours).sort(), Object.keys(english).sort());
    });

    test(`${tongue.lang}: ${part} says what English says`, () => {
      for (const [key, word] of Object.entries(ours)) {
        assert.equal(typeof word, typeof english[key], key);
        if (typeof word !== "function" || OTHERWISE.test(key)) continue;
        assert.equal(word.length, english[key].length, key);
        const said = String(word(...GIVEN));
        for (const given of GIVEN.slice(0, word.length)) {
          const isTold = String(english[key](...GIVEN)).includes(String(given));
          assert.equal(said.includes(String(given)), isTold, `${key}: ${said}`);
        }
      }
    });

    test(`${tongue.lang}: ${part} leaves no word empty`, () => {
      for (const [key, word] of Object.entries(ours)) assert.ok(word, key);
    });
  }
}

/** What is written alike, and what is typed as Python reads it. */
const ALIKE = ["Filter", "+ Filter", "Index", "2 days 06:00:00", "minutos"];

/**
 * Each word of a catalogue by its path; of lists of choices, what is sent by it.
 *
 * @param {any} part
 * @param {string} [path]
 * @returns {[string, any][]}
 */
function wordsOf(part, path = "") {
  if (Array.isArray(part) && Array.isArray(part[0]))
    return [[path, part.map(([value]) => String(value)).join()]];
  if (Array.isArray(part)) return [[path, part.length]];
  if (typeof part !== "object") return [[path, typeof part]];
  return Object.entries(part).flatMap(([key, word]) => wordsOf(word, `${path}/${key}`));
}

for (const { lang, ask, column } of TONGUES) {
  test(`${lang}: filters and the column panel have every word, and its shape`, () => {
    assert.deepEqual(wordsOf(ask).sort(), wordsOf(ASK).sort());
    assert.deepEqual(wordsOf(column).sort(), wordsOf(COLUMN).sort());
  });

  test(`${lang}: hardly a word is the English one`, () => {
    const english = wordsIn(ASK).concat(wordsIn(COLUMN));
    const same = wordsIn(ask)
      .concat(wordsIn(column))
      .filter((word, at) => word === english[at] && /[a-z]{3}/.test(word));
    assert.deepEqual(
      same.filter((word) => !ALIKE.includes(word)),
      [],
    );
  });
}

/** All texts of a catalogue, in its order. @param {any} part @returns {string[]} */
function wordsIn(part) {
  if (typeof part === "string") return [part];
  if (typeof part !== "object") return [];
  const isChoice = Array.isArray(part) && Array.isArray(part[0]);
  if (isChoice) return part.map(([, word]) => word);
  const inner = Array.isArray(part)
    ? part
    : Object.keys(part)
        .sort()
        .map((key) => part[key]);
  return inner.flatMap(wordsIn);
}

test("no word stands in two catalogues", () => {
  const twice = Object.keys(PANEL).filter((key) => key in SAY);
  assert.deepEqual(twice, []);
});

test("panels speak the reader's language from their first word on", async () => {
  const was = { ...PANEL };
  try {
    await translate(PANEL, "panel");
    assert.deepEqual({ ...PANEL }, was); // English, as long as nobody speaks otherwise
    speakInPanels(async () => GERMAN_PANELS);
    await translate(PANEL, "panel");
    assert.equal(PANEL.hideEmpty, GERMAN_PANELS.panel.hideEmpty);
  } finally {
    Object.assign(PANEL, was);
  }
});

test("a filter is told in the reader's language, as the engine tells it in English", () => {
  const columns = { known: new Map([[3, { number: 3, label: ["price"] }]]) };
  const about = { column: "price", position: 3 };
  const of = (/** @type {any} */ node) => told(node, /** @type {any} */ (columns));
  const was = { ...ASK };
  Object.assign(ASK, GERMAN_PANELS.ask);
  try {
    assert.equal(
      of({ ...about, op: "between", value: [408, 431] }),
      "price ist zwischen 408 und 431",
    );
    assert.equal(of({ ...about, op: "contains", value: "x" }), "price enthält „x“");
    assert.equal(
      of({ ...about, op: "last", value: "7 days", to: "now" }),
      "price ist in den letzten 7 Tage (Bis zu jetzt)",
    );
    assert.equal(
      of({ ...about, op: "weekday", value: [0, 6] }),
      "price ist am Wochentag Mo, So",
    );
    assert.equal(
      of({ ...about, op: "in", value: [null, 1, 2, 3, 4, 5, 6] }),
      "price ist eines von fehlend, 1, 2, 3, 4 und 2 weitere",
    );
    const nan = { ...about, op: "nan" };
    const off = { ...about, op: "na", off: true };
    assert.equal(
      of({ any: [nan, off, { all: [nan, { not: { level: 0, op: "missing" } }] }] }),
      "price ist NaN oder (price ist NaN und nicht (0 fehlt))",
    );
    assert.equal(of({ search: "x" }), "eine Zelle zeigt „x“");
  } finally {
    Object.assign(ASK, was);
  }
});

test("a share and a size are told as the language writes them", () => {
  const { panel } = GERMAN_PANELS;
  assert.equal(panel.missing?.(0.694), "69 % fehlen");
  assert.equal(panel.missing?.(0.0001), "<1 % fehlen");
  assert.equal(panel.missing?.(0.9999), ">99 % fehlen");
  assert.equal(panel.downloaded?.("t.csv", 1_260_000), "t.csv: 1,3 MB heruntergeladen.");
});
