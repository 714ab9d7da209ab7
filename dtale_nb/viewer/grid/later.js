/**
 * What the grid does beside drawing, scrolling, sorting and moving the focus. Loaded soon
 * after the first rows stand.
 *
 * @import { Focus } from "./focus.js"
 * @import { Grid } from "./grid.js"
 */
import { restWhenFar } from "./far.js";
import { tellWidths } from "./metrics.js";
import { Settler } from "./settle.js";
import { writeSigns } from "./signs.js";
import { tidy } from "./tidy.js";
import { tellUnderPointer } from "./tips.js";

/** The place is kept after so much rest, ms. */
const KEEP_AFTER = 700;

/**
 * Give a grid the rest of it.
 *
 * @param {Grid} grid
 * @param {Focus} focus
 */
export function complete(grid, focus) {
  grid.settler ??= new Settler(grid);
  grid.body.painter.writeSigns = writeSigns;
  grid.onRest.unshift(() => tidy(grid)); // before the focus looks where it is
  tellUnderPointer(grid, focus);
  keepPlace(grid);
  restWhenFar(grid);
  followLetters(grid);
  grid.body.spoil();
  grid.redraw();
}

/** Keep the place on the server, so that the page opens there again. @param {Grid} grid */
function keepPlace(grid) {
  let timer = 0;
  const keepNow = () => {
    if (!timer || grid.loader.halted) return;
    clearTimeout(timer);
    timer = 0;
    const scroll = { top: grid.y.at, left: grid.x.at };
    grid.api.change({ scroll }, { keepalive: true }).catch((failure) => {
      if (failure.code === "gone" || failure.code === "view-let-go") grid.failed(failure);
    });
  };
  grid.onScroll = () => {
    clearTimeout(timer);
    timer = setTimeout(keepNow, KEEP_AFTER);
  };
  if (grid.hasScrolled) grid.onScroll();
  addEventListener("pagehide", keepNow);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) keepNow();
    else grid.redraw();
  });
}

/** When the notebook's letters change, rows and columns go along. @param {Grid} grid */
function followLetters(grid) {
  const first = innerHeight;
  const letters = () => {
    const { fontSize, fontFamily } = getComputedStyle(document.body);
    return `${fontSize} ${fontFamily}`;
  };
  let before = letters();
  const follow = () => {
    if (before === letters()) return;
    before = letters();
    tellWidths();
    grid.settler.keepingLeft(() => grid.fitLetters(), grid.heldColumn());
    grid.body.spoil();
    grid.header.spoil();
    grid.draw();
    fitFrame(grid, first);
  };
  addEventListener("themed", follow);
  if (grid.columns.scale !== 1) fitFrame(grid, first);
}

/**
 * A small frame has the room of its rows, as large as they are now.
 *
 * @param {Grid} grid
 * @param {number} first px that the notebook gave it
 */
function fitFrame({ of, usualHeight, rowHeight, state, scroller, pane }, first) {
  const rows = Math.max(1, of);
  if (window.parent === window || state.height || rows * usualHeight > first) return;
  const header = /** @type {HTMLElement} */ (pane.firstElementChild).offsetHeight;
  const around = innerHeight - scroller.el.offsetHeight;
  const height = around + header + rows * rowHeight;
  window.parent.postMessage({ dtaleNbHeight: height }, "*");
}
