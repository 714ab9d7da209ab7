/**
 * Bring a cell into the middle of the view: who looks for it wants to see what is around.
 *
 * @import { Grid } from "./grid.js"
 */

/**
 * @param {Grid} grid
 * @param {number} row negative for headers
 * @param {number} col negative for the index
 */
export function showInMiddle(grid, row, col) {
  const { x, y, columns } = grid;
  if (row >= 0) y.moveTo(row - y.view / y.unit / 2 + 0.5);
  if (!columns.isPinned(col)) x.moveTo(columns.left(col) - (x.view - columns.width(col)) / 2);
  grid.scroller.follow();
  grid.moved(true);
  grid.draw();
}
