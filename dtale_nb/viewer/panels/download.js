/**
 * The view as a file: made by the engine, fetched in parts, since proxies end long answers,
 * and given to the browser when it is whole.
 *
 * @import { Actions } from "./actions.js"
 * @import { Failure } from "../api.js"
 */
import { element } from "../grid/cell.js";
import { partOf, toFile } from "./asking.js";
import { button, openPanel } from "./panel.js";
import { PANEL } from "./panelwords.js";
import { SAY } from "./say.js";

/** @typedef {{name: string, label: string, why_not: string}} Format */
/** @typedef {{id: string, name: string, type: string}} File */

/** @param {Actions} actions */
export async function showDownload(actions) {
  const panel = openPanel(actions, PANEL.download);
  panel.el.classList.add("low");
  const form = element("form", "goto");
  const kinds = element("fieldset", "choices");
  const legend = element("legend");
  legend.textContent = PANEL.fileFormat;
  kinds.append(legend);
  const { index } = actions.grid.columns;
  const told = index.some((level) => level.kind !== "number" || level.label.some(Boolean));
  const withIndex = tick(PANEL.withIndex, told);
  const withHeader = tick(PANEL.withHeader, true);
  const said = element("p", "about", { role: "status" });
  const bar = /** @type {HTMLProgressElement} */ (
    element("progress", "", { "aria-label": PANEL.download, max: "1" })
  );
  const go = button(PANEL.download, "", () => {});
  go.setAttribute("type", "submit");
  form.append(kinds, ...(index.length ? [withIndex.label] : []), withHeader.label, go, said);
  panel.body.append(form);
  go.focus(); // until the formats are here
  const shown = actions.grid.columns.count;
  said.textContent = PANEL.whole(actions.grid.total, shown);
  const { formats } = await actions.grid.api.ask("export");
  for (const each of /** @type {Format[]} */ (formats)) kinds.append(radio(each));
  const first = /** @type {HTMLInputElement} */ (kinds.querySelector("input"));
  first.checked = true;
  first.focus();
  let stop = new AbortController();
  panel.onClose(() => stop.abort());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const chosen = /** @type {HTMLInputElement} */ (kinds.querySelector("input:checked"));
    stop = new AbortController();
    const cancel = button(SAY.cancel, "", () => stop.abort());
    go.replaceWith(cancel);
    cancel.focus();
    said.before(bar);
    bar.removeAttribute("value");
    const given = {
      format: chosen.value,
      version: actions.grid.blocks.version,
      index: withIndex.input.checked,
      header: withHeader.input.checked,
    };
    said.textContent = await fetched(actions, given, stop.signal, (share, bytes) => {
      bar.value = share;
      said.textContent = PANEL.fetched(bytes);
    });
    bar.remove();
    cancel.replaceWith(go);
    if (panel.el.isConnected) go.focus();
  });
}

/**
 * Fetch a file and hand it to the browser.
 *
 * @param {Actions} actions
 * @param {object} given
 * @param {AbortSignal} signal
 * @param {(share: number, bytes: number) => void} onNews
 * @returns {Promise<string>} what has become of it
 */
async function fetched(actions, given, signal, onNews) {
  const { api } = actions.grid;
  /** @type {Promise<File> | null} */
  let begun = null;
  // One that is being begun when it is cancelled goes as soon as it has a name.
  const leave = () => {
    begun?.then(({ id }) => toFile(api, `/${id}/end`, {}, { keepalive: true })).catch(() => {});
  };
  addEventListener("pagehide", leave);
  try {
    await actions.keeper.now(); // the file has the columns as they stand
    signal.throwIfAborted();
    begun = /** @type {Promise<File>} */ (toFile(api, "", given, {}));
    const file = await Promise.race([begun, cancelled(signal)]);
    const blob = await collected(api, file, signal, onNews);
    save(blob, file.name);
    return PANEL.downloaded(file.name, blob.size);
  } catch (failure) {
    const { message, hint, code } = /** @type {Failure} */ (failure);
    if (signal.aborted) return SAY.stopped;
    return [message || code, hint].filter(Boolean).join(". ");
  } finally {
    removeEventListener("pagehide", leave);
    leave();
  }
}

/** Fails when it is cancelled. @param {AbortSignal} signal @returns {Promise<never>} */
function cancelled(signal) {
  return new Promise((_, fail) => {
    signal.addEventListener("abort", () => fail(signal.reason), { once: true });
  });
}

/**
 * @param {import("../api.js").Api} api
 * @param {File} file
 * @param {AbortSignal} signal
 * @param {(share: number, bytes: number) => void} onNews
 */
async function collected(api, file, signal, onNews) {
  /** @type {Blob[]} */
  const parts = [];
  let have = 0;
  for (;;) {
    const news = await api.ask(`export/${file.id}`, { signal });
    while (have < news.ready) {
      const part = await partOf(api, file.id, have, signal);
      parts.push(part);
      have += part.size;
      onNews(news.done ? have / news.ready : news.share, have);
    }
    if (news.done) return new Blob(parts, { type: file.type });
    onNews(news.share, have);
  }
}

/** @param {Blob} blob @param {string} name */
function save(blob, name) {
  const link = /** @type {HTMLAnchorElement} */ (element("a", "", { download: name }));
  link.href = URL.createObjectURL(blob);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @param {string} name @param {boolean} on */
function tick(name, on) {
  const label = element("label", "tick");
  const input = /** @type {HTMLInputElement} */ (element("input", "", { type: "checkbox" }));
  input.checked = on;
  label.append(input, name);
  return { label, input };
}

/** @param {Format} format */
function radio(format) {
  const label = element("label", "tick");
  const input = /** @type {HTMLInputElement} */ (
    element("input", "", { type: "radio", name: "format", value: format.name })
  );
  input.disabled = Boolean(format.why_not);
  label.append(input, format.label);
  if (format.why_not) label.append(` – ${PANEL.needs(format.why_not)}`);
  return label;
}
