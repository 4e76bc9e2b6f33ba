import { html } from "../lib/html.js";
import { ago, money, storeName, words } from "../lib/format.js";
import { decisionChip } from "../lib/decision.js";
import { segments } from "../lib/fields.js";
import { View } from "../lib/view.js";
import { board } from "./board.js";
import { alertStatus } from "./alert-parts.js";
import { listState, moreKey } from "./list-states.js";

const FILTERS = [
  { value: "OPEN", label: "To do" },
  { value: "RESOLVED", label: "Resolved" },
  { value: "ALL", label: "All" },
];

/** Alerts of every store with their strongest reasons; each opens its sheet. */
class AlertList extends View {
  #filter = "OPEN";

  actions = {
    filter: (input) => {
      this.#filter = input.value;
      this.update();
    },
    more: () => board.alerts.more(),
    retry: () => board.alerts.load(),
  };

  start() {
    this.listen(board, "change", () => this.update());
    this.every(10_000, () => this.update());
  }

  view() {
    const items = board.alerts.items.filter(
      (alert) => board.concerns(alert) && this.#wanted(alert),
    );
    return html`<section class="panel card" aria-labelledby="alerts-title">
      <div class="spread panel-head">
        <h2 id="alerts-title">Alerts</h2>
        ${segments({ name: "alert-filter", legend: "Which alerts", options: FILTERS, value: this.#filter, change: "filter", hideLegend: true })}
      </div>
      ${
        items.length === 0
          ? listState(board.alerts, {
              sign: "shield",
              empty:
                this.#filter === "RESOLVED"
                  ? "No alert was resolved yet."
                  : "Nothing to look at. New alerts appear here by themselves.",
              retry: "retry",
            })
          : html`<ul class="alerts">${items.map(entry)}</ul>`
      }
      ${moreKey(board.alerts, "more")}
    </section>`;
  }

  #wanted(alert) {
    if (this.#filter === "ALL") return true;
    return (alert.status === "RESOLVED") === (this.#filter === "RESOLVED");
  }
}

function entry(alert) {
  const { assessment, transaction } = alert;
  const [first, ...others] = assessment?.reasons ?? [];
  return html`<li data-key="${alert.id}" class="${alert.status.toLowerCase()}">
    <a href="#alert=${encodeURIComponent(alert.id)}">
      <span class="spread">
        <span class="row tight">${assessment ? decisionChip(assessment.decision) : ""}${alertStatus(alert)}</span>
        <span class="soft small nowrap">${ago(alert.createdAt)}</span>
      </span>
      <span class="spread">
        <strong class="reason">${first?.message ?? words(alert.kind)}</strong>
        <strong class="nowrap">${money(alert.amountMinor, alert.currency ?? board.currency)}</strong>
      </span>
      <span class="soft small">${way(alert)}${transaction?.customerId ? ` · ${transaction.customerId}` : ""}${assessment ? ` · score ${assessment.score}` : ""}${others.length > 0 ? ` · ${others.length} more ${others.length === 1 ? "reason" : "reasons"}` : ""}</span>
    </a>
  </li>`;
}

/** Store A → Store B: sold there, brought back here. */
function way({ storeId, originalStoreId, transaction }) {
  const here = storeName(transaction?.storeId ?? storeId);
  return originalStoreId && originalStoreId !== transaction?.storeId
    ? `${storeName(originalStoreId)} → ${here}`
    : here;
}

customElements.define("tw-alert-list", AlertList);
