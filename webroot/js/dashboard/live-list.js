// @ts-check
/** @import { Page } from "../types.js" */

/**
 * A list of the node, newest first, read page by page and kept current by events. What was read
 * before a failure stays.
 *
 * @template {object} T
 */
export class LiveList {
  #read;
  #idOf;
  #most;
  #changed;
  /** @type {T[]} */
  items = [];
  /** @type {"LOADING" | "READY" | "FAILED"} */
  state = "LOADING";
  /**
   * Why the last page could not be read, or null.
   *
   * @type {unknown}
   */
  problem = null;
  /**
   * Where the next page begins, or null at the end.
   *
   * @type {string | null}
   */
  cursor = null;

  /**
   * @param {{
   *   read: (cursor: string | null) => Promise<Page<T>>,
   *   idOf: (item: T) => string,
   *   most: number,
   *   changed: () => void,
   * }} source
   */
  constructor({ read, idOf, most, changed }) {
    this.#read = read;
    this.#idOf = idOf;
    this.#most = most;
    this.#changed = changed;
  }

  /** Reads the first page and lets go of the rest. */
  load() {
    return this.#take(null, () => []);
  }

  /** Reads on where the last page ended. */
  more() {
    return this.#take(this.cursor, () => this.items);
  }

  /**
   * Takes the newest version of an item; true when it was not known before.
   *
   * @param {T} item
   */
  put(item) {
    const at = this.items.findIndex((other) => this.#idOf(other) === this.#idOf(item));
    if (at >= 0) this.items[at] = { ...this.items[at], ...item };
    else this.items.unshift(item);
    if (this.items.length > this.#most) this.items.length = this.#most;
    return at < 0;
  }

  /** @param {T} item */
  remove(item) {
    this.items = this.items.filter((other) => this.#idOf(other) !== this.#idOf(item));
  }

  /**
   * @param {string | null} cursor
   * @param {() => T[]} before what stays in front of the page
   */
  async #take(cursor, before) {
    this.problem = null;
    try {
      const page = await this.#read(cursor);
      const known = new Set(page.items.map(this.#idOf));
      this.items = [...before().filter((item) => !known.has(this.#idOf(item))), ...page.items];
      this.cursor = page.nextCursor;
      this.state = "READY";
    } catch (problem) {
      this.problem = problem;
      this.state = this.items.length > 0 ? "READY" : "FAILED";
    }
    this.#changed();
  }
}
