/** Changing a filter makes a new tree and leaves the old one as it was. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as filters from "../../../dtale_nb/viewer/panels/filters.js";
import { ASK, OPS } from "../../../dtale_nb/viewer/panels/asks.js";
import { askedOf } from "../../../dtale_nb/viewer/panels/keep.js";

const price = { column: "price", position: 3, op: "gt", value: 1 };
const order = { level: 0, op: "le", value: 9 };
const either = { any: [price, order] };

test("the parts of a list are its pills, anything else is one", () => {
  assert.deepEqual(filters.partsOf(null), []);
  assert.deepEqual(filters.partsOf({ all: [price, either] }), [price, either]);
  assert.deepEqual(filters.partsOf(either), [either]);
  const aside = { all: [price, order], off: true };
  assert.deepEqual(filters.partsOf(aside), [aside]);
});

test("a part is added, replaced, set aside, taken back and removed", () => {
  const one = filters.withPart(null, null, price);
  assert.deepEqual(one, { all: [price] });
  const two = filters.withPart(either, null, price);
  assert.deepEqual(two, { all: [either, price] });
  assert.deepEqual(filters.withPart(two, 0, order), { all: [order, price] });
  const aside = filters.toggled(two, 1);
  assert.deepEqual(aside, { all: [either, { ...price, off: true }] });
  assert.deepEqual(filters.toggled(aside, 1), two);
  assert.deepEqual(filters.without(two, 0), one);
  assert.equal(filters.without(one, 0), null);
});

test("columns are named by place and name, levels by place", () => {
  const column = { number: 3, label: ["2025", "price"] };
  assert.deepEqual(filters.aboutOf(column), { column: "price", position: 3 });
  assert.deepEqual(filters.aboutOf({ number: -2, label: ["y"] }), { level: 1 });
  assert.equal(filters.numberOf({ level: 1 }), -2);
  assert.equal(filters.findPart({ all: [either, price] }, 3, ["gt"]), 1);
  assert.equal(filters.findPart({ all: [either, price] }, 3, ["between"]), null);
});

test("every operator that is offered has words", () => {
  for (const op of Object.values(OPS).flat()) assert.ok(ASK.ops[op], op);
});

test("what is missing is asked for by its kind, whatever column it is in", () => {
  for (const kind of Object.keys(OPS))
    for (const mark of ["nan", "none", "na", "nat", "null", "masked"]) {
      assert.deepEqual(askedOf(kind, { text: "", mark }, true), { op: mark });
      assert.ok(OPS[kind].includes(mark));
    }
});
