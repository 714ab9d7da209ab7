/**
 * A viewer far from the window gives its elements back, and the cells that it does not show:
 * a notebook may have many. Place, selection and focus stay; what was in sight is kept, so
 * that it stands there again at once.
 *
 * @import { Grid } from "./grid.js"
 */

/** How far from the window a viewer is drawn, where the browser lets us know it. */
const NEAR = "800px";

/** It is far after so long, ms: who scrolls past comes back soon. */
const PATIENCE = 500;

/** @param {Grid} grid */
export function restWhenFar(grid) {
  let timer = 0;
  const comeBack = () => {
    clearTimeout(timer);
    if (!grid.isFar) return;
    grid.isFar = false;
    grid.resized();
    grid.draw();
  };
  const rest = () => {
    if (matchMedia("print").matches) return;
    grid.isFar = true;
    const { first, last } = grid.inSight();
    grid.blocks.keepOnly(first, last);
    grid.body.rebuild();
  };
  const watch = new IntersectionObserver(
    (found) => {
      if (found.at(-1)?.isIntersecting) return comeBack();
      clearTimeout(timer);
      timer = setTimeout(rest, PATIENCE);
    },
    { rootMargin: NEAR },
  );
  watch.observe(grid.pane);
  addEventListener("beforeprint", comeBack);
}
