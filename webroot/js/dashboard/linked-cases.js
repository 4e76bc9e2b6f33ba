// @ts-check
/** @import { Actions, Alert, AlertDetail, Query } from "../types.js" */

import { html } from "../lib/html.js";
import { ago, count, money } from "../lib/format.js";
import { addressOf, alertStatus } from "./alert-parts.js";
import { board } from "./board.js";
import { cardOf, grouped } from "./comparison.js";
import { ALL_ALERTS } from "./filters.js";
import { Panel } from "./panel.js";

const SHOWN = 3;
const MOST_ARTICLES = 2;

/**
 * Alerts that share something with the one in sight.
 *
 * @typedef {{ label: string, filter: Partial<typeof board.filters>, total: number | null,
 *   items: Alert[] }} Link
 */

/** Other alerts of the same card, customer, cashier and article. */
export class LinkedCases extends Panel {
  /** @type {string | null} */
  #of = null;
  /** @type {Link[] | null} */
  #links = null;

  /** @type {Actions} */
  actions = {
    all: (button) => {
      const link = this.#links?.[Number(button.value)];
      if (link) board.choose({ ...ALL_ALERTS, ...link.filter });
    },
  };

  /** @param {AlertDetail} alert */
  async show(alert) {
    if (alert.id === this.#of) return;
    this.#of = alert.id;
    this.#links = null;
    this.update();
    const links = await Promise.all(ofAlert(alert)).catch(() => []);
    if (this.#of !== alert.id) return;
    this.#links = links.filter(({ items }) => items.length > 0);
    this.update();
  }

  view() {
    if (!this.#links) return html`<p class="soft" role="status">Looking for linked alerts</p>`;
    if (this.#links.length === 0)
      return html`<p class="soft">No other alert of this card, customer, cashier or article.</p>`;
    return html`${this.#links.map(
      ({ label, total, items }, i) => html`<div class="linked" data-key="${label}">
        <div class="spread"><h4>${label}</h4><button type="button" class="button quiet"
          value="${i}" data-click="all">All ${count(total)}</button></div>
        <ul>${items.map(entry)}</ul>
      </div>`,
    )}`;
  }
}

/**
 * What others may share with it, the most telling first.
 *
 * @param {AlertDetail} alert
 * @returns {Promise<Link>[]}
 */
function ofAlert({ id, transaction, sale }) {
  if (!transaction) return [];
  const cards = new Set([cardOf(transaction), sale && cardOf(sale)]);
  const skus = new Set(transaction.lines.map(({ sku }) => sku));
  const { customerId, cashierId } = transaction;
  return [
    ...[...cards].map((card) => card && link(id, `Card ${grouped(card)}`, { card }, { card })),
    customerId && link(id, `Customer ${customerId}`, { customerId }, { customer: customerId }),
    cashierId && link(id, `Cashier ${cashierId}`, { cashierId }, { cashier: cashierId }),
    ...[...skus].slice(0, MOST_ARTICLES).map((sku) => link(id, `Article ${sku}`, { sku }, { sku })),
  ].filter((each) => each instanceof Promise);
}

/**
 * @param {string} id of the alert in sight
 * @param {string} label
 * @param {Query} query
 * @param {Link["filter"]} filter
 * @returns {Promise<Link>}
 */
async function link(id, label, query, filter) {
  const page = await board.api.get("/alerts", { ...query, limit: SHOWN + 1 });
  const items = page.items.filter((other) => other.id !== id).slice(0, SHOWN);
  return { label, filter, total: page.total ?? null, items };
}

/** @param {Alert} alert */
function entry(alert) {
  const reason = alert.assessment?.reasons[0]?.message ?? "";
  return html`<li data-key="${alert.id}"><a href="${addressOf(alert.id)}">
    <strong>${money(alert.amountMinor, alert.currency ?? board.currency)}</strong>
    <span class="line">${reason}</span>${alertStatus(alert)}
    <span class="soft small nowrap">${ago(alert.createdAt)}</span></a></li>`;
}

customElements.define("tw-linked-cases", LinkedCases);
