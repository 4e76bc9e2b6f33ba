// @ts-check
/** @import { Actions } from "../types.js" */

import { html, icon } from "../lib/html.js";
import { View } from "../lib/view.js";

/** One box for whatever somebody holds in hand: the address then names it (#find=TEXT). */
class SearchBox extends View {
  /** @type {Actions} */
  actions = {
    find: () => {
      const text = this.one("input").value.trim();
      if (text) location.hash = String(new URLSearchParams({ find: text }));
    },
  };

  view() {
    return html`<form role="search" class="search" data-submit="find">
      <label class="visually-hidden" for="find">Customer, cashier, receipt, reference,
        card, article or serial number</label>
      <input class="input" id="find" type="search" maxlength="64" autocomplete="off"
        spellcheck="false" placeholder="Customer, receipt, card, article …" />
      <button type="submit" class="button quiet" title="Search">${icon("search")}<span
        class="visually-hidden">Search</span></button>
    </form>`;
  }
}

customElements.define("tw-search-box", SearchBox);
