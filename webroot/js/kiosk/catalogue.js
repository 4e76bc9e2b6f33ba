// @ts-check
/** @import { Actions, CatalogItem } from "../types.js" */

import { html, icon } from "../lib/html.js";
import { money } from "../lib/format.js";
import { View } from "../lib/view.js";
import { till } from "./till.js";

/** @type {Record<string, string>} */
const PICTURES = { PHONE_001: "PHONE", JACKET_001: "JACKET" };
const CATEGORIES = new Set(["APPAREL", "JEWELRY", "ELECTRONICS"]);

const CHOSEN = html`<span class="visually-hidden"> chosen</span>`;

/** The goods as keys to press; each press puts one unit into the draft. */
class Catalogue extends View {
  #wanted = "";

  /** @type {Actions} */
  actions = {
    search: (input) => {
      this.#wanted = input.value.trim().toLowerCase();
      this.update();
    },
    add: (button) => {
      const item = till.catalog.items.find((other) => other.sku === button.value);
      if (item) till.draft.add(item);
      till.clearProblem();
      till.changed();
    },
  };

  start() {
    this.listen(till, "change", () => this.update());
  }

  view() {
    const returning = till.draft.type === "RETURN";
    const items = till.catalog.items.filter((item) => this.#matches(item));
    return html`<section class="catalogue" aria-labelledby="goods">
      <div class="spread">
        <h1 id="goods">${returning ? "What comes back?" : "Choose the goods"}</h1>
        ${till.catalog.items.length > 8 ? searchField() : ""}
      </div>
      ${
        items.length === 0
          ? html`<div class="empty">${icon("search")}<p>No article matches.</p></div>`
          : html`<ul class="goods">${items.map(key)}</ul>`
      }
    </section>`;
  }

  /** @param {CatalogItem} item */
  #matches(item) {
    return `${item.sku} ${item.description} ${item.category}`.toLowerCase().includes(this.#wanted);
  }
}

function searchField() {
  return html`<label class="search">
    ${icon("search")}<span class="visually-hidden">Search the catalogue</span>
    <input class="input" type="search" placeholder="Search" data-input="search" maxlength="64" />
  </label>`;
}

/** @param {CatalogItem} item */
function key(item) {
  const inBasket = till.draft.lines.find((line) => line.sku === item.sku)?.quantity ?? 0;
  const picture = PICTURES[item.sku] ?? (CATEGORIES.has(item.category) ? item.category : "OTHER");
  return html`<li data-key="${item.sku}">
    <button type="button" class="good ${item.category.toLowerCase()}" value="${item.sku}"
      data-click="add">
      <span class="picture">${icon(picture)}</span>
      <span class="name">${item.description}</span>
      <span class="price">${money(item.priceMinor, till.currency)}</span>
      ${inBasket > 0 ? html`<span class="count">${inBasket}${CHOSEN}</span>` : ""}
    </button>
  </li>`;
}

customElements.define("tw-catalogue", Catalogue);
