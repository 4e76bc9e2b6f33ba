// @ts-check
/** @import { Actions, Alert, Printable, Receipt, TransactionItem } from "../types.js" */
/** @import { Found } from "./search.js" */

import { decisionChip } from "../lib/decision.js";
import { count, dayTime, money, storeName, words } from "../lib/format.js";
import { html, icon } from "../lib/html.js";
import { addressOf, alertIdOf, alertStatus } from "./alert-parts.js";
import { board } from "./board.js";
import { ALL_ALERTS, clearFragment } from "./filters.js";
import { failed, loading } from "./list-states.js";
import { Panel } from "./panel.js";
import { find, isNothing } from "./search.js";

/** What a text is the name of, over the page. The address names it (#find=TEXT). */
class SearchSheet extends Panel {
  /** @type {string | null} */
  #text = null;
  /** @type {Found | null} */
  #found = null;
  /** @type {unknown} */
  #problem = null;

  /** @type {Actions} */
  actions = {
    close: () => this.one("dialog").close(),
    retry: () => this.#read(),
    alertsOfCustomer: () => this.#narrow({ customer: this.#text ?? "" }),
    alertsOfCashier: () => this.#narrow({ cashier: this.#text ?? "" }),
  };

  start() {
    this.listen(window, "hashchange", () => this.#follow());
    this.#follow();
  }

  view() {
    return html`<dialog class="sheet" aria-labelledby="found-title">${
      this.#text === null ? "" : this.#inside(this.#text)
    }</dialog>`;
  }

  drawn() {
    const dialog = this.one("dialog");
    dialog.onclose = () => this.#closed();
    dialog.onclick = (event) => {
      if (event.target === dialog) dialog.close();
    };
    if (this.#text !== null && !dialog.open) dialog.showModal();
    if (this.#text === null && dialog.open) dialog.close();
  }

  /** @param {string} text */
  #inside(text) {
    return html`<div class="sheet-inside">
      <header class="spread case-head">
        <div><p class="soft small">Search</p><h2 id="found-title">${text}</h2></div>
        <button type="button" class="button quiet" data-click="close">
          ${icon("close")}<span class="visually-hidden">Close</span>
        </button>
      </header>
      ${this.#result()}
    </div>`;
  }

  #result() {
    if (this.#problem) return failed(this.#problem, "retry");
    return this.#found ? results(this.#found) : loading("Searching");
  }

  /** @param {Partial<typeof board.filters>} filter */
  #narrow(filter) {
    this.one("dialog").close();
    board.choose({ ...ALL_ALERTS, ...filter });
  }

  #follow() {
    const text = new URLSearchParams(location.hash.slice(1)).get("find");
    if (text === this.#text) return;
    this.#text = text;
    this.#read();
  }

  async #read() {
    const text = this.#text;
    this.#found = null;
    this.#problem = null;
    this.update();
    if (text === null) return;
    try {
      const found = await find(board.api, text.slice(0, 64));
      if (text !== this.#text) return;
      this.#found = found;
    } catch (problem) {
      if (text !== this.#text) return;
      this.#problem = problem;
    }
    this.update();
  }

  #closed() {
    if (this.#text === null) return;
    this.#text = null;
    clearFragment();
    this.update();
  }
}

const NOTHING = html`<div class="empty" role="status">${icon("search")}<p>Nothing is known by that
  name. A name is searched for as it is written.</p></div>`;

/** @param {Found} found */
function results(found) {
  if (isNothing(found)) return NOTHING;
  const { byReference, receipt, ofCustomer, alertsOfCustomer, alertsOfCashier } = found;
  return [
    part("By this reference", byReference.map(transaction)),
    receipt ? part("The receipt", [sold(receipt)]) : "",
    part("Latest transactions of this customer", ofCustomer.map(transaction)),
    part("Alerts of this customer", alertsOfCustomer.items.map(alertRow), {
      action: "alertsOfCustomer",
      total: alertsOfCustomer.total,
    }),
    part("Alerts of this cashier", alertsOfCashier.items.map(alertRow), {
      action: "alertsOfCashier",
      total: alertsOfCashier.total,
    }),
  ];
}

/**
 * @param {string} heading
 * @param {Printable[]} rows
 * @param {{ action: string, total: number | null }} [all]
 */
function part(heading, rows, all) {
  if (rows.length === 0) return "";
  return html`<section class="linked" data-key="${heading}">
    <div class="spread"><h3>${heading}</h3>${
      all &&
      html`<button type="button" class="button quiet" data-click="${all.action}">All
        ${count(all.total)}</button>`
    }</div>
    <ul>${rows}</ul>
  </section>`;
}

/** @param {TransactionItem} item */
function transaction({
  transaction: { id, type, storeId, occurredAt, totalMinor, currency },
  assessment,
}) {
  const line = html`<strong>${money(totalMinor, currency)}</strong>
    <span class="line">${words(type)} · ${storeName(storeId)} · ${dayTime(occurredAt)}</span>
    ${decisionChip(assessment.decision)}`;
  return assessment.decision === "APPROVE"
    ? html`<li data-key="${id}"><span class="entry">${line}</span></li>`
    : html`<li data-key="${id}"><a class="entry"
        href="${addressOf(alertIdOf(id))}">${line}</a></li>`;
}

/** @param {Receipt} receipt */
function sold({
  transaction: { id, storeId, occurredAt, totalMinor, currency, customerId },
  lines,
}) {
  const left = lines.reduce((sum, { refundable }) => sum + refundable, 0);
  return html`<li data-key="${id}"><span class="entry">
    <strong>${money(totalMinor, currency)}</strong>
    <span class="line">${storeName(storeId)} · ${dayTime(occurredAt)}</span>
    <span class="soft small">${left} to give back</span>
    ${customerId && html`<a href="#find=${encodeURIComponent(customerId)}">${customerId}</a>`}
  </span></li>`;
}

/** @param {Alert} alert */
const alertRow = (alert) => html`<li data-key="${alert.id}">
  <a class="entry" href="${addressOf(alert.id)}">
    <strong>${money(alert.amountMinor, alert.currency ?? board.currency)}</strong>
    <span class="line">${alert.assessment?.reasons[0]?.message ?? words(alert.kind)}</span>
    ${alertStatus(alert)}
    <span class="soft small nowrap">${dayTime(alert.createdAt)}</span>
  </a></li>`;

customElements.define("tw-search-sheet", SearchSheet);
