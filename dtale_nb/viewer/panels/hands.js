/**
 * What hands do: select, copy, resize, open menus and panels. Loaded when the pointer or
 * the focus first comes near, so that a view that is only looked at does without it.
 *
 * @import { Focus } from "../grid/focus.js"
 * @import { Grid } from "../grid/grid.js"
 * @import { Place, Range } from "../types.js"
 */
import { byId, element } from "../grid/cell.js";
import { contentWidth } from "../grid/measure.js";
import { Copier } from "./clipboard.js";
import { Keeper } from "./keeper.js";
import { Past } from "./link.js";
import { SAY } from "./say.js";
import { lengthOf, outline, Selection } from "./selection.js";
import { html, markdown, python, tsv } from "./written.js";

/** @typedef {{form: "table" | "markdown" | "python", names: boolean, index: boolean}} Copying */

/** @type {Copying} what Ctrl+C copies */
const PLAIN = { form: "table", names: false, index: false };
import { addStyle } from "./style.js";

/** Pixels at a header's end that take hold of its width. */
const EDGE = 7;

/** Columns of a selection that a chart is guessed from. */
const MOST_CHARTED = 12;

/** A drag past an edge scrolls at most so much in a frame, px. */
const FASTEST = 96;

/** How long a note stays in the status line, ms. */
const NOTED = 5000;

/** What is likely to be used next is loaded after, ms. */
const SOON = 400;

/** A selection is at rest after, ms. */
const SETTLED = 150;

/** Pixels of one step of width by key. */
const STEP = 16;

export class Hands {
  /** @param {Grid} grid @param {Focus} focus */
  constructor(grid, focus) {
    this.grid = grid;
    this.focus = focus;
    this.selection = new Selection();
    this.selection.anchor = focus.active;
    this.copier = new Copier(grid);
    this.past = new Past(grid);
    this.keeper = new Keeper(grid, (text) => this.note(text));
    /** @type {import("./totals.js").Teller | null} */
    this.teller = null;
    this.settleTimer = 0;
    this.noteTimer = 0;
    this.scrollTimer = 0;
    /** @type {{mode: "cells" | "rows", x: number, y: number} | null} */
    this.drag = null;
    this.copying = PLAIN;
    this.dressed = Promise.resolve();
    /** The mark by which a mouse opens a header's menu; keys have Alt+Down. */
    this.more = element("span", "dots", { "aria-hidden": "true" });
    grid.isSelected = (row, col) => this.#isSelected(row, col);
    grid.onNewRows.push(() => this.change(() => this.selection.begin(this.focus.active)));
    focus.onKey = (event, place) => this.#key(event, place);
    focus.onMove = (place, event) => this.#moved(place, event);
    this.#listen();
    this.#dress();
    if (window.parent !== window) this.#open(addSize(this));
  }

