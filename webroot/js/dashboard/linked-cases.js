// @ts-check
/** @import { Actions, Alert, AlertDetail, Query } from "../types.js" */

import { html } from "../lib/html.js";
import { ago, count, money } from "../lib/format.js";
import { addressOf, alertStatus } from "./alert-parts.js";
import { board } from "./board.js";
import { ALL_ALERTS } from "./filters.js";
import { Panel } from "./panel.js";

const SHOWN = 3;

/**
 * Alerts that share something with the one in sight.
 *
 * @typedef {{ label: string, filter: Partial<typeof board.filters>, total: number | null,
 *   items: Alert[] }} Link
 */

/** Other alerts of the same customer and of the same cashier. */
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
      return html`<p class="soft">No other alert of this customer or this cashier.</p>`;
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
 * @param {AlertDetail} alert
 * @returns {Promise<Link>[]}
 */
function ofAlert({ id, transaction }) {
  const links = [];
  const { customerId, cashierId } = transaction ?? {};
  if (customerId)
    links.push(link(id, `Customer ${customerId}`, { customerId }, { customer: customerId }));
  if (cashierId)
    links.push(link(id, `Cashier ${cashierId}`, { cashierId }, { cashier: cashierId }));
  return links;
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
