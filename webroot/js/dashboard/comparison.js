// @ts-check
/** @import { Transaction } from "../types.js" */

import { html, icon } from "../lib/html.js";
import { dayTime, distance, lasting, money, storeName, words } from "../lib/format.js";

/**
 * What is known of the two beside themselves.
 *
 * @typedef {{ metresApart: number | null }} Between
 */

/**
 * Label, what it says of a transaction, and in words how the second differs; empty where it does
 * not, or where a difference says nothing.
 *
 * @typedef {[
 *   string,
 *   (transaction: Transaction) => string,
 *   ((sale: Transaction, attempt: Transaction, between: Between) => string)?,
 * ]} Row
 */

/** @param {Transaction} transaction */
const tenderOf = ({ tender, refundTender }) => words((tender ?? refundTender)?.type);

/**
 * The card's fingerprint: the same card has the same in every store.
 *
 * @param {Transaction} transaction
 */
export const cardOf = ({ tender, refundTender }) => (tender ?? refundTender)?.card;

/** @param {Transaction} transaction */
const serialsOf = ({ lines }) => lines.map((line) => line.serial).filter(Boolean);

/** @param {Transaction} transaction */
function goodsOf({ lines }) {
  const condition = (/** @type {string | null | undefined} */ of) =>
    of ? ` (${of.toLowerCase()})` : "";
  return lines
    .map((line) => `${line.quantity} × ${line.sku}${condition(line.condition)}`)
    .join(", ");
}

/**
 * @param {(transaction: Transaction) => unknown} read
 * @param {string} said
 * @returns {(sale: Transaction, attempt: Transaction) => string}
 */
const other = (read, said) => (sale, attempt) => (read(sale) === read(attempt) ? "" : said);

/**
 * @param {Transaction} sale
 * @param {Transaction} attempt
 * @param {Between} between
 */
function storeDiffers(sale, attempt, { metresApart }) {
  if (sale.storeId === attempt.storeId) return "";
  if (metresApart === null) return "another store";
  return `another store, ${distance(metresApart)} away`;
}

/**
 * @param {Transaction} sale
 * @param {Transaction} attempt
 */
function cardDiffers(sale, attempt) {
  const [paid, back] = [cardOf(sale), cardOf(attempt)];
  if (!paid || !back) return "";
  return paid === back ? "the same card" : "another card";
}

/**
 * @param {Transaction} sale
 * @param {Transaction} attempt
 */
function goodsDiffer(sale, attempt) {
  const sold = new Set(sale.lines.map(({ sku }) => sku));
  return attempt.lines.some(({ sku }) => !sold.has(sku)) ? "not what was sold" : "";
}

/**
 * @param {Transaction} sale
 * @param {Transaction} attempt
 */
function customerDiffers(sale, attempt) {
  if (sale.customerId === attempt.customerId) return "";
  return attempt.customerId ? "another customer" : "not given now";
}

/**
 * @param {Transaction} sale
 * @param {Transaction} attempt
 */
function amountDiffers(sale, attempt) {
  const more = attempt.totalMinor - sale.totalMinor;
  if (more === 0 || sale.currency !== attempt.currency) return "";
  return `${money(Math.abs(more), sale.currency)} ${more > 0 ? "more" : "less"}`;
}

/**
 * @param {Transaction} sale
 * @param {Transaction} attempt
 */
function serialDiffers(sale, attempt) {
  const sold = serialsOf(sale);
  const brought = serialsOf(attempt);
  if (sold.length === 0 || brought.length === 0) return "";
  return brought.some((serial) => !sold.includes(serial)) ? "not what was sold" : "";
}

/**
 * @param {Transaction} sale
 * @param {Transaction} attempt
 */
function photoDiffers(sale, attempt) {
  if (Boolean(sale.photoId) === Boolean(attempt.photoId)) return "";
  return attempt.photoId ? "none at the sale" : "none now";
}

/** @type {Row[]} */
const ROWS = [
  ["Store", ({ storeId }) => storeName(storeId), storeDiffers],
  [
    "When",
    ({ occurredAt }) => dayTime(occurredAt),
    (sale, attempt) => `${lasting(sale.occurredAt, attempt.occurredAt)} later`,
  ],
  ["Customer", ({ customerId }) => customerId ?? "none given", customerDiffers],
  ["Lane", ({ laneId }) => laneId],
  ["Cashier", ({ cashierId }) => cashierId ?? "self-service"],
  ["Goods", goodsOf, goodsDiffer],
  ["Serial", (transaction) => serialsOf(transaction).join(", ") || "none", serialDiffers],
  ["Amount", ({ totalMinor, currency }) => money(totalMinor, currency), amountDiffers],
  ["Tender", tenderOf, other(tenderOf, "another tender")],
  ["Card", (transaction) => grouped(cardOf(transaction)) || "none", cardDiffers],
  ["Photo", ({ photoId }) => (photoId ? "taken" : "none"), photoDiffers],
  ["Receipt", ({ receiptNumber }) => receiptNumber ?? "none shown"],
];

/**
 * What is no sign of fraud by itself.
 *
 * @param {string} label
 * @param {string} said
 */
const isNeutral = (label, said) => label === "When" || said === "the same card";

/**
 * Easier to compare by eye and to read aloud.
 *
 * @param {string | null | undefined} fingerprint
 */
export const grouped = (fingerprint) =>
  fingerprint ? `${fingerprint.slice(0, 5)} ${fingerprint.slice(5)}` : "";

/**
 * A name that leads to everything of that name.
 *
 * @param {string} label
 * @param {string} value
 * @param {Transaction} of
 */
function linked(label, value, of) {
  const { customerId, receiptNumber, cashierId } = of;
  const names = {
    Customer: customerId,
    Receipt: receiptNumber,
    Cashier: cashierId,
    Card: cardOf(of),
  };
  const name = names[/** @type {keyof typeof names} */ (label)];
  return name ? html`<a href="#find=${encodeURIComponent(name)}">${value}</a>` : value;
}

/**
 * Sale and return side by side; what differs is said in words, with a sign and a colour.
 *
 * @param {Transaction | null} sale null where no store knows one
 * @param {Transaction} attempt
 * @param {Between} between
 */
export function comparison(sale, attempt, between) {
  const title = attempt.type === "SALE" ? "This sale" : "The return";
  return html`<table class="comparison">
    <thead><tr><td></td>${sale ? html`<th scope="col">The sale</th>` : ""}<th
      scope="col">${title}</th></tr></thead>
    <tbody>${ROWS.map(([label, read, differs]) => {
      const said = sale && differs ? differs(sale, attempt, between) : "";
      const marked = said && !isNeutral(label, said);
      return html`<tr class="${marked ? "differs" : ""}"><th scope="row">${label}</th>${
        sale ? html`<td>${linked(label, read(sale), sale)}</td>` : ""
      }
        <td>${linked(label, read(attempt), attempt)}${
          said ? mark(said, Boolean(marked)) : ""
        }</td></tr>`;
    })}</tbody>
  </table>
  ${sale || attempt.type === "SALE" ? "" : NO_SALE}`;
}

/**
 * @param {string} said
 * @param {boolean} marked
 */
const mark = (said, marked) =>
  marked
    ? html` <span class="differs-mark">${icon("alert")}${said}</span>`
    : html` <span class="soft small">${said}</span>`;

const NO_SALE = html`<p class="notice review">${icon("info")}<span>No store knows a sale for this
  return.</span></p>`;
