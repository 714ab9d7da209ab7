import assert from "node:assert/strict";
import { test } from "node:test";
import { compared, shareOf } from "../../../dtale_nb/viewer/grid/colours.js";

/** @type {[string, string, number][]} */
const PAIRS = [
  ["9007199254740993", "9007199254740992", 1],
  ["9007199254740992", "9007199254740993", -1],
  ["-9007199254740993", "-9007199254740992", -1],
  ["0.1", "0.10", 0],
  ["1e3", "1000", 0],
  ["1E-7", "0.0000001", 0],
  ["0.30000000000000000001", "0.3", 1],
  ["-2", "1", -1],
  ["inf", "1e308", 1],
  ["-inf", "-5", -1],
  ["inf", "inf", 0],
];

for (const [one, other, order] of PAIRS) {
  test(`${one} beside ${other}`, () => {
    assert.equal(compared(one, other), order);
  });
}

test("what is no number is in no range", () => {
  assert.ok(Number.isNaN(compared("abc", "1")));
});

test("shares are of the way between the ends", () => {
  assert.equal(shareOf("-10", "10", 0), 50);
  assert.equal(shareOf("0", "4", 4), 100);
  assert.equal(shareOf("0", "4", 9), 100);
  assert.equal(shareOf("3", "3", 3), 50);
  assert.equal(shareOf("", "", 3), -1);
  assert.equal(shareOf("0", "4", Number.NaN), -1);
});
