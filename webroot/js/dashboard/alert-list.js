// @ts-check
/** @import { Actions, Alert } from "../types.js" */

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

  /** @type {Actions} */
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
        ${segments({
          name: "alert-filter",
          legend: "Which alerts",
          options: FILTERS,
          value: this.#filter,
          change: "filter",
          hideLegend: true,
        })}
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

  /** @param {Alert} alert */
  #wanted(alert) {
    if (this.#filter === "ALL") return true;
    return (alert.status === "RESOLVED") === (this.#filter === "RESOLVED");
  }
}

/** @param {Alert} alert */
function entry(alert) {
  const { assessment, transaction } = alert;
  const amount = money(alert.amountMinor, alert.currency ?? board.currency);
  const [first] = assessment?.reasons ?? [];
  const decision = assessment ? decisionChip(assessment.decision) : "";
  return html`<li data-key="${alert.id}" class="${alert.status.toLowerCase()}">
    <a href="#alert=${encodeURIComponent(alert.id)}">
      <span class="spread">
        <span class="row tight">${decision}${alertStatus(alert)}</span>
        <span class="soft small nowrap">${ago(alert.createdAt)}</span>
      </span>
      <span class="spread">
        <strong class="reason">${first?.message ?? words(alert.kind)}</strong>
        <strong class="nowrap">${amount}</strong>
      </span>
      <span class="soft small">${[
        way(alert),
        transaction?.customerId,
        assessment && `score ${assessment.score}`,
        moreReasons(assessment?.reasons.length ?? 0),
      ]
        .filter(Boolean)
        .join(" · ")}</span>
    </a>
  </li>`;
}

/** @param {number} reasons of which the first is shown */
function moreReasons(reasons) {
  if (reasons < 2) return "";
  return `${reasons - 1} more ${reasons === 2 ? "reason" : "reasons"}`;
}

/**
 * Store A → Store B: sold there, brought back here.
 *
 * @param {Alert} alert
 */
function way({ storeId, originalStoreId, transaction }) {
  const here = storeName(transaction?.storeId ?? storeId);
  return originalStoreId && originalStoreId !== transaction?.storeId
    ? `${storeName(originalStoreId)} → ${here}`
    : here;
}

customElements.define("tw-alert-list", AlertList);