  /** Load the styles of menus and panels, and show where menus are. */
  #dress() {
    addStyle("panels.css");
    this.more.textContent = "⋯";
    this.more.title = SAY.columnMenu;
    this.grid.pane.addEventListener("pointerover", (event) => {
      const head = /** @type {Element} */ (event.target).closest(".t .h");
      if (head && this.more.parentElement !== head) head.append(this.more);
      else if (!head) this.more.remove();
    });
    this.more.addEventListener("click", (event) => {
      event.stopPropagation();
      const place = this.focus.placeOf(this.more);
      const box = this.more.getBoundingClientRect();
      if (!place) return;
      this.focus.moveTo(place);
      this.#open(this.menu(place, { x: box.left, y: box.bottom }));
    });
  }

  #listen() {
    const { pane } = this.grid;
    pane.addEventListener("pointerdown", (event) => this.#down(event));
    pane.addEventListener("pointermove", (event) => this.#hover(event));
    pane.addEventListener("dblclick", (event) => this.#double(event));
    pane.addEventListener("contextmenu", (event) => this.#context(event));
    // So that no key is lost on its way.
    import("./menus.js");
    setTimeout(() => import("./search.js"), SOON);
    addEventListener("keydown", (event) => {
      const isFind = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f";
      // In a small frame everything is in sight: the browser finds it.
      if (!isFind || event.shiftKey || !document.querySelector(".pictured")) return;
      event.preventDefault();
      this.do("search");
    });
    document.addEventListener("copy", (event) => this.#copy(event));
    // Chromium copies by command only what is selected as text, unless this is prevented.
    document.addEventListener("beforecopy", (event) => {
      if (this.grid.pane.contains(document.activeElement)) event.preventDefault();
    });
  }

  /** @param {number} row @param {number} col */
  #isSelected(row, col) {
    return col < 0
      ? this.selection.hasRow(row, this.grid.columns.count)
      : this.selection.has(row, col);
  }

  /**
   * Change the selection, show it, and have its texts at hand when it rests.
   *
   * @param {() => void} change
   */
  change(change) {
    const before = this.selection.ranges;
    change();
    if (!before.length && !this.selection.ranges.length) return;
    this.grid.body.spoil();
    this.grid.redraw();
    clearTimeout(this.settleTimer);
    this.settleTimer = setTimeout(() => this.#settled(), SETTLED);
  }

  /**
   * Tell what was done, in the status line and aloud.
   *
   * @param {string} text
   */
  note(text) {
    const line = byId("note");
    line.textContent = text;
    this.grid.frame.say(text);
    clearTimeout(this.noteTimer);
    this.noteTimer = setTimeout(() => {
      line.textContent = "";
    }, NOTED);
  }

  /**
   * Tell what cannot be done, and what can instead.
   *
   * @param {string} text
   * @param {string} name what the button says
   * @param {() => unknown} act
   */
  offer(text, name, act) {
    this.note(text);
    clearTimeout(this.noteTimer);
    const done = element("button", "btn", { type: "button" });
    done.textContent = name;
    done.addEventListener("click", () => {
      byId("note").textContent = "";
      act();
    });
    byId("note").append(" ", done);
  }

  /** What is selected, or the active cell. @returns {Range[]} */
  ranges() {
    if (this.selection.ranges.length) return this.selection.ranges;
    const { row, col } = this.focus.active;
    return row < 0 || col < 0 ? [] : [{ r0: row, r1: row, c0: col, c1: col }];
  }

  #settled() {
    const { count, ranges } = this.selection;
    if (!count) {
      this.teller?.forget();
      return;
    }
    this.copier.prepare(ranges).catch(() => {});
    this.#open(this.#tell(ranges, count));
  }

  /** @param {Range[]} ranges @param {number} count */
  async #tell(ranges, count) {
    const { Teller } = await import("./totals.js");
    this.teller ??= new Teller(this);
    if (this.selection.ranges === ranges) await this.teller.tell(ranges, count);
  }

  /** @param {Place} place @param {Event} event */
  #moved(place, event) {
    const shift = event instanceof KeyboardEvent && event.shiftKey;
    if (shift && place.row >= 0 && place.col >= 0) {
      this.change(() => this.selection.reach(place));
    } else this.change(() => this.selection.begin(place));
  }

  /** What a button of the bar does. @param {string} what */
  do(what) {
    if (what === "filter") this.#open(openBuilder(this));
    else if (what === "search") this.#open(openSearchBox(this));
    else if (what === "download") this.#open(openDownload(this));
    else if (what === "full") this.#open(toggleFull(this));
    else if (what === "columns") this.#open(openChooser(this));
    else if (what === "more") this.#open(openMore(this));
    else if (what === "chart") this.chart();
  }

  /** A chart of the columns selected, or of the whole frame. */
  chart() {
    const { columns } = this.grid;
    const chosen = new Set();
    for (const { c0, c1 } of this.selection.ranges) {
      for (let col = c0; col <= Math.min(c1, c0 + MOST_CHARTED); col++) chosen.add(col);
    }
    const numbers = [...chosen].map((col) => columns.numberAt(col));
    this.#open(openChart(this, numbers));
  }

  /** @param {KeyboardEvent} event @param {Place} place */
  #key(event, place) {
    const { key, shiftKey, altKey } = event;
    const ctrl = event.ctrlKey || event.metaKey;
    const { grid } = this;
    const last = { row: grid.total - 1, col: grid.columns.count - 1 };
    if (ctrl && key === " " && place.col >= 0) {
      return this.#select({ r0: 0, r1: last.row, c0: place.col, c1: place.col });
    }
    if (shiftKey && key === " " && place.row >= 0) {
      return this.#select({ r0: place.row, r1: place.row, c0: 0, c1: last.col });
    }
    if (ctrl && key.toLowerCase() === "a") {
      return this.#select({ r0: 0, r1: last.row, c0: 0, c1: last.col });
    }
    if (key === "Escape" && this.selection.ranges.length) {
      this.change(() => this.selection.begin(place));
      return true;
    }
    if (ctrl && key.toLowerCase() === "z" && !shiftKey) return this.#open(this.past.undo());
    if (ctrl && key.toLowerCase() === "g") return this.#open(openGoto(this));
    if (key === "?" && !ctrl) return this.#open(openShortcuts(this));
    if (altKey && key === "Enter") return this.#open(openColumn(this, place.col));
    const asksMenu = key === "ContextMenu" || (shiftKey && key === "F10");
    if (asksMenu || (altKey && key === "ArrowDown")) return this.#open(this.menu(place));
    if (place.row >= 0 && (key === "F2" || (key === "Enter" && !ctrl))) {
      return this.#open(shiftKey ? openRow(this, place.row) : openCell(this, place));
    }
    return place.row === -1 && altKey && this.#keyOnHeader(key, shiftKey, place.col);
  }

  /** @param {string} key @param {boolean} shift @param {number} col */
  #keyOnHeader(key, shift, col) {
    const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
    if (!step) return false;
    if (shift) this.#open(moveColumn(this, col, step));
    else this.widen(col, this.grid.columns.width(col) + step * STEP);
    return true;
  }

  /** @param {Promise<unknown>} opening */
  #open(opening) {
    opening.catch((error) => {
      throw error;
    });
    return true;
  }

  /** @param {Range} range */
  #select(range) {
    if (range.r1 >= range.r0 && range.c1 >= range.c0) {
      this.change(() => this.selection.set(range, false));
    }
    return true;
  }

  /** @param {number} col @param {number} width px */
  widen(col, width) {
    const { columns } = this.grid;
    const number = columns.numberAt(col);
    this.grid.measured.add(number);
    this.grid.arrange(() => columns.setWidth(number, width));
    this.keeper.later();
    this.grid.frame.say(SAY.width(columns.width(col)));
  }

  /**
   * Keep on the server how the grid looks, and show it: one wish after the other.
   *
   * @param {Partial<import("../types.js").ViewState>} part
   */
  dress(part) {
    this.dressed = this.dressed.then(() => this.#dressNow(part));
    return this.dressed;
  }

  /** @param {Partial<import("../types.js").ViewState>} part */
  async #dressNow(part) {
    const { grid } = this;
    try {
      const { formats, lines, colour } = (await grid.api.change(part)).state;
      grid.state = { ...grid.state, formats, lines, colour };
      await grid.look();
    } catch (failure) {
      grid.failed(/** @type {import("../api.js").Failure} */ (failure));
    }
  }

  /** Make a column as wide as what is seen of it. @param {number} col */
  fit(col) {
    const { grid } = this;
    const column = grid.columns.at(col);
    const { first, last } = grid.inSight();
    if (column)
      this.widen(col, contentWidth(grid.columns, column, grid.blocks, first, last, true));
  }

  /**
   * The column whose width a pointer would take hold of.
   *
   * @param {PointerEvent | MouseEvent} event
   * @returns {number | null}
   */
  #edge(event) {
    const el = /** @type {Element} */ (event.target).closest(".h");
    const place = el && this.focus.placeOf(el);
    if (!el || place?.row !== -1) return null;
    const box = el.getBoundingClientRect();
    if (box.right - event.clientX <= EDGE) return place.col;
    const before = place.col - 1;
    return event.clientX - box.left < EDGE && before >= -this.grid.columns.levels
      ? before
      : null;
  }

  /** @param {PointerEvent} event */
  #hover(event) {
    if (event.buttons) return;
    const onEdge = this.#edge(event) !== null;
    this.grid.pane.classList.toggle("wide", onEdge);
  }

  /** @param {PointerEvent} event */
  #down(event) {
    if (event.button !== 0) return;
    const edge = this.#edge(event);
    if (edge !== null) return this.#resize(event, edge);
    const place = this.focus.placeOf(/** @type {Element} */ (event.target));
    if (place?.row === -1 && place.col >= 0) this.#open(dragColumn(this, event, place.col));
    if (!place || place.row < 0) return;
    event.preventDefault(); // no text selection; the focus is given below
    const mode = place.col < 0 ? "rows" : "cells";
    if (event.shiftKey) this.#reach(place, mode);
    else {
      this.change(() => {
        if (event.ctrlKey || event.metaKey) this.selection.beginBeside(place);
        else this.selection.begin(place);
      });
      this.focus.moveTo(place);
      if (mode === "rows") this.#reach(place, mode);
    }
    this.#follow(event, mode);
  }

  /** @param {Place} place @param {"cells" | "rows"} mode */
  #reach(place, mode) {
    if (mode === "cells") return this.change(() => this.selection.reach(place));
    const { anchor } = this.selection;
    this.change(() => {
      this.selection.anchor = { row: anchor?.row ?? place.row, col: 0 };
      this.selection.reach({ row: place.row, col: this.grid.columns.count - 1 });
    });
  }

  /** A drag selects, and scrolls at the edges. @param {PointerEvent} down @param {"cells" | "rows"} mode */
  #follow(down, mode) {
    const stop = new AbortController();
    const { signal } = stop;
    this.drag = { mode, x: down.clientX, y: down.clientY };
    const move = (/** @type {PointerEvent} */ event) => {
      if (!this.drag || !event.buttons) return;
      this.drag.x = event.clientX;
      this.drag.y = event.clientY;
      this.#dragged();
    };
    const end = () => {
      stop.abort();
      this.drag = null;
      cancelAnimationFrame(this.scrollTimer);
      this.scrollTimer = 0;
    };
    addEventListener("pointermove", move, { signal });
    addEventListener("pointerup", end, { signal });
    addEventListener("pointercancel", end, { signal });
  }

  #dragged() {
    if (!this.drag) return;
    const { grid, drag } = this;
    const box = grid.body.el.parentElement?.getBoundingClientRect();
    if (!box) return;
    const top = box.bottom - grid.y.view;
    const left = box.left + grid.columns.frozen;
    const y = past(drag.y, top, box.bottom);
    const right = box.right - grid.columns.frozenEnd;
    const x = drag.mode === "rows" ? 0 : past(drag.x, left, right);
    const row = Math.floor(
      grid.y.at + (clamp(drag.y, top, box.bottom - 1) - top) / grid.rowHeight,
    );
    const col = grid.columns.find(grid.x.at + clamp(drag.x, left, right - 1) - left);
    const place = { row: clamp(row, 0, grid.total - 1), col };
    this.#reach(place, drag.mode);
    if ((x || y) && !this.scrollTimer) {
      this.scrollTimer = requestAnimationFrame(() => {
        this.scrollTimer = 0;
        grid.scrollBy(x, y);
        this.#dragged();
      });
    }
  }

  /** @param {PointerEvent} down @param {number} col */
  #resize(down, col) {
    down.preventDefault();
    down.stopPropagation();
    const { columns } = this.grid;
    const width = columns.width(col);
    const stop = new AbortController();
    const { signal } = stop;
    this.grid.pane.classList.add("wide");
    addEventListener(
      "pointermove",
      (event) => this.widen(col, width + event.clientX - down.clientX),
      { signal },
    );
    // The click that ends a drag sorts nothing.
    addEventListener("click", (event) => event.stopPropagation(), { signal, capture: true });
    addEventListener("pointerup", () => setTimeout(() => stop.abort()), { signal });
  }

  /** @param {MouseEvent} event */
  #double(event) {
    const edge = this.#edge(event);
    if (edge !== null) return this.fit(edge);
    const place = this.focus.placeOf(/** @type {Element} */ (event.target));
    if (place && place.row >= 0) this.#open(openCell(this, place));
  }

  /** @param {MouseEvent} event */
  #context(event) {
    const place = this.focus.placeOf(/** @type {Element} */ (event.target));
    if (!place || event.ctrlKey) return;
    event.preventDefault();
    const inside = place.row >= 0 && this.selection.has(place.row, place.col);
    if (!inside) this.change(() => this.selection.begin(place));
    this.focus.moveTo(place);
    this.#open(this.menu(place, { x: event.clientX, y: event.clientY }));
  }

  /**
   * Open the menu of a place.
   *
   * @param {Place} place
   * @param {{x: number, y: number}} [at]
   */
  async menu(place, at) {
    const { openMenuFor } = await import("./menus.js");
    openMenuFor(this, place, at);
  }

  /** @param {ClipboardEvent} event */
  #copy(event) {
    if (!this.grid.pane.contains(document.activeElement)) return;
    const ranges = this.ranges();
    if (!ranges.length || !event.clipboardData) return;
    event.preventDefault();
    const { rows, cols } = outline(ranges);
    const cells = lengthOf(rows) * lengthOf(cols);
    const most = this.grid.page.copyLimit;
    if (cells > most) {
      this.offer(SAY.tooMany(cells, most), SAY.downloadMenu, () => openDownload(this));
      return;
    }
    const sheet = this.copier.sheet(ranges, this.copying.index);
    if (!sheet) {
      this.#open(this.#copyLate(ranges));
      return;
    }
    const { form, names } = this.copying;
    event.clipboardData.setData("text/plain", this.#written(sheet));
    if (form === "table") event.clipboardData.setData("text/html", html(sheet, names));
    this.note(SAY.copied(cells));
  }

  /** @param {import("./written.js").Sheet} sheet */
  #written(sheet) {
    const { form, names } = this.copying;
    if (form === "markdown") return markdown(sheet);
    return form === "python" ? python(sheet) : tsv(sheet, names);
  }

  /** The texts are not here yet: fetch them, and write them where the browser lets us. @param {Range[]} ranges */
  async #copyLate(ranges) {
    this.note(SAY.copying);
    await this.copier.prepare(ranges);
    const sheet = this.copier.sheet(ranges, false);
    if (!sheet) return this.note(SAY.notCopied);
    try {
      const { clipboard } = navigator;
      if (!clipboard) return this.note(SAY.copyAgain);
      await clipboard.writeText(this.#written(sheet));
      this.note(SAY.copied(sheet.rows.length * sheet.names.length));
    } catch {
      this.note(SAY.copyAgain);
    }
  }

  /**
   * Copy by menu.
   *
   * @param {Partial<Copying>} how
   */
  async copy(how = {}) {
    try {
      await this.copier.prepare(this.ranges());
    } catch (failure) {
      const { message } = /** @type {import("../api.js").Failure} */ (failure);
      return this.note(message || SAY.notCopied);
    }
    this.focus.focus();
    this.copying = { ...PLAIN, ...how };
    const done = document.execCommand("copy");
    this.copying = PLAIN;
    if (!done) this.note(SAY.notAllowed);
  }
}

