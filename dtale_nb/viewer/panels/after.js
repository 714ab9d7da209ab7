/**
 * What is seen beside the rows, after the first of them: pictures in the headers, the
 * filter's conditions, how far work is. Each is loaded when it is needed.
 *
 * @import { Grid } from "../grid/grid.js"
 * @import { Hands } from "./hands.js"
 */

/** @param {Grid} grid @param {() => Promise<Hands>} hands */
export function begin(grid, hands) {
  if (document.querySelector(".pictured")) addPictures(grid);
  let hasPills = false;
  const addPills = async () => {
    if (!grid.state.filter || hasPills) return;
    hasPills = true;
    const { Pills } = await import("./pills.js");
    new Pills(grid, hands);
  };
  addPills();
  grid.onState.push(addPills);
  tellProgress(grid);
  if (location.hash.startsWith("#state=")) goTo(grid);
  else if (grid.state.search) findAgain(hands);
}

/** What was looked for before the page was loaded again. @param {() => Promise<Hands>} hands */
async function findAgain(hands) {
  const { openSearch } = await import("./search.js");
  openSearch(await hands(), false);
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
