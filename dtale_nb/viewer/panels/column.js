/**
 * The column panel: everything that is known of one column, of the rows shown; a chart to
 * brush, its values to filter by. Each figure is exact, or says how far it is to be trusted
 * and has a way to the exact one.
 *
 * @import { Column, Figure, SummaryAnswer } from "../types.js"
 * @import { Actions } from "./actions.js"
 */
import { element } from "../grid/cell.js";
import { nameOf } from "../words.js";
import { picturesOf, summaryOf } from "./asking.js";
import { brushable } from "./brush.js";
import { chartOf, shortNumber } from "./chart.js";
import { COLUMN } from "./columnwords.js";
import { describe } from "./detail.js";
import { button, openPanel } from "./panel.js";
import { SAY } from "./say.js";
import { addStyle } from "./style.js";
import { ValueList } from "./valuelist.js";

/** Before a picture that was not ready is asked for again, ms. */
const AGAIN = 300;

/** Least and most width, px; beyond, a third of the frame. */
const LEAST = 220;
const MOST = 300;

/** Pixels of one step of width by key. */
const STEP = 20;

/** Ends of an axis shorter than this leave room for a hint between them, characters. */
const SHORT = 26;

/** The panel that is open. @type {ColumnPanel | null} */
let open = null;

/** @param {Actions} actions @param {number} col position */
export async function showColumn(actions, col) {
  await Promise.all([addStyle("column.css"), addStyle("pictures.css")]);
  if (!open?.panel.el.isConnected) open = new ColumnPanel(actions);
  await open.show(col);
}

class ColumnPanel {
  /** @param {Actions} actions */
  constructor(actions) {
    this.actions = actions;
    this.col = 0;
    this.isExact = false;
    this.stop = new AbortController();
    this.panel = openPanel(actions, COLUMN.title);
    const { el, bar, body } = this.panel;
    el.classList.add("side");
    this.frame = /** @type {HTMLElement} */ (document.querySelector(".v"));
    const last = /** @type {Element} */ (bar.lastElementChild);
    this.before = button(COLUMN.previous, "‹", () => this.#step(-1));
    this.after = button(COLUMN.next, "›", () => this.#step(1));
    last.before(this.before, this.after);
    this.chart = element("div", "chart");
    this.fields = element("dl", "figures", { tabindex: "0" });
    this.note = element("p", "about", { role: "status" });
    this.values = element("div");
    body.append(this.chart, this.fields, this.note, this.values);
    el.prepend(this.#handle());
    this.#follow();
  }

  /** The view changes: tell of the rows that it shows then. The panel goes: all ends. */
  #follow() {
    const { grid } = this.actions;
    const { el } = this.panel;
    const again = () => this.#again();
    grid.onNewRows.push(again);
    this.frame.classList.add("sided");
    const gone = new MutationObserver(() => {
      if (el.isConnected) return;
      gone.disconnect();
      this.stop.abort();
      grid.onNewRows.splice(grid.onNewRows.indexOf(again), 1);
      if (!document.querySelector(".panel.side")) this.frame.classList.remove("sided");
    });
    gone.observe(this.frame, { childList: true });
  }

  #again() {
    if (this.panel.el.isConnected) this.show(this.col);
  }

  /** @param {number} step */
  #step(step) {
    const { focus, grid } = this.actions;
    const col = this.col + step;
    if (col < -grid.columns.levels || col >= grid.columns.count) return;
    focus.active = { row: focus.active.row, col };
    grid.reveal(focus.active.row, col);
    this.show(col);
  }

  /** @param {number} col */
  async show(col) {
    const { grid } = this.actions;
    const isSame = col === this.col && this.chart.hasChildNodes();
    this.col = col;
    this.stop.abort();
    this.stop = new AbortController();
    const { signal } = this.stop;
    const number = grid.columns.numberAt(col);
    await describe(this.actions, number < 0 ? [] : [number]);
    const column = grid.columns.known.get(number);
    if (!column || signal.aborted) return;
    if (!isSame) this.#begin(column);
    const { version } = grid.next ?? grid.blocks;
    try {
      const [summary] = await Promise.all([
        summaryOf(grid.api, version, number, this.isExact, signal),
        this.#draw(column, version, signal),
      ]);
      if (!signal.aborted) this.#tell(summary);
    } catch (failure) {
      const problem = /** @type {import("../api.js").Failure} */ (failure);
      // The grid goes over to the version that there is, and then we are asked again.
      if (problem.code === "stale-version") grid.failed(problem);
      else if (problem.code !== "aborted") this.note.textContent = problem.message;
    }
  }