/** @param {number} value @param {number} least @param {number} most */
function clamp(value, least, most) {
  return Math.max(least, Math.min(most, value));
}

/** How far past an edge, px a frame. @param {number} at @param {number} from @param {number} to */
function past(at, from, to) {
  if (at < from) return Math.max(-FASTEST, at - from);
  return at > to ? Math.min(FASTEST, at - to) : 0;
}

/** @param {Hands} hands @param {Place} place */
async function openCell(hands, place) {
  const { showCell } = await import("./detail.js");
  showCell(hands, place);
}

/** @param {Hands} hands @param {number} row */
async function openRow(hands, row) {
  const { showRow } = await import("./detail.js");
  showRow(hands, row);
}

/** @param {Hands} hands */
async function openGoto(hands) {
  const { showGoto } = await import("./goto.js");
  showGoto(hands);
}

/** @param {Hands} hands @param {number[]} numbers columns */
async function openChart(hands, numbers) {
  const { showChart } = await import("./charts.js");
  showChart(hands, numbers);
}

/** @param {Hands} hands */
async function openShortcuts(hands) {
  const { showShortcuts } = await import("./shortcuts.js");
  showShortcuts(hands);
}

/** @param {Hands} hands */
async function openMore(hands) {
  const menus = await import("./menus.js");
  menus.openMore(hands);
}

