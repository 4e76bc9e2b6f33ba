// @ts-check
/** @import { Actions, TransactionItem } from "../types.js" */

import { html, icon } from "../lib/html.js";
import { count, lasting, money, storeName } from "../lib/format.js";
import "../lib/rows.js";
import { ACTS } from "./acts.js";
import { addressOf, alertIdOf } from "./alert-parts.js";
import { board } from "./board.js";
import { listState, moreKey } from "./list-states.js";
import { outbox } from "./outbox.js";
import { Panel } from "./panel.js";

/** Returns that wait for a reviewer: customers stand at the till, so they come first. */
class HeldList extends Panel {
  /**
   * The notes being written, by the transaction's id.
   *
   * @type {Map<string, string>}
   */
  #notes = new Map();

  /** @type {import("../lib/rows.js").Look<TransactionItem>} */
  #look = {
    frame: html`<div class="scroll" tabindex="0" role="region" aria-label="Returns that wait">
      <ul class="held" data-rows></ul>
    </div>`,
    row: (item) => this.#item(item),
    idOf: (item) => item.transaction.id,
    nearEnd: () => board.held.more(),
  };

  /** @type {Actions} */
  actions = {
    note: (input) => this.#notes.set(input.name, input.value),
    act: (button) => this.#act(button.name, button.value),
    takeBack: (button) => outbox.takeBack(button.value),
    submit: () => null,
    retry: () => board.held.retry(),
  };

  start() {
    this.listen(board, "change", () => this.update());
    this.listen(board.held, "change", () => this.update());
    this.listen(outbox, "change", () => this.#rows?.refresh());
    this.every(10_000, () => this.#rows?.refresh());
  }

  view() {
    const { items, total, state } = board.held;
    if (items.length === 0 && state !== "FAILED") return html``;
    return html`<section class="panel card held-panel" aria-labelledby="held-title">
      <div class="spread panel-head">
        <h2 id="held-title">${icon("clock")}Waiting at the till</h2>
        <span class="chip review">${count(total ?? board.figures?.held)}</span>
      </div>
      ${items.length > 0 ? html`<tw-rows data-key="rows"></tw-rows>` : listState(board.held, EMPTY)}
      ${moreKey(board.held, "retry")}
    </section>`;
  }

  drawn() {
    this.#rows?.use(this.#look);
    this.#rows?.show(board.held.items);
  }

  get #rows() {
    return this.querySelector("tw-rows");
  }

  /** @param {TransactionItem} item */
  #item({ transaction, assessment }) {
    const { id, currency } = transaction;
    const why = assessment.reasons[0]?.message ?? "see the alert";
    return html`<li data-key="${id}">
      <div class="spread">
        <p><strong>${money(transaction.totalMinor, currency)}</strong> ·
          ${storeName(transaction.storeId)} ${transaction.laneId}</p>
        <strong class="waited nowrap">waits ${lasting(transaction.occurredAt)}</strong>
      </div>
      <p class="soft line">${secondNeeded(transaction)}${
        transaction.customerId ?? "No customer number"
      } · <a href="${addressOf(alertIdOf(id))}">score ${assessment.score}: ${why}</a></p>
      ${outbox.has(alertIdOf(id)) ? takeBack(id) : this.#form(id)}
    </li>`;
  }

  /**
   * What was written, or was when what was done could not be.
   *
   * @param {string} id of the transaction
   */
  #noteOf(id) {
    return this.#notes.get(id) ?? outbox.reasonOf(alertIdOf(id));
  }

  /** @param {string} id */
  #form(id) {
    return html`<form data-submit="submit" class="decide" data-key="decide-${id}">
      <label class="visually-hidden" for="note-${id}">Why, for the audit trail</label>
      <input class="input" id="note-${id}" name="${id}" value="${this.#noteOf(id)}"
        data-input="note" placeholder="Why (is audited)" maxlength="500"
        autocomplete="off" />
      ${ACTS.filter((act) => act.id !== "refuse").map(
        (act) => html`<button type="button" class="button ${act.id}" name="${id}"
          value="${act.id}" data-click="act">${icon(act.icon)}${act.labelHeld}</button>`,
      )}
    </form>`;
  }

  /**
   * @param {string} id of the transaction
   * @param {string} name of the act
   */
  #act(id, name) {
    const item = board.held.items.find(({ transaction }) => transaction.id === id);
    const act = ACTS.find((each) => each.id === name);
    if (!item || !act) return;
    outbox.put(alertOf(item), act, this.#noteOf(id));
    this.#notes.delete(id);
  }
}

const EMPTY = { sign: "clock", empty: "Nobody waits.", retry: "retry" };

/** @param {string} id of the transaction */
const takeBack = (id) => html`<div class="spread" data-key="back-${id}">
  <p class="soft">Done, but not sent yet.</p>
  <button type="button" class="button" value="${alertIdOf(id)}" data-click="takeBack"
    >Take back</button>
</div>`;

/**
 * The alert that the return raised, as far as an act needs it.
 *
 * @param {TransactionItem} item
 */
const alertOf = ({ transaction }) => ({
  id: alertIdOf(transaction.id),
  storeId: transaction.storeId,
  amountMinor: transaction.totalMinor,
  currency: transaction.currency,
  transaction,
});

/** @param {TransactionItem["transaction"]} transaction */
function secondNeeded({ firstApproval }) {
  return firstApproval
    ? html`<strong>Approved by ${firstApproval.by}; a second, different reviewer is
        needed</strong> · `
    : "";
}

customElements.define("tw-held-list", HeldList);
