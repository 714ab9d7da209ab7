/** Styles that are loaded on use. */
import { element } from "../grid/cell.js";

/** @type {Map<string, Promise<void>>} */
const loading = new Map();

/**
 * Load a stylesheet of ours, once; resolved when it holds.
 *
 * @param {string} name such as actions.css
 * @returns {Promise<void>}
 */
export function addStyle(name) {
  const known = loading.get(name);
  if (known) return known;
  const link = element("link", "", { rel: "stylesheet" });
  link.nonce = document.querySelector("style")?.nonce ?? "";
  /** @type {HTMLLinkElement} */ (link).href = new URL(name, import.meta.url).href;
  /** @type {Promise<void>} */
  const here = new Promise((done) => {
    link.addEventListener("load", () => done());
    link.addEventListener("error", () => done());
  });
  document.head.append(link);
  loading.set(name, here);
  return here;
}
