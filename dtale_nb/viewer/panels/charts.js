/**
 * A chart beside the grid: the page of charts in a frame of its own. It draws what the view
 * shows, follows it, and a click on one of its marks filters the view.
 *
 * @import { Actions } from "./actions.js"
 * @import { Chart } from "../types.js"
 * @import { Failure } from "../api.js"
 */
import { element } from "../grid/cell.js";
import { openPanel } from "./panel.js";
import { SAY } from "./say.js";

/**
 * @param {Actions} actions
 * @param {number[]} numbers the columns pointed at; none for the whole frame
 */
export function showChart(actions, numbers) {
  const { grid } = actions;
  const panel = openPanel(actions, SAY.chart);
  panel.el.classList.add("chart");
  const frame = /** @type {HTMLIFrameElement} */ (
    element("iframe", "", { title: SAY.chartOf(grid.page.name) })
  );
  const left = numbers.length ? [] : (grid.state.charts ?? []);
  const asked = left.length
    ? left.map(askedOf)
    : ["", numbers.length ? { columns: numbers } : {}];
  frame.src = addressOf(grid.page.view, asked);
  panel.body.append(frame);
  frame.addEventListener("load", () => frame.focus());
  const tell = () => {
    const dtaleNbVersion = (grid.next ?? grid.blocks).version;
    frame.contentWindow?.postMessage({ dtaleNbVersion }, location.origin);
  };
  grid.onState.push(tell);
  /** The view keeps what is drawn, for a panel, page or link of later. @param {any[]} drawn */
  const keep = async (drawn) => {
    const charts = drawn.map(([kind, options]) => ({ kind, options }));
    grid.state.charts = charts;
    try {
      await grid.api.change(/** @type {any} */ ({ charts }), { keepalive: true });
    } catch (failure) {
      actions.note(/** @type {Failure} */ (failure).message);
    }
  };
  /** @param {MessageEvent} event */
  const hear = async (event) => {
    if (event.source !== frame.contentWindow || event.origin !== location.origin) return;
    if (event.data?.dtaleNbClose) panel.close();
    if (event.data?.dtaleNbUndo) actions.run(actions.past.undo());
    if (event.data?.dtaleNbDrilled) grid.turn.adopt(await grid.api.state());
    if (event.data?.dtaleNbCharts) keep(event.data.dtaleNbCharts);
  };
  addEventListener("message", hear);
  panel.onClose(() => {
    removeEventListener("message", hear);
    grid.onState.splice(grid.onState.indexOf(tell), 1);
  });
}

/**
 * A chart as an address has it: no name of a column stands there.
 *
 * @param {Chart} chart
 */
function askedOf({ kind, options }) {
  /** @param {any} value @returns {any} */
  const numbered = (value) => {
    if (Array.isArray(value)) return value.map(numbered);
    return typeof value === "object" ? { number: value.number } : value;
  };
  const entries = Object.entries(options).map(([name, value]) => [name, numbered(value)]);
  return [kind, Object.fromEntries(entries)];
}

/**
 * The page of some charts, or of a first guess.
 *
 * @param {string} view
 * @param {any[]} asked a chart's kind and options, or a list of such
 */
function addressOf(view, asked) {
  const bytes = new TextEncoder().encode(JSON.stringify(asked));
  const text = btoa(String.fromCharCode(...bytes));
  const told = text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return `../../charts/${encodeURIComponent(view)}/${told}/`;
}
