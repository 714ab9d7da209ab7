/**
 * How a user wants cells written. Everything starts from the exact text of a value and
 * never goes through a floating-point number: `Intl` is given texts, and where it doesn't
 * serve, whole numbers of any length are counted with. Halves are rounded away from
 * zero, as spreadsheets do.
 *
 * @import { Column, Format } from "../types.js"
 * @import { Look } from "./cells.js"
 */
import { drawn, sideOf } from "./cells.js";

/** @typedef {(text: string, mark: string, places: number) => Look} Writer */

/** Decimals where the user names none; some browsers write no more. */
const UNROUNDED = 20;

/** Between groups of thousands: no language reads it as a decimal point. */
const GAP = "\u202f";

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i;
const MOMENT =
  /^(-?\d{4,6})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d):(\d\d)(?:\.(\d+))?)?(?: ?([+-]\d\d:\d\d(?::\d\d)?))?(.*)$/;
const TOKEN = /\[[^\]]*\]|YYYY|YY|M{1,4}|D{1,2}|d{3,4}|H{1,2}|h{1,2}|mm|ss|S{1,9}|A|Z/g;

/** Pixels of a row by lines: set closer, one line, and what each line more takes. */
const CLOSE = 20;
const ONE = 24;
const LINE = 17;
const AROUND = 7;

/** Decimals that a written number is moved left for, at most; `looks.css` has as many. */
const PADDED = 12;

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"];

/**
 * What writes the cells of a column, if anything but the plain way.
 *
 * @param {Column} column
 * @param {Format} format
 * @param {() => void} [onMore] called when a number has more decimals than any before it,
 *   so that what is written already stands wrong
 * @returns {Writer | null}
 */
export function writerOf(column, format, onMore = () => {}) {
  if (column.kind === "number") return numberWriter(format, onMore);
  if (column.kind === "moment") return momentWriter(format);
  if (format.wrap === undefined) return null;
  const look = format.wrap ? " wrap" : " cutoff";
  return (text, mark) => {
    const plain = drawn(column.kind, text, mark, 0);
    return { ...plain, look: plain.look + look };
  };
}

/** @param {Format} format @param {() => void} onMore @returns {Writer | null} */
function numberWriter(format, onMore) {
  const write = numberText(format);
  if (!write && !format.red) return null;
  const { style = "plain", decimals } = format;
  const isRagged =
    write && decimals === undefined && (style === "plain" || style === "percent");
  let most = 0;
  return (text, mark, places) => {
    const plain = drawn("number", text, mark, write ? 0 : places);
    if (mark) return plain;
    const written = write?.(text) ?? plain.text;
    const red = format.red && text.startsWith("-") ? " neg" : "";
    let padded = "";
    if (isRagged && NUMBER.test(text)) {
      const own = Math.min(PADDED, decimalsIn(written));
      if (own > most) {
        most = own;
        onMore();
      }
      padded = (own < most ? ` p${most - own}` : "") + (most && !own ? " q" : "");
    }
    return { text: written, pale: "", look: plain.look + padded + red };
  };
}

/** Digits after the point. @param {string} written */
function decimalsIn(written) {
  return /\.(\d+)/.exec(written)?.[1]?.length ?? 0;
}

/**
 * The function from an exact text of a number to how it is written; null for as it is.
 *
 * @param {Format} format
 * @returns {((text: string) => string | null) | null}
 */
