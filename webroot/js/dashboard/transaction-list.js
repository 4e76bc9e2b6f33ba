import { html, icon } from "../lib/html.js";
import { money, storeName, when } from "../lib/format.js";
import { decisionChip, statusChip } from "../lib/decision.js";
import { View } from "../lib/view.js";
import { board } from "./board.js";
import { listState, moreKey } from "./list-states.js";

/** Every store's sales and returns as they happen. */
class TransactionList extends View {
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
      <div class="spread panel-head"><h2 id="transactions-title">Live transactions</h2><span class="soft small">newest first</span></div>
      ${
        items.length === 0
          ? listState(board.transactions, {
              sign: "receipt",
              empty: "No sale or return yet. The first one appears here by itself.",
              retry: "retry",
            })
          : html`<div class="scroll" tabindex="0" role="region" aria-label="Transactions" data-key="scroll"><table class="transactions">
            <thead><tr><th scope="col">What</th><th scope="col">Where</th><th scope="col">Decision</th><th scope="col" class="number">Amount</th></tr></thead>
            <tbody>${items.map(row)}</tbody>
          </table>${moreKey(board.transactions, "more")}</div>`
      }
    </section>`;
  }
}

function row({ transaction, assessment, refundMinor }) {
  const sale = transaction.type === "SALE";
  const suspicious = assessment.decision !== "APPROVE";
  const what = html`${icon(sale ? "cart" : "return")}<span><strong>${sale ? "Sale" : "Return"}</strong><span class="soft small">${transaction.customerId ?? "no customer number"}</span></span>`;
  return html`<tr data-key="${transaction.id}" class="${suspicious ? "suspicious" : ""}">
    <td>${suspicious ? html`<a class="what" href="#alert=al_${encodeURIComponent(transaction.id)}">${what}</a>` : html`<span class="what">${what}</span>`}</td>
    <td><span>${storeName(transaction.storeId)}</span><span class="soft small">${transaction.laneId} · ${when(transaction.occurredAt)}</span></td>
    <td>${decisionChip(assessment.decision)}${settled(transaction, assessment)}<span class="soft small">score ${assessment.score}</span></td>
    <td class="number"><strong>${money(transaction.totalMinor, transaction.currency)}</strong>${sale ? "" : html`<span class="soft small">paid ${money(refundMinor, transaction.currency)}</span>`}</td>
  </tr>`;
}

/** What became of a held return, once somebody decided. */
function settled({ status, voided }, { decision }) {
  if (voided) return html` <span class="chip">${icon("close")}Voided</span>`;
  return decision === "REVIEW" && status !== "HELD" ? html` ${statusChip(status)}` : "";
}

customElements.define("tw-transaction-list", TransactionList);
