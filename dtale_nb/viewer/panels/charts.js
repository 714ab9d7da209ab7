/**
 * A chart beside the grid: the page of charts in a frame of its own. It draws what the view
 * shows, follows it, and a click on one of its marks filters the view.
 *
 * @import { Actions } from "./actions.js"
 */
import { element } from "../grid/cell.js";
import { openPanel } from "./panel.js";
import { SAY } from "./say.js";

/** Where the charts of this view were left: their address tells all that is drawn. */
let left = "";

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
  frame.src = (!numbers.length && left) || addressOf(grid.page.view, numbers);
  panel.body.append(frame);
  frame.addEventListener("load", () => frame.focus());
  const tell = () => {
    const dtaleNbVersion = (grid.next ?? grid.blocks).version;
    frame.contentWindow?.postMessage({ dtaleNbVersion }, location.origin);
  };
  grid.onState.push(tell);
  /** @param {MessageEvent} event */
  const hear = async (event) => {
    if (event.source !== frame.contentWindow || event.origin !== location.origin) return;
    if (event.data?.dtaleNbClose) panel.close();
    if (event.data?.dtaleNbDrilled) grid.turn.adopt(await grid.api.state());
  };
  addEventListener("message", hear);
  panel.onClose(() => {
    left = pathOf(frame);
    removeEventListener("message", hear);
    grid.onState.splice(grid.onState.indexOf(tell), 1);
  });
}

/** @param {HTMLIFrameElement} frame @returns {string} '' where it shows no chart */
function pathOf(frame) {
  try {
    const path = frame.contentWindow?.location.pathname ?? "";
    return path.includes("/charts/") ? path : "";
  } catch {
    return ""; // the browser's own page, as where the kernel has gone
  }
}

/**
 * The page of a first guess; no name of a column stands in an address.
 *
 * @param {string} view
 * @param {number[]} numbers
 */
function addressOf(view, numbers) {
  const asked = numbers.length ? { columns: numbers } : {};
  const told = btoa(JSON.stringify(["", asked])).replaceAll("=", "");
  return `../../charts/${encodeURIComponent(view)}/${told}/`;
}
