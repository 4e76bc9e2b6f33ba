// @ts-check
/** @import { Actions, Alert } from "../types.js" */

import { flag, html, icon } from "../lib/html.js";
import { ago, count, money, storeName, words } from "../lib/format.js";
import { decisionChip } from "../lib/decision.js";
import { choice } from "../lib/fields.js";
import "../lib/rows.js";
import { board } from "./board.js";
import { addressOf, alertStatus } from "./alert-parts.js";
import "./bulk-bar.js";
import { AGES, AMOUNTS, ORDERS, PROGRESS, WHO } from "./choices.js";
import { grouped } from "./comparison.js";
import { listState, moreKey } from "./list-states.js";
import { outbox } from "./outbox.js";
import { Panel } from "./panel.js";
import "./saved-views.js";
import { selection } from "./selection.js";

/** @type {import("../lib/rows.js").Look<Alert>} */
const LOOK = {
  frame: html`<div class="scroll" tabindex="0" role="region" aria-label="Alerts">
    <ul class="alerts" data-rows></ul>
  </div>`,
  row: entry,
  idOf: (alert) => alert.id,
  nearEnd: () => board.alerts.more(),
};

/** Alerts of every store, as the filters of the page choose and order them. */
class AlertList extends Panel {
  /**
   * Codes of reasons that were seen, to choose from.
   *
   * @type {Set<string>}
   */
  #reasons = new Set();

  /** @type {Actions} */
  actions = {
    progress: (input) => board.choose({ alerts: input.value }),
    who: (input) => board.choose({ who: input.value }),
    order: (input) => board.choose({ order: input.value }),
    reason: (input) => board.choose({ reason: input.value }),
    age: (input) => board.choose({ age: input.value }),
    anyone: () => board.choose({ customer: "", cashier: "", card: "", sku: "" }),
    least: (input) => board.choose({ least: input.value }),
    pick: (box) => selection.pick([box.value], /** @type {HTMLInputElement} */ (box).checked),
    retry: () => board.alerts.retry(),
  };

  start() {
    this.listen(board, "change", () => this.update());
    this.listen(board.alerts, "change", () => this.update());
    this.listen(outbox, "change", () => this.querySelector("tw-rows")?.refresh());
    this.listen(selection, "change", () => this.querySelector("tw-rows")?.refresh());
    this.listen(window, "hashchange", () => this.querySelector("tw-rows")?.refresh());
    this.every(10_000, () => this.querySelector("tw-rows")?.refresh());
  }

  view() {
    const { total, items } = board.alerts;
    return html`<section class="panel card" aria-labelledby="alerts-title">
      <div class="spread panel-head">
        <h2 id="alerts-title">Alerts <span class="soft">${count(total)}</span></h2>
        ${this.#choices()}
      </div>
      <tw-saved-views data-key="views"></tw-saved-views>
      <tw-bulk-bar data-key="bulk"></tw-bulk-bar>
      ${items.length > 0 ? html`<tw-rows data-key="rows"></tw-rows>` : empty()}
      ${moreKey(board.alerts, "retry")}
    </section>`;
  }

  drawn() {
    const rows = this.querySelector("tw-rows");
    rows?.use(LOOK);
    rows?.show(board.alerts.items);
  }

  #choices() {
    const { alerts, who: whose, order, reason, age, least } = board.filters;
    const who = about();
    return html`<div class="choices" data-key="choices">
      ${
        who &&
        html`<button type="button" class="button" data-click="anyone"
        title="Show all alerts">${who}${icon("close")}</button>`
      }
      ${choice({
        name: "progress",
        label: "Which alerts",
        options: PROGRESS,
        value: alerts,
        change: "progress",
      })}
      ${choice({ name: "who", label: "Whose", options: WHO, value: whose, change: "who" })}
      ${choice({ name: "order", label: "Order", options: ORDERS, value: order, change: "order" })}
      ${choice({
        name: "reason",
        label: "Reason",
        options: [{ value: "", label: "For any reason" }, ...this.#known(reason)],
        value: reason,
        change: "reason",
      })}
      ${choice({ name: "age", label: "Age", options: AGES, value: age, change: "age" })}
      ${choice({ name: "least", label: "Amount", options: AMOUNTS, value: least, change: "least" })}
    </div>`;
  }

  /** @param {string} chosen */
  #known(chosen) {
    if (chosen) this.#reasons.add(chosen);
    for (const { assessment } of board.alerts.items.slice(0, MOST_LOOKED_AT))
      for (const { code } of assessment?.reasons ?? []) this.#reasons.add(code);
    return [...this.#reasons].sort().map((code) => ({ value: code, label: words(code) }));
  }
}

const MOST_LOOKED_AT = 50;

/** What one customer, cashier, card or article the list is about, or nothing. */
function about() {
  const { customer, cashier, card, sku } = board.filters;
  if (customer) return `Customer ${customer}`;
  if (cashier) return `Cashier ${cashier}`;
  if (card) return `Card ${grouped(card)}`;
  return sku && `Article ${sku}`;
}

function empty() {
  const { alerts, who, reason, age, least } = board.filters;
  const narrowed = who || reason || age || least || about() || alerts !== "TODO";
  return listState(board.alerts, {
    sign: "shield",
    empty: narrowed
      ? "No alert is like that."
      : "Nothing to look at. New alerts appear here by themselves.",
    retry: "retry",
  });
}

/** @param {Alert} alert */
function entry(alert) {
  const { assessment, transaction } = alert;
  const amount = money(alert.amountMinor, alert.currency ?? board.currency);
  const [first] = assessment?.reasons ?? [];
  const decision = assessment ? decisionChip(assessment.decision) : "";
  const address = addressOf(alert.id);
  const open = address === location.hash;
  const sent = !outbox.has(alert.id);
  const done = sent ? "" : html`<span class="chip">Done, not sent yet</span>`;
  return html`<li data-key="${alert.id}" class="${alert.status.toLowerCase()}">
    ${alert.status !== "RESOLVED" && sent ? pickBox(alert, amount) : ""}
    <a href="${address}" ${open && html`aria-current="true"`}>
      <span class="spread">
        <span class="row tight">${decision}${alertStatus(alert)}${done}</span>
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

/**
 * @param {Alert} alert
 * @param {string} amount
 */
const pickBox = ({ id, storeId }, amount) => html`<label class="pick"><input type="checkbox"
  name="pick" value="${id}" data-change="pick" ${flag("checked", selection.has(id))} /><span
  class="visually-hidden">Select ${amount} at ${storeName(storeId)}</span></label>`;

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
