// @ts-check
/** @import { Reason } from "../types.js" */

import { html, icon } from "../lib/html.js";
import { micros, money } from "../lib/format.js";
import { decisionChip, scoreBar } from "../lib/decision.js";
import { View } from "../lib/view.js";
import { till } from "./till.js";

/** Score and reasons, for the cashier only: closed until opened, and closed on every answer. */
class StaffPanel extends View {
  start() {
    this.listen(till, "change", () => this.update());
  }

  view() {
    if (!till.outcome) return html``;
    const { assessment, transaction, refundMinor, trace } = till.outcome.answer;
    return html`<details class="staff card">
      <summary>${icon("eye")}For staff only</summary>
      <div class="stack">
        <div class="row">${decisionChip(assessment.decision)}${scoreBar(assessment)}</div>
        ${assessment.reasons.length === 0 ? NOTHING : ""}
        <ul class="reasons">${assessment.reasons.map(reason)}</ul>
        <dl class="facts">
          <div><dt>Transaction</dt><dd class="mono">${transaction.id}</dd></div>
          ${
            transaction.type === "RETURN"
              ? html`<div><dt>Pays</dt><dd>${money(refundMinor, transaction.currency)}</dd></div>`
              : ""
          }
          <div><dt>Rules</dt><dd class="mono">${assessment.rulesetVersion}</dd></div>
          ${
            trace
              ? html`<div><dt>Scored in</dt><dd>${micros(trace.scoredMicros)}, on disk after
                  ${micros(trace.committedMicros)}</dd></div>`
              : ""
          }
        </dl>
      </div>
    </details>`;
  }
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
