/**
 * Takes over the page that the server wrote.
 *
 * @import { PageData } from "./types.js"
 */
import { Api } from "./api.js";
import { byId, Frame } from "./frame.js";
import { Focus } from "./grid/focus.js";
import { Grid } from "./grid/grid.js";
import { listenToPointer } from "./grid/pointer.js";

const page = /** @type {PageData} */ (JSON.parse(byId("dtale-nb-page").textContent ?? ""));
const grid = new Grid(page, new Api(page.instance), new Frame());
grid.start();
const focus = new Focus(grid);
listenToPointer(grid, focus);
document.documentElement.dataset.ready = "true";

/** Pictures of the values come after the first rows, where there is room for them. */
async function addPictures() {
  if (!document.querySelector(".pictured")) return;
  const { Pictures } = await import("./panels/pictures.js");
  new Pictures(grid);
}

setTimeout(addPictures, 150);

/** Whoever comes near may want to do something. */
async function comeNear() {
  for (const type of NEARING) removeEventListener(type, comeNear);
  const { Hands } = await import("./panels/hands.js");
  new Hands(grid, focus);
  document.documentElement.dataset.hands = "true";
}

const NEARING = ["pointerover", "focusin", "touchstart"];
for (const type of NEARING) addEventListener(type, comeNear, { passive: true });
