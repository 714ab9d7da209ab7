/**
 * Takes over the page that the server wrote: its rows can be scrolled.
 * Everything else comes with `begin.js`, when they stand and are in sight: a notebook may
 * have many views, of which few are.
 *
 * @import { PageData } from "./types.js"
 */
import { Api } from "./api.js";
import { byId } from "./grid/cell.js";
import { Grid } from "./grid/grid.js";
import { Typed } from "./grid/typed.js";

const page = /** @type {PageData} */ (JSON.parse(byId("dtale-nb-page").textContent ?? ""));
const grid = new Grid(page, new Api(page.instance));
grid.start();
const typed = new Typed();
const inSight = new Promise((seen) => {
  const watch = new IntersectionObserver((found) => {
    if (!found.some((each) => each.isIntersecting)) return;
    watch.disconnect();
    seen(null);
  });
  watch.observe(grid.pane);
});
const begun = inSight.then(() => import("./begin.js")).then(({ begin }) => begin(grid, typed));
grid.begun = begun;
// What is typed and clicked before that waits for it.
typed.hold(begun);
addEventListener("click", (event) => begun.then((click) => click(event)));
begun.catch(() => {
  byId("news").hidden = false;
  grid.loader.halt();
});
document.documentElement.dataset.ready = "true";
