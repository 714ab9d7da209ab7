/**
 * Takes over the page that the server wrote: its rows can be scrolled. `start.js` loads it;
 * everything else comes with `begin.js`.
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
const begun = import("./begin.js").then(({ begin }) => begin(grid, typed));
grid.begun = begun;
// What is typed and clicked before that waits for it.
typed.hold(begun);

/** A click anywhere. @param {MouseEvent} event */
export const take = (event) => begun.then((click) => click(event));
begun.catch(() => {
  byId("news").hidden = false;
  grid.loader.halt();
});
document.documentElement.dataset.ready = "true";
