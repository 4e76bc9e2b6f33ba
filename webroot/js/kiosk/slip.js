// @ts-check
/** @import { Answer, Transaction } from "../types.js" */

import { dayTime, money } from "../lib/format.js";
import { html, icon } from "../lib/html.js";
import { barcode } from "./barcode.js";
import { till } from "./till.js";
import { nameOf, t } from "./words.js";

/**
 * Money moved, or is ready to.
 *
 * @param {Answer} answer
 */
function completed({ transaction, refundMinor, reference, settlement }) {
  const { type, currency, receiptNumber } = transaction;
  const sale = type === "SALE";
  const amount = sale ? transaction.totalMinor : refundMinor;
  const paid = t(settlement === "READY" ? "done.toBePaid" : "done.refunded");
  return html`<section class="card slip" data-key="completed">
    ${icon("check-circle", "huge")}
    <h1 tabindex="-1">${sale ? t("done.thanks") : t("done.accepted")}</h1>
    <p class="amount">${money(amount, currency)}${sale ? "" : html` <span>${paid}</span>`}</p>
    ${sale || settlement === "READY" ? "" : goesTo(transaction)}
    ${sale ? numberOf(t("done.number"), receiptNumber ?? "") : referenceOf(reference)}
    ${printed(transaction, amount)}
  </section>`;
}

/** @param {Transaction} transaction */
function goesTo({ refundTender }) {
  const tender = till.outcome?.body.refundTender?.type ?? refundTender?.type ?? "";
  return html`<p class="soft">${t(`done.goesTo.${tender}`)}</p>`;
}

/** @param {string} reference */
const referenceOf = (reference) =>
  numberOf(t("done.reference"), `${reference.slice(0, 4)}-${reference.slice(4)}`);

/**
 * A number to read, and to scan at any till.
 *
 * @param {string} label
 * @param {string} number
 */
function numberOf(label, number) {
  return html`<p class="soft">${label}</p>
    <p class="receipt-number mono">${number}</p>
    ${barcode(number, t("done.barcode", { number }))}`;
}

/**
 * What stands on paper besides.
 *
 * @param {Transaction} transaction
 * @param {number} amount of money that moved, or is to
 */
function printed(transaction, amount) {
  const { currency, type } = transaction;
  const named = (/** @type {string} */ sku) =>
    nameOf(till.catalog.items.find((item) => item.sku === sku) ?? { sku, description: null });
  return html`<div class="print-only">
    <p>${till.storeName} · ${t("top.lane", { lane: transaction.laneId })}</p>
    <p>${dayTime(transaction.occurredAt)}</p>
    <table>
      ${transaction.lines.map(
        ({ sku, quantity, unitPriceMinor }) => html`<tr>
        <td>${quantity} × ${named(sku)}</td>
        <td>${money(quantity * unitPriceMinor, currency)}</td>
      </tr>`,
      )}
      <tr><th scope="row">${type === "SALE" ? t("basket.total") : t("return.refund")}</th>
        <td>${money(amount, currency)}</td></tr>
    </table>
    <p>${type === "SALE" ? t("receipt.keep") : t("held.recall")}</p>
  </div>`;
}

/**
 * A reviewer looks at it.
 *
 * @param {Answer} answer
 */
function held({ transaction, reference }) {
  return html`<section class="card slip" data-key="held">
    <span class="pulse">${icon("clock", "huge")}</span>
    <h1 tabindex="-1">${t("held.title")}</h1>
    <p>${t("held.words")}</p>
    <p class="amount">${money(transaction.totalMinor, transaction.currency)}</p>
    ${referenceOf(reference)}
    <p class="soft">${t("held.recall")}</p>
    ${printed(transaction, transaction.totalMinor)}
  </section>`;
}

/**
 * Not here and not so.
 *
 * @param {Answer} answer
 */
function blocked({ transaction, reference }) {
  const words = t(transaction.type === "SALE" ? "blocked.sale" : "blocked.return");
  return html`<section class="card slip" data-key="blocked">
    ${icon("hand", "huge")}
    <h1 tabindex="-1">${words}</h1>
    <p>${t("blocked.words")}</p>
    ${referenceOf(reference)}
  </section>`;
}

const SLIPS = { COMPLETED: completed, HELD: held, BLOCKED: blocked };

/**
 * The answer as the customer reads it, on the screen and on paper: neutral words, and the number
 * that recalls it.
 *
 * @param {Answer} answer
 */
export const slip = (answer) => SLIPS[answer.transaction.status](answer);
