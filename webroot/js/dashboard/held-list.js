// @ts-check
/** @import { Actions, TransactionItem } from "../types.js" */

import { Problem, wordsOf } from "../lib/api.js";
import { fieldError } from "../lib/fields.js";
import { flag, html, icon } from "../lib/html.js";
import { ago, money, storeName } from "../lib/format.js";
import { View } from "../lib/view.js";
import { board } from "./board.js";

/** Returns that wait for a reviewer: customers stand at the till, so they come first. */
class HeldList extends View {
  /**
   * The notes being written, by the transaction's id.
   *
   * @type {Map<string, string>}
   */
  #notes = new Map();
  /**
   * Ids of transactions whose decision is under way.
   *
   * @type {Set<string>}
   */
  #busy = new Set();
  /**
   * What went wrong, by the transaction's id.
   *
   * @type {Map<string, string>}
   */
  #problems = new Map();

  /** @type {Actions} */
  actions = {
    note: (input) => this.#notes.set(input.name, input.value),
    approve: (button) => this.#decide(button.value, "APPROVE"),
    decline: (button) => this.#decide(button.value, "DECLINE"),
    submit: () => null,
  };

  start() {
    this.listen(board, "change", () => this.update());
    this.every(10_000, () => this.update());
  }

  view() {
    const items = board.held.items.filter((item) => board.concerns(item));
    if (items.length === 0) return html``;
    return html`<section class="panel card held-panel" aria-labelledby="held-title">
      <div class="spread panel-head">
        <h2 id="held-title">${icon("clock")}Waiting at the till</h2>
        <span class="chip review">${items.length}</span>
      </div>
      <ul class="held">${items.map((item) => this.#item(item))}</ul>
    </section>`;
  }

  /** @param {TransactionItem} item */
  #item({ transaction, assessment }) {
    const { id, currency } = transaction;
    const busy = this.#busy.has(id);
    const problem = this.#problems.get(id);
    const why = assessment.reasons[0]?.message ?? "see the alert";
    return html`<li data-key="${id}">
      <div class="spread">
        <p><strong>${money(transaction.totalMinor, currency)}</strong> ·
          ${storeName(transaction.storeId)} ${transaction.laneId}</p>
        <span class="soft small nowrap">${ago(transaction.occurredAt)}</span>
      </div>
      <p class="soft">${transaction.customerId ?? "No customer number"} ·
        <a href="#alert=al_${encodeURIComponent(id)}">score ${assessment.score}: ${why}</a></p>
      ${
        transaction.firstApproval
          ? html`<p class="soft small">Approved by ${transaction.firstApproval.by}; a second,
              different reviewer is needed.</p>`
          : ""
      }
      <form data-submit="submit" class="decide">
        <label class="visually-hidden" for="note-${id}">Why, for the audit trail</label>
        <input class="input" id="note-${id}" name="${id}" value="${this.#notes.get(id) ?? ""}"
          data-input="note" placeholder="Why (goes to the audit trail)" maxlength="500"
          autocomplete="off"
          ${problem && html`aria-invalid="true" aria-describedby="error-${id}"`} />
        <button type="button" class="button" value="${id}" data-click="approve"
          ${flag("disabled", busy)}>${icon("check")}Approve</button>
        <button type="button" class="button danger" value="${id}" data-click="decline"
          ${flag("disabled", busy)}>${icon("close")}Decline</button>
      </form>
      ${problem && fieldError(`error-${id}`, problem)}
    </li>`;
  }

  /**
   * @param {string} id
   * @param {"APPROVE" | "DECLINE"} outcome
   */
  async #decide(id, outcome) {
    const note = (this.#notes.get(id) ?? "").trim();
    if (!note) {
      this.#problems.set(id, "Please say why, in a few words.");
      this.update();
      const field = /** @type {HTMLElement} */ (this.querySelector(`#note-${CSS.escape(id)}`));
      field.focus();
      return;
    }
    this.#busy.add(id);
    this.#problems.delete(id);
    this.update();
    try {
      await board.decide(id, outcome, note);
      this.#notes.delete(id);
    } catch (problem) {
      const atNote = problem instanceof Problem ? problem.fieldErrors.get("/note") : null;
      this.#problems.set(id, atNote ?? wordsOf(problem));
    }
    this.#busy.delete(id);
    this.update();
  }
}

customElements.define("tw-held-list", HeldList);
