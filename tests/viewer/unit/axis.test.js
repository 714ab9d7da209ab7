/** Positions stay exact, however long the whole is. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Axis, MAX_LENGTH } from "../../../dtale_nb/viewer/grid/axis.js";

const ROW = 24;
const VIEW = 240;

/** @param {number} rows */
function axisOf(rows) {
  const axis = new Axis();
  axis.measure(rows, ROW, VIEW);
  return axis;
}

for (const rows of [0, 1, 9, 10, 11, 1000, 1e6, 1e8, 1e9]) {
  test(`${rows} rows end with the last one in sight`, () => {
    const axis = axisOf(rows);
    assert.equal(axis.end, Math.max(0, rows - VIEW / ROW));
    assert.equal(axis.clamped(1e12), axis.end);
    assert.equal(axis.clamped(-5), 0);
  });

  test(`${rows} rows are never longer than a browser can lay out`, () => {
    assert.ok(axisOf(rows).length <= MAX_LENGTH);
  });
}

test("the scrollbar stands at its ends when the view does", () => {
  const axis = axisOf(1e8);
  assert.equal(axis.bar, 0);
  axis.at = axis.end;
  assert.equal(axis.bar, axis.room);
});

test("a row more is a row more at a hundred million", () => {
  const axis = axisOf(1e8);
  axis.at = axis.clamped(50_000_000);
  axis.at = axis.clamped(axis.at + 1);
  assert.equal(axis.at, 50_000_001);
});

test("a scaled scrollbar has a way to go from a row before its end", () => {
  const axis = axisOf(1e8);
  axis.at = axis.end - 1;
  assert.ok(Math.round(axis.bar) < axis.room - 1);
  axis.at = 1;
  assert.ok(Math.round(axis.bar) >= 1);
});
