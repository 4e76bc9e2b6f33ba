// @ts-check
/** @import { Markup } from "./html.js" */

import { inNextFrame } from "./frames.js";
import { render, renderElement } from "./html.js";
import { position } from "./row-position.js";

/** Rows beyond those in sight, above and below, so that scrolling finds them drawn. */
const AROUND = 5;

/**
 * How a list of T looks.
 *
 * @template {object} T
 * @typedef {{
 *   frame: Markup,
 *   row: (item: T) => Markup,
 *   idOf: (item: T) => string,
 *   nearEnd?: () => void,
 * }} Look `frame`: what scrolls, with an element data-rows in it that takes the rows; `row`: one
 *   element, as high as every other; `nearEnd`: the end of what is known comes into sight
 */

/**
 * A list of any length of which the page holds the rows in sight and a few around them. A row's
 * element belongs to its item: it moves with it, and is drawn again only when the list has another
 * object for the same id.
 */
export class Rows extends HTMLElement {
  /** @type {Look<any> | null} */
  #look = null;
  /** @type {object[]} */
  #items = [];
  /**
   * What is drawn, by id.
   *
   * @type {Map<string, { element: HTMLElement, item: object | null }>}
   */
  #drawn = new Map();
  /**
   * Id of the first row in sight while the list is scrolled, and how far it is scrolled past.
   *
   * @type {{ id: string, index: number } | null}
   */
  #anchor = null;
  #scrolled = 0;
  #sight = 0;
  #rowHeight = 0;
  /** @type {ResizeObserver | null} */
  #sizes = null;

