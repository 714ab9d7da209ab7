// Runs after Dash's own scripts: follows the viewer's theme and view, and does what only a
// browser can (pictures, the clipboard). Then it starts the page.
(() => {
  const clientside = window.dash_clientside;
  const root = document.documentElement;
  const set = (id, props) => clientside.set_props(id, props);

  const themeNow = () => {
    const told = root.dataset.theme;
    if (told === "dark" || told === "light") return told;
    return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  };

  // A viewer around us has a theme already, and the variables of Jupyter's with it.
  const followViewer = () => {
    let host = null;
    try {
      host = parent === window ? null : parent.document.documentElement;
    } catch {}
    if (!host?.dataset.setting) return;
    const follow = () => {
      if (host.dataset.theme) root.dataset.theme = host.dataset.theme;
      for (const name of host.style) {
        if (name.startsWith("--jp")) root.style.setProperty(name, host.style.getPropertyValue(name));
      }
    };
    follow();
    const watch = new MutationObserver(follow);
    watch.observe(host, { attributes: true });
    addEventListener("pagehide", () => watch.disconnect());
  };

  followViewer();
  let told = themeNow();
  const tellTheme = () => {
    const now = themeNow();
    if (now === told) return;
    told = now;
    set("theme", { data: now });
  };
  new MutationObserver(tellTheme).observe(root, { attributes: true });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", tellTheme);

  const follows = () => document.querySelector("#follow input")?.checked ?? true;
  let seen = null;
  const turnTo = (version) => {
    seen = version;
    if (follows()) set("version", { data: version });
  };
  addEventListener("message", (event) => {
    if (event.source !== parent || event.origin !== location.origin) return;
    if (typeof event.data?.dtaleNbVersion === "number") turnTo(event.data.dtaleNbVersion);
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || parent === window) return;
    if (document.querySelector("[data-radix-popper-content-wrapper], .dash-dropdown-content")) return;
    parent.postMessage({ dtaleNbClose: true }, location.origin);
  });
  document.addEventListener("change", (event) => {
    if (event.target.closest("#follow") && seen !== null) turnTo(seen);
  });

  const GONE =
    "The kernel does not answer: it has ended, or is busy. What is drawn stays; " +
    "run the cell again for a live chart.";
  const LET_GO = "This view was let go. Run the cell again for a live chart.";
  const asked = window.fetch.bind(window);
  const tellProblem = (status) => {
    set("problem", { children: status === 410 ? LET_GO : GONE });
    set("cancel", { disabled: true });
  };
  // Dash says nothing where its question finds no server.
  window.fetch = async (...question) => {
    try {
      const answer = await asked(...question);
      if (answer.status >= 400) tellProblem(answer.status);
      return answer;
    } catch (error) {
      tellProblem(0);
      throw error;
    }
  };

  const picture = (format) => {
    const graph = document.querySelector("#graph .js-plotly-plot");
    if (!graph) return clientside.no_update;
    const { width, height } = graph.getBoundingClientRect();
    const paper = getComputedStyle(document.body).backgroundColor;
    const layout = { ...graph.layout, paper_bgcolor: paper, width, height };
    const figure = { data: graph.data, layout };
    const filename = document.title;
    Plotly.downloadImage(figure, { format, width, height, scale: 2, filename });
    return clientside.no_update;
  };

  // A box filters once; then a drag enlarges again, as it does at first.
  const isBox = () => document.getElementById("box").ariaPressed === "true";
  const keepBox = (graph) => {
    const dragmode = isBox() ? "select" : "zoom";
    if ((graph.layout.dragmode ?? "zoom") !== dragmode) Plotly.relayout(graph, { dragmode });
  };
  const turnBox = (isOn) => {
    document.getElementById("box").ariaPressed = String(isOn);
    const graph = document.querySelector("#graph .js-plotly-plot");
    if (graph?.layout) keepBox(graph);
  };

  // Texts that are laid out by their size, as a word cloud's, grow and shrink with their room.
  const fitTexts = (graph) => {
    const [width, height] = graph.layout.meta?.size ?? [];
    if (!width) return;
    const { w, h } = graph._fullLayout._size;
    const scale = Math.min(w / width, h / height);
    graph.data.forEach((trace, at) => {
      trace.meta ??= trace.textfont.size;
      const size = trace.meta.map((each) => each * scale);
      if (Math.abs(size[0] - trace.textfont.size[0]) > 0.1)
        Plotly.restyle(graph, { "textfont.size": [size] }, [at]);
    });
  };

  const followed = new WeakSet();
  const follow = () => {
    const graph = document.querySelector("#graph .js-plotly-plot");
    if (!graph?.on || !graph.calcdata) return requestAnimationFrame(follow);
    const settle = () => {
      keepBox(graph);
      fitTexts(graph);
    };
    if (!followed.has(graph)) graph.on("plotly_afterplot", settle);
    followed.add(graph);
    settle();
  };

  clientside.charts = {
    box: () => {
      turnBox(!isBox());
      return clientside.no_update;
    },
    drawn: (figure) => {
      if (figure?.layout) follow();
      return !figure?.layout?.meta?.box;
    },
    theme: () => themeNow(),
    png: () => picture("png"),
    svg: () => picture("svg"),
    copy: () => {
      const code = document.getElementById("code");
      const range = document.createRange();
      range.selectNodeContents(code);
      const selection = getSelection();
      document.getElementById("codes").open = true;
      selection.removeAllRanges();
      selection.addRange(range);
      navigator.clipboard?.writeText(code.textContent).catch(() => document.execCommand("copy"));
      if (!navigator.clipboard) document.execCommand("copy");
      return clientside.no_update;
    },
    drilled: (data) => {
      if (data && isBox()) turnBox(false);
      if (data && parent !== window) parent.postMessage({ dtaleNbDrilled: data.version }, location.origin);
      if (data) turnTo(data.version);
      return clientside.no_update;
    },
  };
  window.renderer = new DashRenderer();
})();
