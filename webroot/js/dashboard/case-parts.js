// @ts-check
/** @import { Alert, AlertDetail, AlertStep } from "../types.js" */

import { html, icon } from "../lib/html.js";
import { dayTime, lasting, money, storeName, when, words } from "../lib/format.js";
import { person, reasonList } from "./alert-parts.js";
import { board } from "./board.js";
import { cardOf, comparison, grouped } from "./comparison.js";
import { addressWith } from "./filters.js";

/** @param {Alert} alert */
export function title({ transaction, kind, storeId, amountMinor, currency }) {
  const what = transaction ? words(transaction.type) : words(kind);
  const where = storeName(transaction?.storeId ?? storeId);
  return `${what} at ${where}, ${money(amountMinor, currency ?? board.currency)}`;
}

/**
 * Somebody stands at a till and waits for what is decided here.
 *
 * @param {AlertDetail} alert
 */
export function waiting({ transaction }) {
  if (transaction?.status !== "HELD") return "";
  const { occurredAt, firstApproval } = transaction;
  return html`<p class="notice review" data-key="waiting">${icon("clock")}<span>A customer has
    waited at the till for <strong>${lasting(occurredAt)}</strong>.${
      firstApproval
        ? ` Approved by ${firstApproval.by}: a second, different reviewer is needed.`
        : ""
    }</span></p>`;
}

/** @param {AlertDetail} alert */
export function onTrial({ shadowReasons }) {
  if (!shadowReasons?.length) return "";
  return html`<details data-key="trial">
    <summary>Rules on trial (changed nothing)</summary>${reasonList(shadowReasons)}
  </details>`;
}

/** @param {AlertDetail} alert */
export function sideBySide({ sale, transaction, metresApart }) {
  if (!transaction) return "";
  return html`<section data-key="side-by-side">
    <h3>Side by side</h3>
    <div class="scroll-x" tabindex="0" role="region"
      aria-label="Sale and return side by side">${comparison(sale, transaction, {
        metresApart,
      })}</div>
  </section>`;
}

/**
 * The ways to put its customer and cards on a list. A card goes there by its fingerprint.
 *
 * @param {AlertDetail} alert
 */
export function listing({ sale, transaction }) {
  if (!transaction) return "";
  const cards = [...new Set([cardOf(transaction), sale && cardOf(sale)])].filter(Boolean);
  const { customerId } = transaction;
  const links = [
    ...cards.map((card) => listLink(`Card ${grouped(card)}`, { card: card ?? "" })),
    ...(customerId ? [listLink(`Customer ${customerId}`, { customer: customerId })] : []),
  ];
  return links.length > 0
    ? html`<p class="row tight" data-key="listing"><span class="soft">Put on a list:</span>
        ${links}</p>`
    : "";
}

/**
 * @param {string} words
 * @param {{ card?: string, customer?: string }} whom
 */
const listLink = (words, whom) =>
  html`<a href="${addressWith({ page: "rules", tab: "lists", ...whom })}">${words}</a>`;

/**
 * What happened, from the sale on, with how long it took from one thing to the next.
 *
 * @param {AlertDetail} alert
 */
export function timeline({ sale, transaction, timeline: steps }) {
  const all = sale && transaction?.type !== "SALE" ? [soldStep(sale), ...steps] : steps;
  return html`<ol class="timeline">
    ${all.map(({ at, storeId, what, by, note }, i) => {
      const after = i > 0 ? ` · ${lasting(all[i - 1].at, at)} later` : "";
      return html`<li>
        <p><strong>${words(what)}</strong>${by ? ` by ${person(by)}` : ""} ·
          ${storeName(storeId)}</p>
        ${note ? html`<p>${said(what, note)}</p>` : ""}
        <p class="soft small">${dayTime(at)}${after}</p>
      </li>`;
    })}
  </ol>`;
}

/**
 * @param {NonNullable<AlertDetail["sale"]>} sale
 * @returns {AlertStep}
 */
const soldStep = ({ occurredAt, storeId, cashierId }) => ({
  at: occurredAt,
  storeId,
  what: "SOLD",
  by: cashierId,
  note: null,
});

/**
 * @param {string} what
 * @param {string} note a decision's name, a time or somebody's words
 */
function said(what, note) {
  if (what === "SNOOZED") return `until ${when(note)}`;
  return note === "BLOCK" || note === "REVIEW" ? words(note) : html`“${note}”`;
}
