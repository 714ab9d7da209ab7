import assert from "node:assert/strict";
import { test } from "node:test";
import {
  formatOf,
  heightOf,
  momentText,
  numberText,
  writerOf,
} from "../../../dtale_nb/viewer/grid/formats.js";

process.env.TZ = "Asia/Kolkata";

/** @type {[import("../../../dtale_nb/viewer/types.js").Format, string, string | null][]} */
const NUMBERS = [
  [{ decimals: 2 }, "1.005", "1.01"],
  [{ decimals: 2 }, "-2.5", "-2.50"],
  [{ decimals: 0 }, "2.5", "3"],
  [{ decimals: 0 }, "-2.5", "-3"],
  [{ decimals: 2 }, "9007199254740993", "9007199254740993.00"],
  [{ thousands: true }, "9007199254740993", "9 007 199 254 740 993"],
  [{ thousands: true }, "18446744073709551615", "18 446 744 073 709 551 615"],
  [
    { thousands: true, decimals: 3 },
    "123456789012345678901234567890.12345",
    "123 456 789 012 345 678 901 234 567 890.123",
  ],
  [{ decimals: 20 }, "0.1", "0.10000000000000000000"],
  [{ thousands: true }, "0.12345678901234567", "0.12345678901234567"],
  [{ thousands: true }, "1.5e-25", null],
  [{ style: "percent" }, "1e-30", null],
  [{ decimals: 2 }, "1e-30", "0.00"],
  [{ style: "scientific" }, "1.5e-25", "1.5E-25"],
  [{ digits: 3 }, "123456", "123000"],
  [{ digits: 3 }, "0.00123456", "0.00123"],
  [{ digits: 3 }, "1e-07", "0.000000100"],
  [{ style: "percent" }, "0.1234", "12.34%"],
  [{ style: "percent", decimals: 1 }, "0.0005", "0.1%"],
  [{ style: "percent", decimals: 0 }, "123456789012345678", "12345678901234567800%"],
  [{ style: "scientific", decimals: 2 }, "123456789012345678901", "1.23E20"],
  [{ style: "scientific" }, "0.00012", "1.2E-4"],
  [{ style: "currency", currency: "EUR" }, "-1234567.891", "-€1 234 567.89"],
  [{ style: "currency", currency: "JPY" }, "1234.5", "¥1 235"],
  [{ style: "currency", currency: "USD", decimals: 0 }, "99.5", "$100"],
  [{ style: "bytes" }, "1023", "1023 B"],
  [{ style: "bytes" }, "1024", "1.0 KiB"],
  [{ style: "bytes" }, "1536", "1.5 KiB"],
  [{ style: "bytes" }, "1.5e3", "1.5 KiB"],
  [{ style: "bytes", decimals: 2 }, "-18446744073709551615", "-16.00 EiB"],
  [{ style: "bytes" }, "0.5", "1 B"],
  [{ style: "bytes" }, "1e999", null],
  [{ decimals: 2 }, "inf", null],
  [{ decimals: 2 }, "-inf", null],
  [{ style: "bytes" }, "inf", null],
];

for (const [format, text, written] of NUMBERS) {
  test(`${text} as ${JSON.stringify(format)}`, () => {
    const found = numberText(format)?.(text) ?? null;
    assert.equal(found?.replaceAll("\u202f", " ") ?? null, written);
  });
}

test("a plain format writes nothing anew", () => {
  assert.equal(numberText({}), null);
  assert.equal(numberText({ red: true }), null);
});

const MOMENT = "2026-03-01 23:30:10.482917+01:00";

/** @type {[string, string, boolean, string | null][]} */
const MOMENTS = [
  [MOMENT, "", false, "2026-03-01 23:30:10.482917 +01:00"],
  [MOMENT, "D MMM YYYY", false, "1 Mar 2026"],
  [MOMENT, "dddd, D. MMMM YY", false, "Sunday, 1. March 26"],
  [MOMENT, "MM/DD/YYYY hh:mm A", false, "03/01/2026 11:30 PM"],
  [MOMENT, "HH:mm:ss.SSS", false, "23:30:10.482"],
  [MOMENT, "[on] ddd [at] H", false, "on Sun at 23"],
  [MOMENT, "", true, "2026-03-02 04:00:10.482917 +05:30"],
  [MOMENT, "YYYY-MM-DD HH:mm", true, "2026-03-02 04:00"],
  ["1900-01-01 00:00:00+00:19:32", "", true, "1900-01-01 05:01:38 +05:21:10"],
  ["1883-11-18 00:00:00.5-04:56:02", "", true, "1883-11-18 10:17:12.5 +05:21:10"],
  ["1900-01-01 00:00:00+00:19:32", "HH:mm Z", false, "00:00 +00:19:32"],
  ["2026-03-01 00:30:00", "", true, "2026-03-01 00:30:00"],
  ["2026-03-01 00:30:00.000000001", "ss.SSSSSSSSS", false, "00.000000001"],
  ["2026-03-01", "D.M.YYYY", false, "1.3.2026"],
  ["2026-03-01", "", true, "2026-03-01"],
  ["2026Q1", "YYYY", false, null],
  ["09:30:00", "HH", false, null],
];

for (const [text, pattern, here, written] of MOMENTS) {
  test(`${text} by ${pattern || "no pattern"}${here ? ", here" : ""}`, () => {
    assert.equal(momentText(text, pattern, here), written);
  });
}

/** @param {string} kind @param {string} dtype */
const column = (kind, dtype) =>
  /** @type {import("../../../dtale_nb/viewer/types.js").Column} */ ({
    number: 3,
    label: ["x"],
    dtype,
    kind,
    width: 90,
  });

test("missing values keep their word under any format", () => {
  const write = writerOf(column("number", "float64"), { decimals: 2, red: true });
  assert.deepEqual(write?.("NaN", "nan", 0), { text: "NaN", pale: "", look: "n x" });
  assert.deepEqual(write?.("-1.5", "", 0), { text: "-1.50", pale: "", look: "n neg" });
});

test("red alone keeps the plain writing and its alignment", () => {
  const write = writerOf(column("number", "float64"), { red: true });
  assert.deepEqual(write?.("-1.5", "", 2), { text: "-1.5", pale: "", look: "n p1 neg" });
});

test("a column's own format wins over that of its dtype", () => {
  const own = { number: 3, decimals: 1 };
  const all = { dtype: "float64", decimals: 2 };
  assert.equal(formatOf([all, own], column("number", "float64")), own);
  assert.equal(formatOf([all], column("number", "float64")), all);
  assert.equal(formatOf([all], column("number", "int64")), undefined);
});

test("rows are as high as their lines", () => {
  assert.deepEqual([0, 1, 2, 12].map(heightOf), [20, 24, 41, 211]);
});
