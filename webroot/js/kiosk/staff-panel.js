// @ts-check
/** @import { Actions, Reason, TransactionItem } from "../types.js" */

import { html, icon } from "../lib/html.js";
import { money } from "../lib/format.js";
import { decisionChip, scoreBar } from "../lib/decision.js";
import { View } from "../lib/view.js";
import { till } from "./till.js";
import { t } from "./words.js";

/**
 * Score and reasons, for staff only: the node tells them once a PIN has unlocked the page, and the
 * page locks itself again as soon as it has them. Closed on every answer.
 */
class StaffPanel extends View {
  /**
   * The transaction with what customers do not see, or null.
   *
   * @type {TransactionItem | null}
   */
  #full = null;

  /** @type {Actions} */
  actions = {
    ...till.staff.actions,
    unlock: () => this.#unlock(),
    hide: () => {
      this.#full = null;
      this.update();
    },
  };

  start() {
    this.listen(till, "change", () => this.update());
  }

  view() {
    if (!till.outcome) return html``;
    const { answer } = till.outcome;
    const known = this.#full?.transaction.id === answer.transaction.id ? this.#full : null;
    return html`<details class="staff card">
      <summary>${icon("eye")}${t("staff.title")}</summary>
      ${known ? why(known) : this.#locked()}
    </details>`;
  }

  #locked() {
    return html`<form class="stack" data-submit="unlock" data-key="pin" novalidate>
      ${till.staff.fields("staff")}
      <button type="submit" class="button">${t("staff.show")}</button>
    </form>`;
  }

  async #unlock() {
    const { outcome, staff, api } = till;
    if (!outcome || !(await staff.unlock())) return this.update();
    try {
      const reference = encodeURIComponent(outcome.answer.reference);
      const found = await api.get(`/transactions?reference=${reference}`);
      const { id } = outcome.answer.transaction;
      this.#full = found.items.find((item) => item.transaction.id === id) ?? null;
    } catch {
      staff.refusal = t("problem.UNREACHABLE");
    } finally {
      await staff.lock();
    }
    if (this.#full) staff.forget();
    return this.update();
  }
}

/** @param {TransactionItem} full */
function why({ assessment, transaction, refundMinor }) {
  const { decision, reasons } = assessment;
  return html`<div class="stack" data-key="why">
    <div class="row">${decisionChip(decision)}${scoreBar(assessment)}</div>
    ${reasons.length === 0 ? NOTHING : ""}
    <ul class="reasons">${reasons.map(reason)}</ul>
    <dl class="facts">
      <div><dt>Transaction</dt><dd class="mono">${transaction.id}</dd></div>
      ${
        transaction.type === "RETURN"
          ? html`<div><dt>Pays</dt><dd>${money(refundMinor, transaction.currency)}</dd></div>`
          : ""
      }
      <div><dt>Rules</dt><dd class="mono">${assessment.rulesetVersion}</dd></div>
    </dl>
    <button type="button" class="button" data-click="hide">${t("staff.hide")}</button>
  </div>`;
}

const NOTHING = html`<p class="soft">Nothing spoke against it.</p>`;

/** @param {Reason} reason */
function reason({ code, points, message }) {
  return html`<li>
    <span class="points">${points}</span>
    <span><strong>${message}</strong><br /><code class="soft">${code}</code></span>
  </li>`;
}

customElements.define("tw-staff-panel", StaffPanel);
