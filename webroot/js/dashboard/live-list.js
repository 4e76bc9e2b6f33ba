// @ts-check
/** @import { Page, Query } from "../types.js" */

import { inNextFrame } from "../lib/frames.js";

/** Pages that may be without a match before the rest is left for later. */
const MOST_EMPTY_PAGES = 20;
const RECOUNT_MS = 1_000;
/** Nobody sees a page that is hidden, and its lists go on growing: so many times what is shown. */
const HIDDEN_TIMES = 4;

/**
 * @template {object} T
 * @typedef {{
 *   read: (query: Query) => Promise<Page<T>>,
 *   idOf: (item: T) => string,
 *   most: number,
 *   wanted: (item: T, query: Query) => boolean,
 *   compare: (a: T, b: T, query: Query) => number,
 *   behind?: (last: T) => Query,
 * }} Source `most`: so many items are kept while events add to them; `wanted` and `compare`: as the
 *   node filters and orders by that query; `behind`: asks for what is older than an item, where the
 *   cursor for that was let go
 */

/**
 * A list of the node, in the node's order, read page by page and kept current by events; announces
 * "change". What was read before a failure stays. An item is never changed, only replaced: the same
 * object is the same row.
 *
 * @template {object} T
 */
export class LiveList extends EventTarget {
  #source;
  /** Counts readings, so that an answer that comes too late is left out. */
  #reading = 0;
  #cut = false;
  /** Whether it was the first page that could not be read. */
  #firstFailed = false;
  /** @type {ReturnType<typeof setTimeout> | null} */
  #recount = null;
  /**
   * What events brought since the page under way was asked for, which may know less; null while
   * none is.
   *
   * @type {T[] | null}
   */
  #heard = null;
  /** @type {Query} */
  query;
  /** @type {T[]} */
  items = [];
  /**
   * How many there are, as the node counts; null where it does not say.
   *
   * @type {number | null}
   */
  total = null;
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
   * @param {Query} query
   * @param {Source<T>} source
   */
  constructor(query, source) {
    super();
    this.query = query;
    this.#source = source;
  }

  /**
   * Asks another question: what is known belongs to the one before.
   *
   * @param {Query} query
   */
  ask(query) {
    if (JSON.stringify(query) === JSON.stringify(this.query)) return;
    this.query = query;
    this.items = [];
    this.total = null;
    this.cursor = null;
    this.state = "LOADING";
    this.#changed();
    return this.load();
  }

  /** Reads the first page and lets go of the rest. */
  async load() {
    await this.#take(null, []);
  }

  /** Reads on where the last page ended: one page at a time, and no more once that failed. */
  async more() {
    const on = this.#behind();
    if (on && !this.#heard && !this.problem) await this.#take(on, this.items);
  }

  /** Reads again what could not be read. */
  async retry() {
    const on = this.#firstFailed ? null : this.#behind();
    await this.#take(on, on ? this.items : []);
  }

  /**
   * Takes the newest version of an item, if this list is about it.
   *
   * @param {T} item
   */
  put(item) {
    this.#heard?.push(item);
    const concerned = this.#insert(item);
    // one that is not read yet may have joined or left all the same
    if (concerned || this.#behind()) this.#countSoon();
    if (!concerned) return;
    if (this.items.length > this.#source.most * HIDDEN_TIMES) this.trim();
    this.#changed();
  }

  /** Lets go of what is far behind: the reader is at the top. */
  trim() {
    if (this.items.length <= this.#source.most) return;
    this.items.length = this.#source.most;
    this.cursor = null;
    this.#cut = true;
  }

  /** @returns {Query | null} what asks for the next page */
  #behind() {
    if (this.cursor) return { cursor: this.cursor };
    const last = this.items[this.items.length - 1];
    return this.#cut && last && this.#source.behind ? this.#source.behind(last) : null;
  }

  /**
   * @param {T} item
   * @returns {boolean} whether this list is, or was, about it
   */
  #insert(item) {
    const id = this.#source.idOf(item);
    const at = this.items.findIndex((other) => this.#source.idOf(other) === id);
    const known = this.items[at];
    const wanted = this.#source.wanted(item, this.query);
    if (!known && !wanted) return false;
    const now = known ? { ...known, ...item } : item;
    if (known && wanted && this.#compare(known, now) === 0) {
      this.items[at] = now;
      return true;
    }
    if (known) this.items.splice(at, 1);
    if (wanted) this.#place(now);
    return true;
  }

  /** @param {T} item */
  #place(item) {
    const at = this.items.findIndex((other) => this.#compare(item, other) < 0);
    if (at >= 0) this.items.splice(at, 0, item);
    // behind what was read: it comes with its page
    else if (!this.#behind()) this.items.push(item);
  }

  /**
   * @param {T} a
   * @param {T} b
   */
  #compare(a, b) {
    return this.#source.compare(a, b, this.query);
  }

  /** Events that came while the page was on its way are newer than it. */
  #catchUp() {
    for (const item of this.#heard ?? []) this.#insert(item);
    this.#heard = null;
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }

  /**
   * What events change of the number only the node knows; it is asked when there is time, and not
   * for a page that nobody sees.
   */
  #countSoon() {
    if (this.total === null || this.#recount) return;
    this.#recount = setTimeout(() => inNextFrame(this.#count), RECOUNT_MS);
  }

  #count = async () => {
    this.#recount = null;
    const { query } = this;
    const page = await this.#source.read({ ...query, limit: 1 }).catch(() => null);
    if (!page || query !== this.query || page.total === undefined) return;
    this.total = page.total;
    this.#changed();
  };

  /**
   * @param {Query | null} from null: the first page
   * @param {T[]} before what stays in front of the page
   */
  async #take(from, before) {
    const reading = ++this.#reading;
    this.problem = null;
    this.#heard = [];
    try {
      const page = await this.#page(from ?? {});
      if (reading !== this.#reading) return;
      const known = new Set(page.items.map(this.#source.idOf));
      const kept = before.filter((item) => !known.has(this.#source.idOf(item)));
      this.items = [...kept, ...page.items];
      this.cursor = page.nextCursor;
      this.total = page.total ?? null;
      this.#cut = false;
      this.state = "READY";
      this.#catchUp();
    } catch (problem) {
      if (reading !== this.#reading) return;
      this.#heard = null;
      this.#firstFailed = !from;
      this.problem = problem;
      this.state = this.items.length > 0 ? "READY" : "FAILED";
    }
    this.#changed();
  }

  /**
   * The next page that holds anything: the node looks through a bounded number for each.
   *
   * @param {Query} from
   */
  async #page(from) {
    let page = await this.#source.read({ ...this.query, ...from });
    for (let i = 0; i < MOST_EMPTY_PAGES && page.items.length === 0 && page.nextCursor; i++)
      page = await this.#source.read({ ...this.query, cursor: page.nextCursor });
    return page;
  }
}
