/**
 * The only place that asks the server. Every answer must carry the instance of the server
 * that wrote this page: another one, or none, means that our kernel has gone, whatever
 * stands at its address now.
 *
 * @import { ColumnsAnswer, RowsAnswer, StateAnswer } from "./types.js"
 * @import { ViewState } from "./types.js"
 */

/** How long after a user's input a request follows from it, ms. */
const ACTION = 2000;

const INPUTS = ["wheel", "keydown", "pointerdown", "touchmove"];

export class Failure extends Error {
  /**
   * @param {string} code "gone", "signed-out", "aborted", or the server's own
   * @param {string} message
   * @param {string} hint
   */
  constructor(code, message = "", hint = "") {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}

export class Api {
  /** @param {string} instance the server that wrote this page */
  constructor(instance) {
    this.instance = instance;
    this.acted = Number.NEGATIVE_INFINITY;
    for (const input of INPUTS) {
      addEventListener(input, () => this.#noteInput(), { capture: true, passive: true });
    }
  }

  #noteInput() {
    this.acted = performance.now();
  }

  /**
   * @param {number} version
   * @param {number} start
   * @param {number} stop
   * @param {number[]} numbers
   * @param {AbortSignal} [signal]
   * @returns {Promise<RowsAnswer>}
   */
  rows(version, start, stop, numbers, signal) {
    const columns = ranges(numbers);
    return this.ask(`rows?version=${version}&start=${start}&stop=${stop}&columns=${columns}`, {
      signal: signal ?? null,
    });
  }

  /**
   * @param {number[]} numbers
   * @returns {Promise<ColumnsAnswer>}
   */
  columns(numbers) {
    return this.ask(`columns?columns=${ranges(numbers)}`);
  }

  /** @returns {Promise<StateAnswer>} */
  state() {
    return this.ask("state");
  }

  /**
   * @param {Partial<ViewState>} part what changes
   * @param {RequestInit} [init]
   * @returns {Promise<StateAnswer>}
   */
  change(part, init = {}) {
    return this.ask("state", { ...init, method: "POST", body: JSON.stringify(part) });
  }

  /**
   * Ask anything that a panel needs.
   *
   * @param {string} path relative to the page
   * @param {RequestInit} [init]
   * @param {((answer: Response) => Promise<any>) | null} [read] for what is no JSON
   * @returns {Promise<any>}
   */
  async ask(path, init = {}, read = null) {
    /** @type {Record<string, string>} */
    const headers = { Accept: "application/json" };
    if (init.body) headers["Content-Type"] = "application/json";
    if (performance.now() - this.acted < ACTION) headers["Dtale-Nb-Action"] = "1";
    try {
      const answer = await fetch(path, { ...init, headers, credentials: "same-origin" });
      if (answer.headers.get("Dtale-Nb-Instance") !== this.instance) {
        const signedOut = answer.status === 401 || answer.status === 403;
        throw new Failure(signedOut ? "signed-out" : "gone");
      }
      if (read && answer.ok) return await read(answer);
      const data = await answer.json();
      if (answer.status === 202 && data.working) {
        // It waits there. A state that was set is not set again, only asked about.
        const isSet = path === "state" || path === "cancel";
        return isSet
          ? this.ask("state", { signal: init.signal ?? null })
          : this.ask(path, init);
      }
      if (answer.ok) return data;
      throw new Failure(data.error.code, data.error.message, data.error.hint);
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw new Failure(init.signal?.aborted ? "aborted" : "gone");
    }
  }
}

/**
 * Column numbers as the server reads them, such as 0-14,20. Index levels come unasked.
 *
 * @param {number[]} numbers
 */
export function ranges(numbers) {
  /** @type {string[]} */
  const parts = [];
  const columns = numbers.filter((number) => number >= 0);
  for (let at = 0; at < columns.length; ) {
    const first = /** @type {number} */ (columns[at]);
    let last = first;
    while (columns[++at] === last + 1) last++;
    parts.push(first === last ? `${first}` : `${first}-${last}`);
  }
  return parts.join(",");
}