export function numberText(format) {
  const { style = "plain", decimals, digits, thousands = false } = format;
  if (style === "plain" && decimals === undefined && digits === undefined && !thousands) {
    return null;
  }
  if (style === "bytes") return (text) => bytesText(text, decimals ?? 1);
  const intl = new Intl.NumberFormat("en-US", {
    ...rounding(format),
    ...(style === "percent" ? { style: "percent" } : {}),
    ...(style === "scientific" ? { notation: "scientific" } : {}),
    ...(style === "currency"
      ? {
          style: "currency",
          currency: format.currency ?? "USD",
          currencyDisplay: "narrowSymbol",
        }
      : {}),
    useGrouping: thousands || style === "currency",
  });
  const isRounded = decimals !== undefined || digits !== undefined || style === "currency";
  return (text) => {
    const match = NUMBER.exec(text);
    if (!match) return null; // inf: there is nothing to round
    const tail = (match[3]?.length ?? 0) - Number(match[4] ?? 0);
    if (!isRounded && tail > UNROUNDED && style !== "scientific") return null;
    const written = intl.format(/** @type {Intl.StringNumericLiteral} */ (text));
    return written.replaceAll(",", GAP);
  };
}

/** @param {Format} format @returns {Intl.NumberFormatOptions} */
function rounding({ style, decimals, digits }) {
  if (digits !== undefined) {
    return { minimumSignificantDigits: digits, maximumSignificantDigits: digits };
  }
  const all = { minimumFractionDigits: 0, maximumFractionDigits: UNROUNDED };
  if (decimals !== undefined) {
    return { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  }
  return style === "currency" ? {} : all;
}

/**
 * Bytes in the unit that leaves less than 1024 of them.
 *
 * @param {string} text
 * @param {number} decimals
 */
function bytesText(text, decimals) {
  const match = NUMBER.exec(text);
  if (!match) return null;
  const [, sign, whole = "0", part = "", power = "0"] = match;
  // value = count / scale, both whole
  const shift = Number(power) - part.length;
  if (Math.abs(shift) > 400) return null;
  const count = BigInt(whole + part) * 10n ** BigInt(Math.max(shift, 0));
  const scale = 10n ** BigInt(Math.max(-shift, 0));
  let unit = 0;
  while (unit < UNITS.length - 1 && count >= scale << BigInt(10 * (unit + 1))) unit++;
  const places = unit ? decimals : 0;
  const divisor = scale << BigInt(10 * unit);
  const rounded = (count * 10n ** BigInt(places) * 2n + divisor) / (divisor * 2n);
  const all = rounded.toString().padStart(places + 1, "0");
  const at = all.length - places;
  const number = places ? `${all.slice(0, at)}.${all.slice(at)}` : all;
  return `${sign}${number} ${UNITS[unit]}`;
}

/** @param {Format} format @returns {Writer | null} */
function momentWriter(format) {
  const { pattern, here } = format;
  if (!pattern && !here) return null;
  return (text, mark) => {
    const plain = drawn("moment", text, mark, 0);
    const written = mark ? null : momentText(text, pattern ?? "", here ?? false);
    return written === null ? plain : { text: written, pale: "", look: sideOf("moment") };
  };
}

/**
 * A moment by a pattern, or in the reader's zone, or both; null for what is no moment
 * with a date.
 *
 * @param {string} text exact
 * @param {string} pattern such as "D MMM YYYY HH:mm"; empty for as exact texts are
 * @param {boolean} here
 */
export function momentText(text, pattern, here) {
  const match = MOMENT.exec(text);
  if (!match) return null;
  const [, year, month, day, hour = "00", minute = "00", second = "00", part, zone] = match;
  let told = { year, month, day, hour, minute, second, part: part ?? "", zone: zone ?? "" };
  if (here && zone) told = inZone(told);
  const timed = match[4] !== undefined;
  return (pattern || plainPattern(told, timed)).replace(TOKEN, (token) =>
    tokenText(token, told),
  );
}

/**
 * @typedef {{year: string | undefined, month: string | undefined, day: string | undefined,
 *   hour: string, minute: string, second: string, part: string, zone: string}} Told
 */

/** @param {Told} told @param {boolean} timed */
function plainPattern({ part, zone }, timed) {
  if (!timed) return "YYYY-MM-DD";
  const fraction = part ? `.${"S".repeat(part.length)}` : "";
  return `YYYY-MM-DD HH:mm:ss${fraction}${zone ? " Z" : ""}`;
}

/**
 * The same instant by the browser's zone. Fractions of a second are the same in all.
 *
 * @param {Told} told
 * @returns {Told}
 */
function inZone(told) {
  const { year, month, day, hour, minute, second, zone } = told;
  const utc = new Date(0);
  utc.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  utc.setUTCHours(Number(hour), Number(minute), Number(second) - offsetOf(zone));
  // What the clock shows there: `getTimezoneOffset` knows no seconds, as zones had before 1900.
  const clock = new Date(0);
  clock.setUTCFullYear(utc.getFullYear(), utc.getMonth(), utc.getDate());
  clock.setUTCHours(utc.getHours(), utc.getMinutes(), utc.getSeconds());
  const own = zoneOf((clock.getTime() - utc.getTime()) / 1000);
  return {
    year: String(utc.getFullYear()).padStart(4, "0"),
    month: two(utc.getMonth() + 1),
    day: two(utc.getDate()),
    hour: two(utc.getHours()),
    minute: two(utc.getMinutes()),
    second: two(utc.getSeconds()),
    part: told.part,
    zone: own,
  };
}

/** @param {string} zone such as -05:30 or +00:19:32 @returns {number} seconds */
function offsetOf(zone) {
  const [hours = 0, minutes = 0, seconds = 0] = zone.slice(1).split(":").map(Number);
  const offset = (hours * 60 + minutes) * 60 + seconds;
  return zone.startsWith("-") ? -offset : offset;
}

/** @param {number} offset seconds @returns {string} such as -05:30 or +00:19:32 */
function zoneOf(offset) {
  const all = Math.abs(offset);
  const parts = [all / 3600, (all / 60) % 60, all % 60].map((part) => two(Math.trunc(part)));
  if (parts[2] === "00") parts.pop();
  return (offset < 0 ? "-" : "+") + parts.join(":");
}

/** @param {number} number */
function two(number) {
  return String(number).padStart(2, "0");
}

/** @param {string} token @param {Told} told */
function tokenText(token, told) {
  if (token.startsWith("[")) return token.slice(1, -1);
  const { year = "", month = "", day = "", hour, minute, second, part, zone } = told;
  const hours = Number(hour) % 12 || 12;
  switch (token) {
    case "YYYY":
      return year;
    case "YY":
      return year.slice(-2);
    case "MM":
      return month;
    case "M":
      return String(Number(month));
    case "DD":
      return day;
    case "D":
      return String(Number(day));
    case "HH":
      return hour;
    case "H":
      return String(Number(hour));
    case "hh":
      return two(hours);
    case "h":
      return String(hours);
    case "mm":
      return minute;
    case "ss":
      return second;
    case "A":
      return Number(hour) < 12 ? "AM" : "PM";
    case "Z":
      return zone;
    default:
      return token.startsWith("S")
        ? part.padEnd(token.length, "0").slice(0, token.length)
        : named(token, told);
  }
}

/** The name of a month or weekday. @param {string} token @param {Told} told */
function named(token, { year, month, day }) {
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const length = token.length === 3 ? "short" : "long";
  const asked = token.startsWith("M") ? { month: length } : { weekday: length };
  return new Intl.DateTimeFormat(
    "en",
    /** @type {any} */ ({ ...asked, timeZone: "UTC" }),
  ).format(date);
}

/**
 * The format of a column: its own, or that of its dtype.
 *
 * @param {Format[]} formats
 * @param {Column} column
 * @returns {Format | undefined}
 */
export function formatOf(formats, column) {
  return (
    formats.find((each) => each.number === column.number) ??
    formats.find((each) => each.dtype === column.dtype)
  );
}

/** @param {number} lines @returns {number} px */
export function heightOf(lines) {
  return lines > 1 ? lines * LINE + AROUND : lines ? ONE : CLOSE;
}