/** @param {Hands} hands */
async function openChooser(hands) {
  const { showChooser } = await import("./chooser.js");
  showChooser(hands);
}

/** @param {Hands} hands */
async function addSize(hands) {
  const size = await import("./size.js");
  size.addSize(hands);
}

/** @param {Hands} hands */
async function toggleFull(hands) {
  const size = await import("./size.js");
  await size.toggleFull(hands);
}

/** @param {Hands} hands */
async function openDownload(hands) {
  const { showDownload } = await import("./download.js");
  await showDownload(hands);
}

/** @param {Hands} hands @param {PointerEvent} down @param {number} col */
async function dragColumn(hands, down, col) {
  let isHeld = true;
  addEventListener("pointerup", () => (isHeld = false), { once: true });
  const drag = await import("./drag.js");
  if (isHeld) drag.dragColumn(hands, down, col);
}

/** @param {Hands} hands @param {number} col @param {number} step */
async function moveColumn(hands, col, step) {
  const { move } = await import("./arrange.js");
  move(hands, col, col + step);
}

/** @param {Hands} hands */
async function openBuilder(hands) {
  const { showBuilder } = await import("./builder.js");
  await showBuilder(hands, {});
}

/** @param {Hands} hands @param {number} col */
async function openColumn(hands, col) {
  const { showColumn } = await import("./column.js");
  await showColumn(hands, col);
}

/** @param {Hands} hands */
async function openSearchBox(hands) {
  const { openSearch } = await import("./search.js");
  openSearch(hands);
}
