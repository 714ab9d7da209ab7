/**
 * Loads the viewer's script once somebody has seen the page as the server wrote it. Stands
 * at the end of the page. What is seen is told after it has been painted, so first rows
 * never wait for a script, and a viewer that nobody scrolls to runs none. What is clicked
 * before it is here waits for it.
 */
/** @type {(main: typeof import("./main.js")) => void} */
let come;
/** @type {Promise<typeof import("./main.js")>} */
const main = new Promise((done) => {
  come = done;
});
addEventListener("click", (event) => main.then(({ take }) => take(event)));
new IntersectionObserver((found, watch) => {
  if (!found.some((each) => each.isIntersecting)) return;
  watch.disconnect();
  const { href } = /** @type {HTMLLinkElement} */ (document.getElementById("script"));
  // What was told is not on the screen yet: it is when the next frame begins.
  requestAnimationFrame(() =>
    import(href).then(come, () => document.getElementById("news")?.removeAttribute("hidden")),
  );
}).observe(document.body);
