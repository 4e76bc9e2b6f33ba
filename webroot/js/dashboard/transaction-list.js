// @ts-check
/** @import { Actions, Assessment, Transaction, TransactionItem } from "../types.js" */

import { html, icon } from "../lib/html.js";
import { choice } from "../lib/fields.js";
import { count, money, storeName, when } from "../lib/format.js";
import { decisionChip, statusChip } from "../lib/decision.js";
import "../lib/rows.js";
import { addressOf, alertIdOf } from "./alert-parts.js";
import { board } from "./board.js";
import { STATUSES } from "./choices.js";
import { addressOfSubject, subjectLink } from "./links.js";
import { listState, moreKey } from "./list-states.js";
import { Panel } from "./panel.js";

export const FRAME = html`<div class="scroll" tabindex="0" role="region" aria-label="Transactions">
  <table class="transactions">
    <thead><tr>
      <th scope="col">What</th>
      <th scope="col">Where</th>
      <th scope="col">Decision</th>
      <th scope="col" class="number">Amount</th>
    </tr></thead>
    <tbody data-rows></tbody>
  </table>
</div>`;

/** @type {import("../lib/rows.js").Look<TransactionItem>} */
const LOOK = {
  frame: FRAME,
  row,
  idOf: (item) => item.transaction.id,
  nearEnd: () => board.transactions.more(),
};

/** Every store's sales and returns as they happen. */
class TransactionList extends Panel {
  /** @type {Actions} */
  actions = {
    decided: (input) => board.choose({ decided: input.value }),
    retry: () => board.transactions.retry(),
  };

  start() {
    this.listen(board, "change", () => this.update());
    this.listen(board.transactions, "change", () => this.update());
  }

  view() {
    const { total, items } = board.transactions;
    return html`<section class="panel card" aria-labelledby="transactions-title">
      <div class="spread panel-head">
        <h2 id="transactions-title">Live transactions <span class="soft">${count(total)}</span></h2>
        ${choice({
          name: "decided",
          label: "Which transactions",
          options: STATUSES,
          value: board.filters.decided,
          change: "decided",
        })}
      </div>
      ${
        items.length > 0
          ? html`<tw-rows data-key="rows"></tw-rows>`
          : listState(board.transactions, EMPTY)
      }
      ${moreKey(board.transactions, "retry")}
    </section>`;
  }

  drawn() {
    const rows = this.querySelector("tw-rows");
    rows?.use(LOOK);
    if (rows?.atTop) board.transactions.trim();
    rows?.show(board.transactions.items);
  }
}

const EMPTY = {
  sign: "receipt",
  empty: "No such transaction yet. The first one appears here by itself.",
  retry: "retry",
};

/** @param {TransactionItem} item */
export function row({ transaction, assessment, refundMinor }) {
  const { id, storeId, laneId, occurredAt, totalMinor, currency } = transaction;
  const suspicious = assessment.decision !== "APPROVE";
  const paid =
    transaction.type === "SALE"
      ? ""
      : html`<span class="soft small">paid ${money(refundMinor, currency)}</span>`;
  return html`<tr data-key="${id}" class="${suspicious ? "suspicious" : ""}">
    <td>${whatOf(transaction, suspicious)}</td>
    <td><span>${subjectLink("STORE", storeId, storeName(storeId))}</span><span
      class="soft small">${laneId} · ${when(occurredAt)}</span></td>
    <td>${decisionChip(assessment.decision)}${settled(transaction, assessment)}<span
      class="soft small">score ${assessment.score}</span></td>
    <td class="number"><strong>${money(totalMinor, currency)}</strong>${paid}</td>
  </tr>`;
}

/**
 * Leads to its alert, where it raised one, else to itself.
 *
 * @param {Transaction} transaction
 * @param {boolean} suspicious
 */
function whatOf({ id, type, customerId }, suspicious) {
  const sale = type === "SALE";
  const customer = subjectLink("CUSTOMER", customerId) || "no customer number";
  const address = suspicious ? addressOf(alertIdOf(id)) : addressOfSubject("TRANSACTION", id);
  return html`<span class="what">${icon(sale ? "cart" : "return")}<span><a
    href="${address}"><strong>${sale ? "Sale" : "Return"}</strong></a><span
    class="soft small">${customer}</span></span></span>`;
}

/**
 * What became of a held return, once somebody decided.
 *
 * @param {Transaction} transaction
 * @param {Assessment} assessment
 */
function settled({ status, voided }, { decision }) {
  if (voided) return html` <span class="chip">${icon("close")}Voided</span>`;
  return decision === "REVIEW" && status !== "HELD" ? html` ${statusChip(status)}` : "";
}

customElements.define("tw-transaction-list", TransactionList);