  connectedCallback() {
    this.#sizes = new ResizeObserver(() => this.#measure());
    if (this.#look) this.#sizes.observe(this.#scroller);
  }

  disconnectedCallback() {
    this.#sizes?.disconnect();
    this.#sizes = null;
  }

  /**
   * Says how rows look; the first call counts.
   *
   * @template {object} T
   * @param {Look<T>} look
   */
  use(look) {
    if (this.#look) return;
    this.#look = look;
    render(this, look.frame);
    this.#scroller.addEventListener("scroll", () => this.#onScroll(), { passive: true });
    this.#sizes?.observe(this.#scroller);
  }

  /** @param {object[]} items in the order of the list; the same object means the same row */
  show(items) {
    this.#items = items;
    this.#keepPlace();
    this.#place();
  }

  /** Draws every row in sight anew, for what changes without its item: how long ago it was. */
  refresh() {
    for (const row of this.#drawn.values()) row.item = null;
    inNextFrame(this.#place);
  }

  /** Whether nobody looks further down. */
  get atTop() {
    return this.#scrolled === 0;
  }

  /**
   * Brings the row of that id into sight, drawn, and gives it.
   *
   * @param {string} id
   * @returns {HTMLElement | null}
   */
  reveal(id) {
    const index = this.#items.findIndex((item) => this.#idOf(item) === id);
    if (index < 0 || this.#rowHeight === 0) return null;
    const from = index * this.#rowHeight;
    const head = this.#headHeight();
    if (from < this.#scrolled) this.#scrollTo(from);
    else if (from + this.#rowHeight + head > this.#scrolled + this.#sight)
      this.#scrollTo(from + this.#rowHeight + head - this.#sight);
    this.#place();
    return this.#drawn.get(id)?.element ?? null;
  }

  get #scroller() {
    return /** @type {HTMLElement} */ (this.firstElementChild);
  }

  get #list() {
    return /** @type {HTMLElement} */ (this.querySelector("[data-rows]"));
  }

  /** @param {object} item */
  #idOf(item) {
    return this.#look?.idOf(item) ?? "";
  }

  #headHeight() {
    return this.querySelector("thead")?.offsetHeight ?? 0;
  }

  #onScroll() {
    this.#scrolled = this.#scroller.scrollTop;
    this.#remember();
    inNextFrame(this.#place);
  }

  /** @param {number} top */
  #scrollTo(top) {
    this.#scroller.scrollTop = top;
    this.#scrolled = this.#scroller.scrollTop;
    this.#remember();
  }

  /** Scrolled away from the top, the reader's row stays where it is whatever comes in above. */
  #remember() {
    const index = this.#rowHeight > 0 ? Math.floor(this.#scrolled / this.#rowHeight) : 0;
    const item = this.#items[index];
    this.#anchor = index > 0 && item ? { id: this.#idOf(item), index } : null;
  }

  #keepPlace() {
    if (!this.#anchor) return;
    const { id, index } = this.#anchor;
    const now = this.#items.findIndex((item) => this.#idOf(item) === id);
    if (now < 0 || now === index) return;
    const top = this.#scrolled + (now - index) * this.#rowHeight;
    // the list must be as long as it will be before it can be scrolled there
    this.#pad(0, Math.max(0, this.#items.length - this.#drawn.size));
    this.#scrollTo(top);
  }

  /** In the frame that shows them first: a list that grows later pushes what is below it away. */
  #measureFirst() {
    if (this.#items.length === 0) return;
    this.#fill(0, 1);
    this.#rowHeight = this.#list.children[0].getBoundingClientRect().height;
    this.#pad(0, this.#items.length - 1);
    this.#sight = this.#scroller.clientHeight;
  }

  /** A list that is not in sight measures nothing, and is measured when it comes into sight. */
  #measure() {
    const [row] = this.#list?.children ?? [];
    const height = row ? row.getBoundingClientRect().height : this.#rowHeight;
    const sight = this.#scroller.clientHeight;
    if (height === this.#rowHeight && sight === this.#sight) return;
    this.#rowHeight = height;
    this.#sight = sight;
    inNextFrame(this.#place);
  }

  #place = () => {
    if (!this.#look || !this.isConnected) return;
    if (this.#rowHeight === 0) this.#measureFirst();
    const [first, end] = this.#range();
    this.#fill(first, end);
    this.#pad(first, this.#items.length - end);
    if (end >= this.#items.length - AROUND && this.#items.length > 0) this.#look.nearEnd?.();
  };

  #range() {
    const height = this.#rowHeight;
    const most = this.#items.length;
    if (height === 0) return [0, Math.min(most, AROUND)];
    const first = Math.max(0, Math.floor(this.#scrolled / height) - AROUND);
    const end = Math.ceil((this.#scrolled + this.#sight) / height) + AROUND;
    return [Math.min(first, most), Math.min(most, end)];
  }

  /**
   * Heights for what is not drawn. Set on the style object: the policy takes no inline style.
   *
   * @param {number} above rows
   * @param {number} below rows
   */
  #pad(above, below) {
    // a table's body has no margins of its own
    const { style } = this.#list.closest("table") ?? this.#list;
    style.marginBlockStart = `${above * this.#rowHeight}px`;
    style.marginBlockEnd = `${below * this.#rowHeight}px`;
  }

  /**
   * @param {number} first
   * @param {number} end
   */
  #fill(first, end) {
    const list = this.#list;
    const wanted = new Set();
    let cursor = list.firstElementChild;
    for (let i = first; i < end; i++) {
      const item = this.#items[i];
      const id = this.#idOf(item);
      wanted.add(id);
      const element = this.#element(id, item);
      position(element, i, this.#items.length);
      if (element === cursor) cursor = cursor.nextElementSibling;
      else list.insertBefore(element, cursor);
    }
    this.#letGo(wanted);
  }

  /**
   * @param {string} id
   * @param {object} item
   */
  #element(id, item) {
    const known = this.#drawn.get(id);
    if (known?.item === item) return known.element;
    const markup = /** @type {Look<any>} */ (this.#look).row(item);
    const element = /** @type {HTMLElement} */ (renderElement(known?.element ?? null, markup));
    this.#drawn.set(id, { element, item });
    return element;
  }

  /** @param {Set<string>} wanted */
  #letGo(wanted) {
    for (const [id, { element }] of this.#drawn) {
      if (wanted.has(id)) continue;
      if (element.contains(document.activeElement)) this.#scroller.focus({ preventScroll: true });
      element.remove();
      this.#drawn.delete(id);
    }
  }
}

customElements.define("tw-rows", Rows);
