// @ts-check
/** @import { Actions, Assessment, Transaction, TransactionItem } from "../types.js" */

import { html, icon } from "../lib/html.js";
import { money, storeName, when } from "../lib/format.js";
import { decisionChip, statusChip } from "../lib/decision.js";
import { View } from "../lib/view.js";
import { board } from "./board.js";
import { listState, moreKey } from "./list-states.js";

/** Every store's sales and returns as they happen. */
class TransactionList extends View {
  /** @type {Actions} */
  actions = {
    more: () => board.transactions.more(),
    retry: () => board.transactions.load(),
  };

  start() {
    this.listen(board, "change", () => this.update());
  }

  view() {
    const items = board.transactions.items.filter((item) => board.concerns(item));
    return html`<section class="panel card" aria-labelledby="transactions-title">
      <div class="spread panel-head">
        <h2 id="transactions-title">Live transactions</h2>
        <span class="soft small">newest first</span>
      </div>
      ${
        items.length === 0
          ? listState(board.transactions, {
              sign: "receipt",
              empty: "No sale or return yet. The first one appears here by itself.",
              retry: "retry",
            })
          : table(items)
      }
    </section>`;
  }
}

/** @param {TransactionItem[]} items */
function table(items) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Transactions"
    data-key="scroll"><table class="transactions">
      <thead><tr>
        <th scope="col">What</th>
        <th scope="col">Where</th>
        <th scope="col">Decision</th>
        <th scope="col" class="number">Amount</th>
      </tr></thead>
      <tbody>${items.map(row)}</tbody>
    </table>${moreKey(board.transactions, "more")}</div>`;
}

/** @param {TransactionItem} item */
function row({ transaction, assessment, refundMinor }) {
  const { id, storeId, laneId, occurredAt, totalMinor, currency } = transaction;
  const suspicious = assessment.decision !== "APPROVE";
  const what = whatOf(transaction);
  const paid =
    transaction.type === "SALE"
      ? ""
      : html`<span class="soft small">paid ${money(refundMinor, currency)}</span>`;
  return html`<tr data-key="${id}" class="${suspicious ? "suspicious" : ""}">
    <td>${
      suspicious
        ? html`<a class="what" href="#alert=al_${encodeURIComponent(id)}">${what}</a>`
        : html`<span class="what">${what}</span>`
    }</td>
    <td><span>${storeName(storeId)}</span><span
      class="soft small">${laneId} · ${when(occurredAt)}</span></td>
    <td>${decisionChip(assessment.decision)}${settled(transaction, assessment)}<span
      class="soft small">score ${assessment.score}</span></td>
    <td class="number"><strong>${money(totalMinor, currency)}</strong>${paid}</td>
  </tr>`;
}

/** @param {Transaction} transaction */
function whatOf({ type, customerId }) {
  const sale = type === "SALE";
  const sign = icon(sale ? "cart" : "return");
  return html`${sign}<span><strong>${sale ? "Sale" : "Return"}</strong><span
    class="soft small">${customerId ?? "no customer number"}</span></span>`;
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
