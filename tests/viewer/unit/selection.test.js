/** Cells of several ranges are counted once, however the ranges overlap. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Selection } from "../../../dtale_nb/viewer/panels/selection.js";

/** @param {number[][]} parts r0, r1, c0, c1 of each */
function selectionOf(...parts) {
  const made = new Selection();
  made.ranges = parts.map(([r0 = 0, r1 = 0, c0 = 0, c1 = 0]) => ({ r0, r1, c0, c1 }));
  return made;
}

test("a range that is chosen again adds no cell", () => {
  const one = [2, 5, 1, 3];
  assert.equal(selectionOf().count, 0);
  assert.equal(selectionOf(one).count, 12);
  assert.equal(selectionOf(one, one, one).count, 12);
  assert.equal(selectionOf([0, 9, 0, 0], [0, 9, 0, 0], [4, 4, 0, 5], [3, 5, 0, 1]).count, 17);
});

test("all of a hundred million rows are counted at once", () => {
  const all = [0, 99_999_999, 0, 9_999];
  assert.equal(selectionOf(all, [5, 5, 0, 9_999], all).count, 1e12);
});

test("it counts what it has, cell by cell", () => {
  let seed = 1;
  const next = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % 12;
  };
  for (let round = 0; round < 50; round++) {
    const parts = Array.from({ length: 1 + (round % 6) }, () => {
      const [a, b, c, d] = [next(), next(), next(), next()];
      return [Math.min(a, b), Math.max(a, b), Math.min(c, d), Math.max(c, d)];
    });
    const made = selectionOf(...parts);
    let cells = 0;
    for (let row = 0; row < 12; row++)
      for (let col = 0; col < 12; col++) cells += made.has(row, col) ? 1 : 0;
    assert.equal(made.count, cells);
  }
});
