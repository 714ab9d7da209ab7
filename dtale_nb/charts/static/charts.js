// Runs after Dash's own scripts: follows the viewer's theme and view, and does what only a
// browser can (pictures, the clipboard). Then it starts the page.
(() => {
  const clientside = window.dash_clientside;
  const root = document.documentElement;
  /** @type {typeof clientside.set_props} */
  const set = (id, props) => clientside.set_props(id, props);
  /** @type {{ gone: string, letGo: string }} */
  const say = JSON.parse(document.getElementById("words")?.textContent ?? "{}");

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
        if (name.startsWith("--jp"))
          root.style.setProperty(name, host.style.getPropertyValue(name));
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

  const follows = () => {
    const box = /** @type {HTMLInputElement | null} */ (
      document.querySelector("#follow input")
    );
    return box?.checked ?? true;
  };
  /** @param {number} version */
  const turnTo = (version) => {
    if (follows()) set("version", { data: version });
  };
  addEventListener("message", (event) => {
    if (event.source !== parent || event.origin !== location.origin) return;
    if (typeof event.data?.dtaleNbVersion === "number") turnTo(event.data.dtaleNbVersion);
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || parent === window) return;
    if (document.querySelector("[data-radix-popper-content-wrapper], .dash-dropdown-content"))
      return;
    parent.postMessage({ dtaleNbClose: true }, location.origin);
  });
  // What a click or a box filtered is undone by the key that undoes it in the grid.
  addEventListener("keydown", (event) => {
    const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    const on = /** @type {Element} */ (event.target);
    if (!isUndo || event.shiftKey || on.closest("input, textarea") || parent === window) return;
    event.preventDefault();
    parent.postMessage({ dtaleNbUndo: true }, location.origin);
  });
  /** @param {Event} event */
  const elementOf = (event) => /** @type {Element} */ (event.target);

  const asked = window.fetch.bind(window);
  /** @param {number} status 0 where nobody answered */
  const tellProblem = (status) => {
    set("problem", { children: status === 410 ? say.letGo : say.gone });
  };

  /**
   * A question for a figure can be stopped as long as it is not answered.
   *
   * @param {RequestInit | undefined} options
   */
  const cardAsking = (options) => {
    const outputs = /"outputs":\[\{"id":\{"card":(\d+),"part":"graph"\}/;
    const found =
      typeof options?.body === "string" && outputs.exec(options.body.slice(0, 2_000));
    return found ? { card: Number(found[1]), part: "cancel" } : null;
  };
  /** @type {Map<number, number>} */
  const waiting = new Map();
  /** @param {ReturnType<typeof cardAsking>} cancel @param {1 | -1} by */
  const wait = (cancel, by) => {
    if (!cancel) return;
    const count = (waiting.get(cancel.card) ?? 0) + by;
    waiting.set(cancel.card, count);
    set(cancel, { disabled: count === 0 });
  };
  // What the page has asked for before Dash could is not asked for again.
  const early = new Map(window.early);
  /** @param {RequestInfo | URL} address */
  const earlyAnswer = (address) => {
    const name = String(address).split("/").pop() ?? "";
    const answer = early.get(name);
    early.delete(name);
    return answer;
  };
  // Dash says nothing where its question finds no server.
  window.fetch = async (...question) => {
    const cancel = cardAsking(question[1]);
    wait(cancel, 1);
    try {
      const answer = await (earlyAnswer(question[0]) ?? asked(...question));
      if (answer.status >= 400) tellProblem(answer.status);
      return answer;
    } catch (error) {
      tellProblem(0);
      throw error;
    } finally {
      wait(cancel, -1);
    }
  };

  // A legend on the right would leave a narrow chart half of its width.
  const NARROW = 520;
  const LEGEND = {
    orientation: "h",
    x: 0,
    y: 1,
    yanchor: "top",
    yref: "container",
    maxheight: 0.3,
    title: { text: "" }, // the form above says it
  };
  const SMALL = { size: 9 };
  /** @param {{ pad?: { t?: number } }} part */
  const lowered = (part) => ({ ...part, pad: { ...part.pad, t: (part.pad?.t ?? 0) + 36 } });
  /** @param {Graph} graph @param {PlotlyFigure} figure */
  const fitted = (graph, figure) => {
    const { layout } = figure;
    if (!layout || graph.clientWidth >= NARROW) return figure;
    const legend = { ...layout.legend, ...LEGEND };
    // Names that stand upright below an axis move its title into a slider.
    const sliders = (layout.sliders ?? []).map(lowered);
    const updatemenus = (layout.updatemenus ?? []).map(lowered);
    const titles = layout.annotations ?? [];
    const annotations = titles.map((each) => ({ ...each, font: SMALL }));
    const more = { sliders, updatemenus, annotations };
    return { ...figure, layout: { ...layout, legend, ...more } };
  };

  /** @type {WeakMap<Element, { asked: [PlotlyFigure, ...unknown[]], isNarrow: boolean }>} */
  const askedOf = new WeakMap();
  const widths = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const graph = /** @type {Graph} */ (target);
      const found = askedOf.get(graph);
      if (found && graph.clientWidth && found.isNarrow !== graph.clientWidth < NARROW)
        Plotly.react(graph, ...found.asked);
    }
  });

  // Dash draws each graph before it has a figure: axes of nothing, for 0.1 s. Here it only
  // keeps in mind who listens, until there is something to draw.
  /** @type {WeakMap<Graph, Parameters<Graph["on"]>[]>} */
  const listeners = new WeakMap();
  const { react } = Plotly;
  Plotly.react = async (graph, figure, ...more) => {
    if (!figure.data && !graph.calcdata) {
      /** @type {Parameters<Graph["on"]>[]} */
      const told = [];
      graph.on = (...listener) => told.push(listener);
      listeners.set(graph, told);
      return graph;
    }
    const told = listeners.get(graph) ?? [];
    if (listeners.delete(graph)) Reflect.deleteProperty(graph, "on");
    const stage = /** @type {HTMLElement | null} */ (graph.closest(".stage"));
    const high = figure.layout?.meta?.high;
    if (stage) stage.style.minHeight = high ? `${high}px` : "";
    askedOf.set(graph, { asked: [figure, ...more], isNarrow: graph.clientWidth < NARROW });
    const drawn = react(graph, fitted(graph, figure), ...more);
    for (const listener of told) graph.on(...listener);
    return drawn;
  };

  /** @param {Element} el */
  const cardOf = (el) => /** @type {HTMLElement} */ (el.closest(".card"));
  /** @param {Element} el */
  const graphOf = (el) =>
    /** @type {Graph | null} */ (cardOf(el).querySelector(".js-plotly-plot"));

  /** @param {HTMLElement} button @param {"png" | "svg"} format */
  const picture = (button, format) => {
    const graph = graphOf(button);
    if (!graph) return;
    const { width, height } = graph.getBoundingClientRect();
    const paper = getComputedStyle(document.body).backgroundColor;
    const layout = { ...graph.layout, paper_bgcolor: paper, width, height };
    const figure = { data: graph.data, layout };
    const filename = document.title;
    Plotly.downloadImage(figure, { format, width, height, scale: 2, filename });
  };

  /** @param {HTMLElement} button */
  const copy = (button) => {
    const code = cardOf(button).querySelector(".code");
    const fold = code?.closest("details");
    if (!code || !fold) return;
    const range = document.createRange();
    range.selectNodeContents(code);
    const selection = getSelection();
    fold.open = true;
    selection?.removeAllRanges();
    selection?.addRange(range);
    navigator.clipboard
      ?.writeText(code.textContent ?? "")
      .catch(() => document.execCommand("copy"));
    if (!navigator.clipboard) document.execCommand("copy");
  };

  // A box filters once; then a drag enlarges again, as it does at first.
  /** @param {Element} el */
  const boxOf = (el) => cardOf(el).querySelector('[data-do="box"]');
  /** @param {Graph} graph */
  const keepBox = (graph) => {
    const dragmode = boxOf(graph)?.ariaPressed === "true" ? "select" : "zoom";
    if ((graph.layout.dragmode ?? "zoom") !== dragmode) Plotly.relayout(graph, { dragmode });
  };
  /** @param {Element} button @param {boolean} isOn */
  const turnBox = (button, isOn) => {
    button.ariaPressed = String(isOn);
    const graph = graphOf(button);
    if (graph?.layout) keepBox(graph);
  };

  /**
   * A box over an animation is one over the frame that is seen: which that is has to be told
   * before Dash tells of the box.
   *
   * @param {Graph} graph
   */
  const tellFrame = (graph) => {
    const slider = graph._fullLayout.sliders?.[0];
    const frame = slider?.steps[slider.active]?.args[0][0] ?? null;
    const id = { card: JSON.parse(cardOf(graph).id).card, part: "frame" };
    set(id, { data: frame });
  };

  /**
   * Texts that are laid out by their size, as a word cloud's, grow and shrink with their room.
   *
   * @param {Graph} graph
   */
  const fitTexts = (graph) => {
    const [width, height] = graph.layout.meta?.size ?? [0, 0];
    if (!width) return;
    const { w, h } = graph._fullLayout._size;
    const scale = Math.min(w / width, h / height);
    graph.data.forEach((trace, at) => {
      trace.meta ??= trace.textfont.size;
      const size = trace.meta.map((each) => each * scale);
      if (Math.abs((size[0] ?? 0) - (trace.textfont.size[0] ?? 0)) > 0.1)
        Plotly.restyle(graph, { "textfont.size": [size] }, [at]);
    });
  };

  /** @type {WeakSet<Graph>} */
  const followed = new WeakSet();
  const followAll = () => {
    let isReady = true;
    /** @type {NodeListOf<Graph>} */
    const graphs = document.querySelectorAll(".graph .js-plotly-plot");
    for (const graph of graphs) {
      if (followed.has(graph)) continue;
      if (!graph.on || !graph.calcdata) {
        isReady = false;
        continue;
      }
      const settle = () => {
        if (!graph.isConnected) return;
        keepBox(graph);
        fitTexts(graph);
      };
      graph.on("plotly_afterplot", settle);
      graph.on("plotly_selecting", () => tellFrame(graph));
      followed.add(graph);
      widths.observe(graph);
      settle();
    }
    if (!isReady) requestAnimationFrame(followAll);
  };

  /** @type {Record<string, (button: HTMLElement) => void>} */
  const deeds = {
    box: (button) => turnBox(button, button.ariaPressed !== "true"),
    png: (button) => picture(button, "png"),
    svg: (button) => picture(button, "svg"),
    copy,
    earlier: (button) => move(button, -1),
    later: (button) => move(button, 1),
  };
  // The focus goes with the chart, to the same button of the card that it stands on now:
  // as soon as that card is made anew, which takes the focus away.
  let refocus = () => {};
  for (const type of ["keydown", "pointerdown"]) {
    const forget = () => {
      refocus = () => {};
    };
    addEventListener(type, forget, { capture: true });
  }
  /** @param {HTMLElement} button @param {1 | -1} by */
  const move = (button, by) => {
    const cards = [...document.querySelectorAll(".card:not(:empty)")];
    const card = cardOf(button);
    const other = cards[cards.indexOf(card) + by];
    if (!other) return;
    set("moved", { data: [JSON.parse(card.id).card, JSON.parse(other.id).card, Date.now()] });
    const target = `[data-do="${button.dataset.do}"]`;
    refocus = () => {
      if (document.activeElement !== document.body) return;
      /** @type {HTMLElement | null} */ (other.querySelector(target))?.focus();
      refocus = () => {};
    };
  };
  document.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement | null} */ (elementOf(event).closest("[data-do]"));
    if (button) deeds[button.dataset.do ?? ""]?.(button);
  });

  /**
   * The address is that of the charts as they are: it can be kept and opened again.
   *
   * @param {unknown[]} charts
   */
  const tellAddress = (charts) => {
    const bytes = new TextEncoder().encode(JSON.stringify(charts));
    const text = btoa(String.fromCharCode(...bytes));
    const told = text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
    if (told.length < 7_500) history.replaceState(null, "", `${root.dataset.page}${told}/`);
  };

  clientside.charts = {
    /** @param {PlotlyFigure | null} figure */
    drawn: (figure) => {
      refocus();
      if (figure?.layout) followAll();
      return !figure?.layout?.meta?.box;
    },
    // A button that comes anew, as with a card that is moved, was not clicked.
    /** @param {number | null} clicks */
    removed: (clicks) => (clicks ? [] : clientside.no_update),
    /** @param {unknown[]} charts */
    asked: (charts) => {
      root.dataset.charts = String(charts.length);
      const drawn = charts.filter((each) => each);
      if (drawn.length) tellAddress(drawn);
      if (drawn.length && parent !== window)
        parent.postMessage({ dtaleNbCharts: drawn }, location.origin);
      return charts.length >= 12;
    },
    theme: () => themeNow(),
    /** @param {{ version: number } | null} data */
    drilled: (data) => {
      if (!data) return clientside.no_update;
      for (const box of document.querySelectorAll('[data-do="box"][aria-pressed="true"]'))
        turnBox(box, false);
      if (parent !== window)
        parent.postMessage({ dtaleNbDrilled: data.version }, location.origin);
      turnTo(data.version);
      return clientside.no_update;
    },
  };
  window.renderer = new DashRenderer();
})();