  /** @param {Column} column */
  #begin(column) {
    const { grid } = this.actions;
    const name = nameOf(column);
    this.isExact = false;
    this.panel.el.setAttribute("aria-label", COLUMN.of(name));
    const [title, type] = this.panel.bar.children;
    if (title) title.textContent = name;
    if (type) type.textContent = column.dtype;
    this.before.toggleAttribute("disabled", this.col <= -grid.columns.levels);
    this.after.toggleAttribute("disabled", this.col >= grid.columns.count - 1);
    this.fields.setAttribute("aria-label", COLUMN.of(name));
    this.fields.replaceChildren();
    this.chart.replaceChildren();
    this.note.textContent = SAY.loading;
    this.list = new ValueList(grid, column);
    this.values.replaceChildren(this.list.el);
    const within = this.panel.el.contains(document.activeElement);
    if (!within || document.activeElement === document.body) this.fields.focus();
  }

  /**
   * Draw the chart, the whole in grey under what is shown.
   *
   * @param {Column} column
   * @param {number} version
   * @param {AbortSignal} signal
   */
  async #draw(column, version, signal) {
    this.list?.refresh();
    const { api } = this.actions.grid;
    for (;;) {
      const { columns } = await picturesOf(api, version, [column.number]);
      if (signal.aborted || this.chart.querySelector(".brush")) return;
      const [picture] = columns;
      if (picture) {
        this.chart.hidden = !picture.histogram;
        if (!picture.histogram) return;
        const chart = chartOf(picture);
        brushable(chart, this.actions.grid, column, picture);
        this.chart.replaceChildren(chart, axis(picture.histogram.labels));
        return;
      }
      await new Promise((done) => setTimeout(done, AGAIN));
    }
  }

  /** @param {SummaryAnswer} summary */
  #tell(summary) {
    const { grid } = this.actions;
    const lines = [
      line(COLUMN.rows, rowsTold(summary.rows, grid.of)),
      line(COLUMN.missing, missingTold(summary)),
      ...(summary.distinct ? [line(COLUMN.distinct, told(summary.distinct))] : []),
    ];
    for (const [words, name] of COLUMN.figures) {
      const known = words.filter((word) => summary.figures[word]);
      const parts = known.map((word, at) =>
        figureOf(word, summary.figures[word], at === known.length - 1),
      );
      const isMedian = known.length === 1 && known[0] === "q50";
      if (known.length) lines.push(line(isMedian ? COLUMN.median : name, parted(parts)));
    }
    const held =
      this.fields.contains(document.activeElement) && this.fields !== document.activeElement;
    this.fields.replaceChildren(...lines.flat());
    if (held) this.fields.focus();
    if (!summary.exact) this.fields.append(...this.#exactly());
    this.list?.tell(summary);
    this.note.textContent = summary.note;
  }

  #exactly() {
    const ask = button(COLUMN.exactly, "", () => {
      this.isExact = true;
      ask.setAttribute("disabled", "");
      ask.textContent = COLUMN.counting;
      this.show(this.col);
    });
    return line("", [ask]);
  }

  /** What takes hold of the width: dragged, or moved by the arrow keys. */
  #handle() {
    const { el } = this.panel;
    const handle = element("div", "hold", {
      role: "separator",
      tabindex: "0",
      "aria-label": COLUMN.width,
      "aria-orientation": "vertical",
      "aria-valuemin": String(LEAST),
    });
    const most = () => Math.max(MOST, this.frame.clientWidth / 3);
    /** @param {number} width px */
    const set = (width) => {
      const now = Math.round(Math.max(LEAST, Math.min(most(), width)));
      this.frame.style.setProperty("--side", `${now}px`);
      handle.setAttribute("aria-valuenow", String(now));
      handle.setAttribute("aria-valuemax", String(Math.round(most())));
    };
    set(el.offsetWidth || most());
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      handle.setPointerCapture(event.pointerId);
    });
    handle.addEventListener("pointermove", (event) => {
      if (!handle.hasPointerCapture(event.pointerId)) return;
      set(this.frame.getBoundingClientRect().right - event.clientX);
    });
    handle.addEventListener("keydown", (event) => {
      const step = event.key === "ArrowLeft" ? STEP : event.key === "ArrowRight" ? -STEP : 0;
      if (!step) return;
      event.preventDefault();
      set(el.offsetWidth + step);
    });
    return handle;
  }
}

