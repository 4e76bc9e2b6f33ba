// @ts-check
/** @import { Actions, Control } from "../types.js" */
/** @import { Markup } from "./html.js" */

import { render } from "./html.js";

/**
 * A custom element that draws itself from its state and undoes, when it leaves the page, what it
 * took: listeners, timers, streams. Subclasses give `view()` and, for what users do, `actions`:
 * an element with data-click="add" calls actions.add(element, event); likewise data-submit,
 * data-input and data-change.
 */
export class View extends HTMLElement {
  /** @type {Actions} */
  actions = {};
  /** @type {AbortController | null} */
  #undo = null;
  #drawn = false;

  connectedCallback() {
    this.#undo = new AbortController();
    for (const type of ["click", "submit", "input", "change"]) {
      this.listen(this, type, (event) => this.#act(type, event));
    }
    this.start();
    this.draw();
  }

  disconnectedCallback() {
    this.#undo?.abort();
    this.#undo = null;
  }

  /** What a subclass takes when it enters the page, through listen, every, undo and stay. */
  start() {}

  /** @returns {Markup} */
  view() {
    throw new Error(`${this.localName} has no view()`);
  }

  /** Called after each drawing, for what markup cannot say: focus, canvases, streams. */
  drawn() {}

  /** Draws again soon; many calls in one turn draw once. */
  update() {
    if (this.#drawn) return;
    this.#drawn = true;
    queueMicrotask(() => {
      this.#drawn = false;
      this.draw();
    });
  }

  /** Draws now, while this element is in the page. */
  draw() {
    if (!this.isConnected || !this.#undo) return;
    render(this, this.view());
    this.drawn();
  }

  /**
   * @template {Event} E
   * @param {EventTarget} target
   * @param {string} type
   * @param {(event: E) => void} listener
   */
  listen(target, type, listener) {
    const hear = /** @type {EventListener} */ (listener);
    target.addEventListener(type, hear, { signal: this.stay });
  }

  /**
   * @param {number} milliseconds
   * @param {() => void} task
   */
  every(milliseconds, task) {
    const timer = setInterval(task, milliseconds);
    this.undo(() => clearInterval(timer));
  }

  /**
   * Runs the task when this element leaves the page.
   *
   * @param {() => void} task
   */
  undo(task) {
    this.stay.addEventListener("abort", task, { once: true });
  }

  /**
   * The first element of this name in here, which the markup always has.
   *
   * @template {keyof HTMLElementTagNameMap} K
   * @param {K} name
   */
  one(name) {
    const found = this.querySelector(name);
    if (!found) throw new Error(`${this.localName} has no ${name}`);
    return found;
  }

  /** Is aborted when this element leaves the page. */
  get stay() {
    if (!this.#undo) throw new Error(`${this.localName} is not in the page`);
    return this.#undo.signal;
  }

  /**
   * @param {string} type
   * @param {Event} event
   */
  #act(type, event) {
    const target = /** @type {Element} */ (event.target);
    const control = /** @type {Control | null} */ (target.closest(`[data-${type}]`));
    if (!control || ownerOf(control) !== this) return;
    if (type === "submit") event.preventDefault();
    this.actions[control.dataset[type] ?? ""](control, event);
  }
}

/** @param {Element} element */
function ownerOf(element) {
  let owner = element.parentElement;
  while (owner && !(owner instanceof View)) owner = owner.parentElement;
  return owner;
}
