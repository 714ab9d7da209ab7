/**
 * Follows the theme of the page that shows us. Runs in the page's head, before the first
 * paint, so that a dark notebook never flashes white. JupyterLab and Notebook write
 * `--jp-*` variables and `data-jp-theme-light` on their body and change them live; sizes
 * stand on its root. Where
 * the parent is of another origin, or there is none, the system's preference holds.
 */
(() => {
  const root = document.documentElement;
  const setting = root.dataset.setting;
  if (window.top === window) root.classList.add("tab");
  if (setting !== "auto") {
    root.dataset.theme = setting;
    return;
  }
  const names = [
    "--jp-layout-color0",
    "--jp-content-font-color0",
    "--jp-ui-font-family",
    "--jp-code-font-family",
    "--jp-ui-font-size1",
    "--jp-code-font-size",
  ];
  const follow = () => {
    const body = window.parent.document.body;
    const light = body.dataset.jpThemeLight;
    if (light === undefined) return;
    const style = window.parent.getComputedStyle(body);
    root.dataset.theme = light === "false" ? "dark" : "light";
    for (const name of names) {
      const value = style.getPropertyValue(name).trim();
      if (value) root.style.setProperty(name, value);
      else root.style.removeProperty(name);
    }
    dispatchEvent(new Event("themed"));
  };
  try {
    if (window.parent === window) return;
    follow();
    // The theme's stylesheet may arrive after its name.
    const watch = new MutationObserver(() => {
      follow();
      setTimeout(follow, 400);
    });
    const { body, documentElement, head } = window.parent.document;
    watch.observe(body, { attributes: true });
    watch.observe(documentElement, { attributes: true }); // sizes that the user sets
    watch.observe(head, { childList: true });
    window.addEventListener("pagehide", () => watch.disconnect());
  } catch {
    // Another origin: the system's preference holds.
  }
})();