/** @param {readonly string[]} labels */
function axis(labels) {
  const el = element("div", "axis", { "aria-hidden": "true" });
  const ends = [edge(labels[0]), edge(labels.at(-1))];
  const isShort = ends.join("").length < SHORT;
  const texts = [ends[0] ?? "", ...(isShort ? [COLUMN.drag] : []), ends[1] ?? ""];
  el.append(
    ...texts.map((text) => {
      const part = element("span");
      part.textContent = text;
      return part;
    }),
  );
  return el;
}

/**
 * An end of the axis: a day without its midnight, a moment without parts of a second, which
 * the figures below tell.
 *
 * @param {string} [text]
 */
function edge(text = "") {
  return shortNumber(text.replace(/( 00:00:00|(?<=:\d\d)\.\d+)([+-]\d\d:\d\d)?$/, ""));
}

/** @param {string} name @param {(Node | string)[]} value */
function line(name, value) {
  const term = element("dt");
  term.textContent = name;
  const text = element("dd");
  text.append(...value);
  return [term, text];
}

/** @param {string} text */
function small(text) {
  const made = element("small");
  made.textContent = text;
  return made;
}

/** @param {number} rows @param {number} of @returns {(Node | string)[]} */
function rowsTold(rows, of) {
  return rows === of ? [SAY.count(rows)] : [SAY.count(rows), " ", small(COLUMN.ofAll(of))];
}

/** A figure: exact, or with what is known of its error. @param {Figure} figure @param {string} [word] @returns {(Node | string)[]} */
function told({ text, method, n, error }, word = "") {
  if (!method) return [SAY.grouped(text)];
  const made = small(errorTold(text, error ?? 0, word));
  made.title = COLUMN.method(method, n ?? 0);
  return [`≈ ${SAY.grouped(text)} `, made];
}

/** How far off a figure may be: in parts of it, or as it is where that is more. @param {string} text @param {number} error @param {string} word */
function errorTold(text, error, word) {
  if (!error) return COLUMN.estimate;
  if (isRank(word)) return COLUMN.rank(error);
  const off = error * Math.abs(Number(text));
  return error > 1 && off ? COLUMN.about(off) : COLUMN.error(error);
}

/** @param {string} word */
function isRank(word) {
  return /^q\d/.test(word);
}

/** Figures whose last digits tell nothing; all of them are one hover away. */
const ROUGH = new Set(["mean", "std", "q05", "q25", "q50", "q75", "q95", "mean_length"]);

/** Digits that such a figure shows. */
const DIGITS = 7;

/** @param {string} word @param {Figure | undefined} figure @param {boolean} isLast in its line */
function figureOf(word, figure, isLast) {
  const el = element("span");
  const whole = figure?.text ?? "";
  const isLong = ROUGH.has(word) && /^-?\d+\.\d+$/.test(whole);
  const text = isLong ? String(Number(Number(whole).toPrecision(DIGITS))) : whole;
  if (text !== whole) el.title = whole;
  const parts = told({ ...figure, text }, word);
  el.append(...(isRank(word) && !isLast ? parts.slice(0, 1) : parts)); // all have one error
  return el;
}

/** Parts with points between them; a part stays in one line. @param {HTMLElement[]} parts @returns {(Node | string)[]} */
function parted(parts) {
  for (const part of parts.slice(0, -1)) part.append("\u00a0·");
  return parts.flatMap((part, at) => (at ? [" ", part] : [part]));
}

/** @param {SummaryAnswer} summary @returns {(Node | string)[]} */
function missingTold({ missing, kinds, rows }) {
  const count = Number(missing.text);
  if (!count) return told(missing);
  const number = element("span", "ms");
  number.append(...told(missing));
  const parts =
    kinds.length > 1
      ? kinds.map((one) => COLUMN.kind(one.text, one.count))
      : kinds.map(({ text }) => text);
  return [number, " ", small([SAY.percent(count / rows), ...parts].join(" · "))];
}
