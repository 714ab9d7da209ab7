/**
 * What is seen beside the rows, after the first of them: the rest of the grid, pictures in
 * the headers, the filter's conditions, how far work is. Each is loaded when it is needed.
 *
 * @import { Focus } from "../grid/focus.js"
 * @import { Grid } from "../grid/grid.js"
 * @import { Actions } from "./actions.js"
 */
import { complete } from "../grid/later.js";

let tellLinked = () => {};
/** @type {Promise<void>} what a link sets by which the page was opened */
export const linked = new Promise((resolve) => {
  tellLinked = resolve;
  if (!location.hash.startsWith("#state=")) resolve();
});

/** @param {Grid} grid @param {Focus} focus @param {() => Promise<Actions>} actions */
export function begin(grid, focus, actions) {
  complete(grid, focus);
  if (document.querySelector(".pictured")) addPictures(grid);
  let hasPills = false;
  const addPills = async () => {
    if (!grid.state.filter || hasPills) return;
    hasPills = true;
    const { Pills } = await import("./pills.js");
    new Pills(grid, actions);
  };
  addPills();
  grid.onState.push(addPills);
  tellProgress(grid);
  if (location.hash.startsWith("#state=")) goTo(grid).finally(tellLinked);
  else if (grid.state.search) findAgain(actions);
}

/** What was looked for before the page was loaded again. @param {() => Promise<Actions>} actions */
async function findAgain(actions) {
  const { openSearch } = await import("./search.js");
  openSearch(await actions(), false);
}

/** @param {Grid} grid */
async function goTo(grid) {
  const { followLink } = await import("./link.js");
  await followLink(grid);
}

/** @param {Grid} grid */
async function addPictures(grid) {
  const { Pictures } = await import("./pictures.js");
  new Pictures(grid);
}

/** @param {Grid} grid */
function tellProgress(grid) {
  /** @type {Promise<import("./progress.js").Progress> | null} */
  let progress = null;
  grid.frame.onWait = async (isWaiting) => {
    if (!progress && !isWaiting) return;
    progress ??= import("./progress.js").then(({ Progress }) => new Progress(grid));
    (await progress).attend(isWaiting);
  };
}
