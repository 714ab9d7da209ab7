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
// The notebook's page sets the height that the user chose before.
if (page.state.height && window.parent !== window)
  window.parent.postMessage({ dtaleNbHeight: page.state.height }, "*");

/** The reader's language, where it is not English: the setting, or the browser's first. */
async function speak() {
  const { language } = document.documentElement.dataset;
  const wanted = language && language !== "auto" ? [language] : navigator.languages;
  const known = wanted.map((each) => each.slice(0, 2)).find((each) => /en|de|zh|pt/.test(each));
  if (!known || known === "en") return;
  const { speak, tongueOf } = await import("./panels/tongue.js");
  speak(await tongueOf(known), grid);
}

const spoken = speak();

/** @type {Promise<import("./panels/hands.js").Hands> | null} */
let hands = null;

/** What hands can do, loaded once. */
function handsOf() {
  hands ??= spoken
    .then(() => import("./panels/hands.js"))
    .then(({ Hands }) => {
      const made = new Hands(grid, focus);
      document.documentElement.dataset.hands = "true";
      return made;
    });
  return hands;
}

/** What is seen beside the rows comes after them. */
async function comeAfter() {
  await spoken;
  const { begin } = await import("./panels/after.js");
  begin(grid, handsOf);
}

setTimeout(comeAfter, 150);

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
