// @ts-check
/** @import { Actions, ShownTender, Trace, TransactionItem } from "../../types.js" */

import { pathPart } from "../../lib/api.js";
import { decisionChip, statusChip } from "../../lib/decision.js";
import { dayTime, money, storeName, words } from "../../lib/format.js";
import { html, icon } from "../../lib/html.js";
import { addressOf, alertIdOf } from "../alert-parts.js";
import { board } from "../board.js";
import { subjectLink } from "../links.js";
import { failed, loading } from "../list-states.js";
import { Panel } from "../panel.js";
import { traceOf } from "../trace-parts.js";

/** No receipt has more returns than a page of a list holds. */
const MOST = 200;

/** A receipt with all that came of it, or one transaction. */
class ReceiptPage extends Panel {
  #named = "";
  /** @type {TransactionItem[] | null} */
  #items = null;
  /** @type {Trace | null} */
  #trace = null;
  /** @type {unknown} */
  #problem = null;

  /** @type {Actions} */
  actions = { retry: () => this.#read() };

  start() {
    this.listen(board, "change", () => this.#follow());
    this.listen(board.transactions, "change", () => this.#hear());
    this.#follow();
  }

  view() {
    const { page, id } = board.filters;
    return html`<header class="profile-head" data-key="head">
        <p class="soft">${icon("receipt")} ${page === "receipt" ? "Receipt" : "Transaction"}</p>
        <h1>${id}</h1>
      </header>
      ${this.#inside()}`;
  }

  #inside() {
    if (this.#problem) return failed(this.#problem, "retry");
    if (!this.#items) return loading("Loading");
    if (this.#items.length === 0)
      return html`<div class="empty" role="status" data-key="empty">${icon("search")}
        <p>No store that this one has heard of knows this receipt.</p></div>`;
    return html`<ol class="story" data-key="story">${this.#items.map(chapter)}</ol>
      ${this.#trace ? traceOf(this.#trace) : ""}`;
  }

  #follow() {
    const { page, id } = board.filters;
    const named = `${page} ${id}`;
    if (!["receipt", "transaction"].includes(page) || named === this.#named) return;
    this.#named = named;
    this.#items = null;
    this.#trace = null;
    this.#read();
  }

  /** What is told of a transaction that is shown is shown. */
  #hear() {
    const { items } = board.transactions;
    const shown = this.#items;
    if (!shown) return;
    const fresh = shown.map(
      (item) => items.find(({ transaction }) => transaction.id === item.transaction.id) ?? item,
    );
    if (fresh.every((item, i) => item === shown[i])) return;
    this.#items = fresh;
    this.update();
  }

  /**
   * Kept for an hour: most transactions have none.
   *
   * @param {string} named
   * @param {string} id
   */
  async #readTrace(named, id) {
    const path = /** @type {const} */ (`/traces/${pathPart(id)}`);
    const trace = await board.api.get(path).catch(() => null);
    if (named !== this.#named) return;
    this.#trace = trace;
    this.update();
  }

  async #read() {
    const named = this.#named;
    const { page, id } = board.filters;
    this.#problem = null;
    this.update();
    try {
      const items = page === "receipt" ? await ofReceipt(id) : [await one(id)];
      if (named !== this.#named) return;
      this.#items = items;
      if (page === "transaction") this.#readTrace(named, id);
    } catch (problem) {
      if (named !== this.#named) return;
      this.#problem = problem;
    }
    this.update();
  }
}

/** @param {string} id */
const one = (id) => board.api.get(/** @type {const} */ (`/transactions/${pathPart(id)}`));

/** @param {string} receiptNumber */
async function ofReceipt(receiptNumber) {
  // without a number it would be every transaction
  if (!receiptNumber.trim()) return [];
  const query = { receiptNumber, order: "OLDEST", limit: MOST };
  return (await board.api.get("/transactions", query)).items;
}

/** @param {TransactionItem} item */
function chapter({ transaction, assessment, refundMinor, reference }) {
  const { id, type, storeId, laneId, occurredAt, totalMinor, currency, voided } = transaction;
  const { customerId, cashierId, receiptNumber, status, tender, refundTender } = transaction;
  const isReturn = type === "RETURN";
  return html`<li class="panel card" data-key="${id}">
    <div class="spread panel-head">
      <h2>${isReturn ? "Return" : "Sale"} of ${money(totalMinor, currency)}</h2>
      <span class="chips">${decisionChip(assessment.decision)}${outcome(status)}${
        voided && html`<span class="chip">${icon("close")}Cancelled</span>`
      }</span>
    </div>
    <dl class="facts">
      ${fact("When", dayTime(occurredAt))}
      ${fact("Where", html`${subjectLink("STORE", storeId, storeName(storeId))}, ${laneId}`)}
      ${fact("Customer", subjectLink("CUSTOMER", customerId) || "not named")}
      ${fact("Cashier", subjectLink("CASHIER", cashierId) || "none")}
      ${fact(isReturn ? "Refund to" : "Paid by", paid(isReturn ? refundTender : tender))}
      ${isReturn ? fact("Paid back", money(refundMinor, currency)) : ""}
      ${fact("Receipt", subjectLink("RECEIPT", receiptNumber) || "none")}
      ${fact("Reference", html`<code>${reference}</code>`)}
      ${fact("Score", `${assessment.score} of 100`)}
    </dl>
    ${goods(transaction)}
    ${
      assessment.decision === "APPROVE"
        ? ""
        : html`<p><a href="${addressOf(alertIdOf(id))}">Its alert</a></p>`
    }
  </li>`;
}

/**
 * What was sold or brought back; a column for serial numbers only where one was read.
 *
 * @param {TransactionItem["transaction"]} transaction
 */
function goods({ lines, currency }) {
  const isSerial = lines.some(({ serial }) => serial);
  return html`<table class="goods"><caption class="visually-hidden">Goods</caption>
    <thead><tr><th scope="col">Article</th>${isSerial && html`<th scope="col">Serial number</th>`}
      <th scope="col" class="number">Units</th>
      <th scope="col" class="number">Price</th></tr></thead>
    <tbody>${lines.map(
      ({ sku, serial, quantity, unitPriceMinor, condition }) => html`<tr>
        <td>${subjectLink("ARTICLE", sku)}${
          condition && html` <span class="soft small">${words(condition)}</span>`
        }</td>
        ${isSerial && html`<td>${subjectLink("SERIAL", serial)}</td>`}
        <td class="number">${quantity}</td>
        <td class="number">${money(unitPriceMinor, currency)}</td></tr>`,
    )}</tbody></table>`;
}

/**
 * What became of it; what is blocked stays so, and is said once.
 *
 * @param {TransactionItem["transaction"]["status"]} status
 */
const outcome = (status) => (status === "BLOCKED" ? "" : statusChip(status));

/** @param {ShownTender | null | undefined} tender */
function paid(tender) {
  if (!tender) return "not said";
  const card = tender.card ? html` ${subjectLink("CARD", tender.card)}` : "";
  return html`${words(tender.type)}${card}`;
}

/**
 * @param {string} label
 * @param {import("../../types.js").Printable} value
 */
const fact = (label, value) =>
  html`<div data-key="${label}"><dt>${label}</dt><dd>${value}</dd></div>`;

customElements.define("tw-receipt-page", ReceiptPage);
