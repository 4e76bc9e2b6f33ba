// @ts-check
/** @import { Actions, CatalogItem } from "../types.js" */

import { html, icon } from "../lib/html.js";
import { money } from "../lib/format.js";
import { View } from "../lib/view.js";
import { till } from "./till.js";
import { nameOf, t } from "./words.js";

/** @type {Record<string, string>} */
const PICTURES = { PHONE_001: "PHONE", JACKET_001: "JACKET" };
const CATEGORIES = new Set(["APPAREL", "JEWELRY", "ELECTRONICS"]);

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
        <h1 id="goods">${returning ? t("goods.back") : t("goods.choose")}</h1>
        ${till.catalog.items.length > 8 ? searchField() : ""}
      </div>
      ${
        items.length === 0
          ? html`<div class="empty">${icon("search")}<p>${t("goods.none")}</p></div>`
          : html`<ul class="goods">${items.map(key)}</ul>`
      }
    </section>`;
  }

  /** @param {CatalogItem} item */
  #matches(item) {
    return `${item.sku} ${item.description} ${nameOf(item)} ${item.category}`
      .toLowerCase()
      .includes(this.#wanted);
  }
}

function searchField() {
  return html`<label class="search">
    ${icon("search")}<span class="visually-hidden">${t("goods.searchLabel")}</span>
    <input class="input" type="search" placeholder="${t("goods.search")}"
      data-input="search" maxlength="64" />
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
      <span class="name">${nameOf(item)}</span>
      <span class="price">${money(item.priceMinor, till.currency)}</span>
      ${
        inBasket > 0
          ? html`<span class="count">${inBasket}<span class="visually-hidden">
              ${t("goods.chosen")}</span></span>`
          : ""
      }
    </button>
  </li>`;
}

customElements.define("tw-catalogue", Catalogue);
