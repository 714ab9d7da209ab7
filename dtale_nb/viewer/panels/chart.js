/**
 * Charts of a column's values: a histogram as one path, or its most frequent values side
 * by side; what a filter keeps in colour over the whole in grey.
 *
 * @import { Picture } from "../types.js"
 */
import { element } from "../grid/cell.js";
import { SAY } from "./say.js";
import { visible } from "./visible.js";

const SVG = "http://www.w3.org/2000/svg";

/** The height of a chart in its own units; CSS stretches it. */
const HIGH = 100;

/** What is kept is enlarged where its most is below this share of the most of all. */
const ENLARGED = 0.15;

/** A value that comes less often than this share is no picture of its column. */
const FREQUENT = 0.005;

/**
 * The picture of a column, in whatever form it has.
 *
 * @param {Picture} picture
 * @returns {HTMLElement}
 */
export function chartOf(picture) {
  const made = formOf(picture);
  if (picture.note) made.title = picture.note;
  return made;
}

/** @param {Picture} picture */
function formOf(picture) {
  if (picture.histogram) return histogramOf(picture);
  if (picture.tops?.length) return barOf(picture);
  const el = element("span", "lens");
  el.textContent = picture.missing === picture.rows ? SAY.allMissing : "";
  return el;
}

/**
 * By how much what is kept is enlarged to be seen; 1 for not at all.
 *
 * @param {readonly number[]} whole
 * @param {readonly number[]} kept
 */
export function enlarged(whole, kept) {
  const most = Math.max(...whole);
  const shown = Math.max(...kept);
  if (!shown || shown >= most * ENLARGED) return 1;
  return most / shown;
}

/**
 * The path of bars, one unit wide each.
 *
 * @param {readonly number[]} counts
 * @param {number} most the count of a bar as high as the chart
 */
export function bars(counts, most) {
  let path = "";
  counts.forEach((count, at) => {
    if (!count || !most) return;
    const high = Math.max(4, (count / most) * HIGH);
    path += `M${at + 0.06} ${HIGH}v${-Math.round(high * 10) / 10}h.88V${HIGH}z`;
  });
  return path;
}

/** @param {Picture} picture */
function histogramOf({ histogram, kept }) {
  const { counts, labels } = /** @type {NonNullable<Picture["histogram"]>} */ (histogram);
  const el = element("span", "hist");
  const most = Math.max(...counts);
  const times = kept ? enlarged(counts, kept.counts) : 1;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${counts.length} ${HIGH}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", spoken(labels, kept?.counts ?? counts));
  svg.append(path(bars(counts, most), kept ? "off" : "on"));
  if (kept) svg.append(path(bars(kept.counts, most / times), "on"));
  el.append(svg, ...mark(times));
  return el;
}

/** @param {string} d @param {string} look */
function path(d, look) {
  const made = document.createElementNS(SVG, "path");
  made.setAttribute("d", d);
  made.setAttribute("class", look);
  return made;
}

/** What says that the coloured part is enlarged. @param {number} times */
function mark(times) {
  if (times === 1) return [];
  const made = element("span", "times");
  made.textContent = SAY.times(times);
  made.title = SAY.enlarged(times);
  return [made];
}

/** @param {readonly string[]} labels @param {readonly number[]} counts */
function spoken(labels, counts) {
  const from = shortNumber(labels[0] ?? "");
  const to = shortNumber(labels.at(-1) ?? "");
  const most = Math.max(...counts);
  if (!most) return SAY.histogramNone(from, to);
  const at = counts.indexOf(most);
  return SAY.histogram(
    from,
    to,
    shortNumber(labels[at] ?? ""),
    shortNumber(labels[at + 1] ?? ""),
  );
}

/** An edge with no more digits than a picture bears. @param {string} text */
export function shortNumber(text) {
  return /^-?\d+\.\d{4,}$/.test(text) ? String(Number(Number(text).toPrecision(4))) : text;
}

/** @param {Picture} picture */
function barOf(picture) {
  const { tops = [], rest = 0, kept, distinct } = picture;
  if ((tops[0]?.share ?? 0) < FREQUENT) {
    const el = element("span", "lens");
    const about = distinct?.method ? "≈ " : "";
    el.textContent = distinct ? SAY.different(about, distinct.text) : "";
    return el;
  }
  const el = element("span", "tops", { role: "img" });
  const times = kept
    ? enlarged(
        [1],
        tops.map((top, at) => (kept.counts[at] ?? 0) / (top.count || 1)),
      )
    : 1;
  tops.forEach((top, at) => {
    const part = element("span", `part part-${Math.min(at, 3)}`);
    part.style.flexGrow = String(top.count);
    const text = element("span");
    text.textContent = top.mark === "empty" ? SAY.empty : visible(top.text);
    part.append(text);
    part.dataset.at = String(at);
    part.title = SAY.topOf(visible(top.text), top.count, top.share);
    if (kept) fill(part, ((kept.counts[at] ?? 0) / (top.count || 1)) * times);
    el.append(part);
  });
  if (rest) {
    const others = element("span", "part part-rest");
    others.style.flexGrow = String(rest);
    others.title = SAY.others(rest);
    el.append(others);
  }
  const said = tops.slice(0, 3).map((top) => `${visible(top.text)} ${SAY.percent(top.share)}`);
  el.setAttribute("aria-label", SAY.mostly(said));
  const box = element("span", "hist");
  box.append(el, ...mark(times));
  return box;
}

/** @param {HTMLElement} part @param {number} share of it that is kept */
function fill(part, share) {
  part.classList.add("cut");
  part.style.setProperty("--kept", `${Math.min(100, share * 100)}%`);
}
