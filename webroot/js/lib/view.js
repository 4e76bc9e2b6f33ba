import { render } from "./html.js";

/**
 * A custom element that draws itself from its state and undoes, when it leaves the page, whatever it
 * took: listeners, timers, streams. Subclasses give `view()` and, for what users do, `actions`:
 * an element with data-click="add" calls actions.add(element, event); likewise data-submit,
 * data-input and data-change.
 */
export class View extends HTMLElement {
  actions = {};
  #undo = null;
  #drawn = false;

  connectedCallback() {
    this.#undo = new AbortController();
    for (const type of ["click", "submit", "input", "change"]) {
      this.listen(this, type, (event) => this.#act(type, event));
    }
    this.start();
    this.#draw();
  }

  disconnectedCallback() {
    this.#undo.abort();
    this.#undo = null;
  }

  /** What a subclass takes when it enters the page, through listen, every and undo. */
  start() {}

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
      if (this.isConnected && this.#undo) this.#draw();
    });
  }

  listen(target, type, listener) {
    target.addEventListener(type, listener, { signal: this.#undo.signal });
  }

  every(milliseconds, task) {
    const timer = setInterval(task, milliseconds);
    this.undo(() => clearInterval(timer));
  }

  /** Runs the task when this element leaves the page. */
  undo(task) {
    this.#undo.signal.addEventListener("abort", task, { once: true });
  }

  #draw() {
    render(this, this.view());
    this.drawn();
  }

  #act(type, event) {
    const element = event.target.closest(`[data-${type}]`);
    if (!element || ownerOf(element) !== this) return;
    if (type === "submit") event.preventDefault();
    this.actions[element.dataset[type]](element, event);
  }
}

function ownerOf(element) {
  let owner = element.parentElement;
  while (owner && !(owner instanceof View)) owner = owner.parentElement;
  return owner;
}
