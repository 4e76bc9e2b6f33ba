// @ts-check
/** @import { Actions } from "../types.js" */

import { html, icon } from "../lib/html.js";
import { board } from "./board.js";
import { addressWith } from "./filters.js";
import { Panel } from "./panel.js";

const KEY = "tillwatch.views";
const MOST = 20;
const LONGEST = 40;

/** @typedef {{ name: string, address: string }} SavedView `address`: from its question mark on */

/** Names for what the page shows, kept in this browser: a link leads there, for anybody. */
class SavedViews extends Panel {
  #name = "";

  /** @type {Actions} */
  actions = {
    name: (input) => {
      this.#name = input.value;
    },
    save: () => this.#save(),
    forget: (button) => this.#keep(saved().filter(({ name }) => name !== button.value)),
  };

  start() {
    this.listen(board, "change", () => this.update());
  }

  view() {
    const views = saved();
    const here = addressWith(board.filters);
    const open = views.find(({ address }) => address === here);
    return html`<details class="views-saved">
      <summary>${open ? `View: ${open.name}` : "Saved views"}</summary>
      <ul>${views.map(
        ({ name, address }) => html`<li class="spread" data-key="${name}">
          <a href="${address}" ${address === here && html`aria-current="true"`}>${name}</a>
          <button type="button" class="button quiet" value="${name}" data-click="forget">${icon(
            "close",
          )}<span class="visually-hidden">Forget ${name}</span></button></li>`,
      )}</ul>
      <form class="one-line" data-submit="save">
        <label class="visually-hidden" for="view-name">Name of what is shown now</label>
        <input class="input" id="view-name" data-input="name" maxlength="${LONGEST}" required
          autocomplete="off" placeholder="Name of what is shown now" value="${this.#name}" />
        <button class="button" type="submit">Save</button>
      </form>
      <p class="hint">Kept in this browser, at most ${MOST}; each view is also a link.</p>
    </details>`;
  }

  #save() {
    const name = this.#name.trim();
    if (!name) return;
    this.#name = "";
    const others = saved().filter((view) => view.name !== name);
    this.#keep([...others, { name, address: addressWith(board.filters) }].slice(-MOST));
  }

  /** @param {SavedView[]} views */
  #keep(views) {
    localStorage.setItem(KEY, JSON.stringify(views));
    this.update();
  }
}

/**
 * What this browser holds; what is not a view is left out.
 *
 * @returns {SavedView[]}
 */
function saved() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isView) : [];
  } catch {
    return [];
  }
}

/** @param {unknown} kept */
function isView(kept) {
  const { name, address } = /** @type {Partial<SavedView>} */ (kept ?? {});
  return typeof name === "string" && typeof address === "string" && address.startsWith("?");
}

customElements.define("tw-saved-views", SavedViews);
