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

/** @type {Promise<import("./panels/hands.js").Hands> | null} */
let hands = null;

/** What hands can do, loaded once. */
function handsOf() {
  hands ??= import("./panels/hands.js").then(({ Hands }) => {
    const made = new Hands(grid, focus);
    document.documentElement.dataset.hands = "true";
    return made;
  });
  return hands;
}

let hasPills = false;

/** The filter's conditions, each a pill, as soon as there is a filter. */
async function addPills() {
  if (!grid.state.filter || hasPills) return;
  hasPills = true;
  const { Pills } = await import("./panels/pills.js");
  new Pills(grid, handsOf);
}

setTimeout(addPills, 150);
grid.onState.push(addPills);

/** @type {Promise<import("./panels/progress.js").Progress> | null} */
let progress = null;
grid.frame.onWait = async (/** @type {boolean} */ isWaiting) => {
  if (!progress && !isWaiting) return;
  progress ??= import("./panels/progress.js").then(({ Progress }) => new Progress(grid));
  (await progress).attend(isWaiting);
};

/** @type {HTMLElement} */ (document.querySelector(".bar")).addEventListener(
  "click",
  async ({ target }) => {
    const at = /** @type {Element} */ (target).closest("[data-do]");
    if (at instanceof HTMLElement) (await handsOf()).do(at.dataset.do ?? "");
  },
);

/** Whoever comes near may want to do something. */
function comeNear() {
  for (const type of NEARING) removeEventListener(type, comeNear);
  handsOf();
}

const NEARING = ["pointerover", "focusin", "touchstart"];
for (const type of NEARING) addEventListener(type, comeNear, { passive: true });
