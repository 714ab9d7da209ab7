/**
 * What the grid does beside drawing, scrolling and moving the focus. Loaded as soon as the
 * first rows stand; until then they can be read, scrolled and walked through.
 *
 * @import { Focus } from "./focus.js"
 * @import { Grid } from "./grid.js"
 */
import { Frame } from "../frame.js";
import { WORDS } from "../words.js";
import { textWidth } from "./measure.js";
import { Settler } from "./settle.js";
import { writeSigns } from "./signs.js";
import { tellUnderPointer } from "./tips.js";
import { Turn } from "./turn.js";

/** The place is kept after so much rest, ms. */
const KEEP_AFTER = 700;

/**
 * Give a grid the rest of it.
 *
 * @param {Grid} grid
 * @param {Focus} focus
 */
export function complete(grid, focus) {
  grid.frame = new Frame();
  grid.turn = new Turn(grid);
  grid.settler = new Settler(grid);
  grid.body.painter.writeSigns = writeSigns;
  const root = document.documentElement.style;
  root.setProperty("--dot", `${textWidth(".")}px`);
  root.setProperty("--more", `${textWidth("…")}px`);
  grid.loader.parts.onSlow = (slow) =>
    grid.frame.wait(slow ? WORDS.busy : "", slow ? () => grid.turn.retry() : null);
  tellUnderPointer(grid, focus);
  keepPlace(grid);
  grid.body.spoil();
  drawHeader(grid);
}

/** Draw the header by ourselves, rows of outer labels included. @param {Grid} grid */
async function drawHeader(grid) {
  if (grid.headers > 1) {
    const { Runs } = await import("./runs.js");
    grid.header.runs = new Runs(grid.header, grid.columns);
  }
  grid.header.spoil();
  grid.draw();
  document.getElementById("first")?.remove();
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
