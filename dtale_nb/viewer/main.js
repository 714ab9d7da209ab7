/**
 * Takes over the page that the server wrote: its rows can be scrolled and walked through.
 * Everything else comes with `begin.js`, at once, when they stand.
 *
 * @import { PageData } from "./types.js"
 */
import { Api } from "./api.js";
import { byId } from "./grid/cell.js";
import { Focus } from "./grid/focus.js";
import { Grid } from "./grid/grid.js";

const page = /** @type {PageData} */ (JSON.parse(byId("dtale-nb-page").textContent ?? ""));
const grid = new Grid(page, new Api(page.instance));
grid.start();
const focus = new Focus(grid);
const begun = import("./begin.js").then(({ begin }) => begin(grid, focus));
grid.begun = begun;
// What is clicked before that waits for it.
addEventListener("click", (event) => begun.then((click) => click(event)));
begun.catch(() => {
  byId("news").hidden = false;
  grid.loader.halt();
});
document.documentElement.dataset.ready = "true";
