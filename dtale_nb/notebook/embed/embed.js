// Puts the live viewer in the place of the static table, if its server can be reached.
// Runs inside the notebook's page, once per output; comments are cut before it is sent.
// Needs nothing but the element before its own script, so clones of an output work too.

/**
 * The URL of a place on this page; "" where the page can't use it.
 *
 * @param {string} place A template from the kernel (address.py: places).
 * @param {{base: string, isLocal: boolean}} page The Jupyter server's base URL as this
 *   page knows it, and whether the page comes from the machine the browser runs on.
 * @returns {string}
 */
function resolve(place, page) {
  if (place.startsWith("{base}")) return page.base && place.replace("{base}", page.base);
  if (place.startsWith("http://127.0.0.1:")) return page.isLocal ? place : "";
  return place.startsWith("colab:") ? "" : place;
}

/**
 * What only the page knows.
 *
 * @param {Document} document
 * @param {Location} location
 */
function pageOf(document, location) {
  const config = document.getElementById("jupyter-config-data");
  let base = document.body.dataset.baseUrl || "";
  try {
    base = JSON.parse(config?.textContent || "{}").baseUrl || base;
  } catch {}
  return { base, isLocal: /^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname) };
}

/**
 * @param {{instance: string, places: string[], path: string, title: string}} config
 * @param {HTMLElement | null | undefined} mount
 */
function embed(config, mount) {
  if (!mount) return;
  const page = pageOf(document, location);
  let wentAway = false;

  /** @param {string} place */
  async function urlOf(place) {
    const kernel = globalThis.google?.colab?.kernel;
    const [, port, rest] = /^colab:(\d+)(.*)/.exec(place) || [];
    if (!port || !kernel) return resolve(place, page);
    const root = await kernel.proxyPort(Number(port), { cache: false });
    return root.replace(/\/$/, "") + rest;
  }

  // Only a server that tells our instance is ours: ports are used again by others.
  async function find() {
    for (const place of config.places) {
      try {
        const url = await urlOf(place);
        if (!url) continue;
        const answer = await fetch(`${url}health`, {
          cache: "no-store",
          headers: { Accept: "application/json" },
          signal: AbortSignal.timeout(8000),
        });
        if (answer.ok && (await answer.json()).instance === config.instance) return url;
        wentAway ||= answer.status !== 404 || /json/.test(answer.headers.get("content-type") || "");
      } catch {}
    }
    return "";
  }

  // Several outputs of one kernel ask once; for a moment only, since kernels end.
  function found() {
    const key = Symbol.for(`dtale_nb ${config.instance}`);
    const known = /** @type {any} */ (globalThis);
    if (!known[key]) {
      known[key] = find();
      setTimeout(() => delete known[key], 3000);
    }
    return known[key];
  }

  /** @param {string} text */
  function say(text) {
    const line = mount?.querySelector("p");
    if (line) line.textContent = text;
  }

  async function start() {
    const root = await found();
    if (root) return show(root + config.path);
    if (!page.base && !page.isLocal) return;
    say(
      wentAway || !page.base
        ? "The kernel of this viewer has ended. Run the cell again to bring it back."
        : "No way to the kernel: install jupyter-server-proxy (or dtale_nb) where the Jupyter server runs, restart it, then run the cell again.",
    );
  }

  /** @param {HTMLIFrameElement} frame */
  function readable(frame) {
    try {
      return frame.contentDocument?.querySelector("main[data-code]");
    } catch {}
  }

  /** @param {string} url */
  function show(url) {
    const frame = document.createElement("iframe");
    frame.title = config.title;
    frame.allow = "clipboard-write; fullscreen";
    frame.style.cssText =
      "position:absolute;inset:0;width:100%;height:100%;border:0;opacity:0;max-width:none";
    frame.onload = () => {
      // Our error page says what happened; the table is still worth more than it.
      const failure = readable(frame)?.querySelector("[role=alert]")?.textContent;
      if (failure) {
        frame.remove();
        return say(failure);
      }
      frame.style.opacity = "1";
      for (const old of mount?.children || []) {
        if (old !== frame) /** @type {HTMLElement} */ (old).style.visibility = "hidden";
      }
    };
    addEventListener("message", (event) => {
      const height = event.data?.dtaleNbHeight;
      if (event.source === frame.contentWindow && height > 0 && mount)
        mount.style.height = `${Math.min(height, 4000)}px`;
    });
    frame.src = url;
    mount?.append(frame);
  }

  const near = new IntersectionObserver(
    (seen) => {
      if (!seen.some((entry) => entry.isIntersecting)) return;
      near.disconnect();
      start();
    },
    { rootMargin: "600px" },
  );
  near.observe(mount);
}
