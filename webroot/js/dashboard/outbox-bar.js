// @ts-check
/** @import { Actions } from "../types.js" */
/** @import { Pending } from "./outbox.js" */

import { html, icon } from "../lib/html.js";
import { count, money, storeName } from "../lib/format.js";
import { addressOf } from "./alert-parts.js";
import { board } from "./board.js";
import { outbox } from "./outbox.js";
import { Panel } from "./panel.js";

/** What was done and is not sent yet: each can be taken back while its seconds run. */
class OutboxBar extends Panel {
  /**
   * How many were done at once, by the batch's name.
   *
   * @type {Map<string, number>}
   */
  #sizes = new Map();

  /** @type {Actions} */
  actions = {
    takeBack: (button) => outbox.takeBack(button.value),
    takeBackAll: (button) => outbox.takeBackAll(button.value),
    open: (button) => {
      location.hash = addressOf(button.value);
    },
  };

  start() {
    this.listen(outbox, "change", () => this.update());
    this.every(1_000, () => {
      if (outbox.pending.length > 0) this.update();
    });
  }

  view() {
    const batches = this.#batches();
    const alone = outbox.pending.filter(({ batch, state }) => !batch || state === "FAILED");
    return html`<div role="status"><ul class="outbox">${[...batches].map(([batch, left]) =>
      together(batch, left, this.#sizes.get(batch) ?? left.length),
    )}${alone.map(entry)}</ul></div>`;
  }

  /** What was done at once and is not sent, or not answered, yet. */
  #batches() {
    /** @type {Map<string, Pending[]>} */
    const batches = new Map();
    for (const pending of outbox.pending) {
      const { batch, state } = pending;
      if (batch && state !== "FAILED") batches.set(batch, [...(batches.get(batch) ?? []), pending]);
    }
    for (const [batch, { length }] of batches)
      this.#sizes.set(batch, Math.max(length, this.#sizes.get(batch) ?? 0));
    for (const batch of this.#sizes.keys()) if (!batches.has(batch)) this.#sizes.delete(batch);
    return batches;
  }
}

/** @param {number} sendAt */
const secondsTo = (sendAt) => Math.max(0, Math.ceil((sendAt - Date.now()) / 1_000));

/**
 * @param {string} batch
 * @param {Pending[]} left
 * @param {number} size
 */
function together(batch, left, size) {
  const [{ act, sendAt }] = left;
  const waiting = left.some(({ state }) => state === "WAITING");
  const words = waiting
    ? `${act.done}: ${count(size)} alerts`
    : `${act.done}: ${count(size - left.length)} of ${count(size)} alerts sent`;
  return html`<li data-key="${batch}">${icon(act.icon)}<span class="grow">${words}${
    waiting ? "" : html`<progress max="${size}" value="${size - left.length}"></progress>`
  }</span>${
    waiting
      ? html`<button type="button" class="button" value="${batch}" data-click="takeBackAll"
          >Take all back<span aria-hidden="true"> (${secondsTo(sendAt)})</span></button>`
      : ""
  }</li>`;
}

/** @param {Pending} pending */
function entry({ alert, act, sendAt, state, problem }) {
  const { transaction, amountMinor, currency, storeId } = alert;
  const what = `${act.done}: ${money(amountMinor, currency ?? board.currency)}`;
  const where = storeName(transaction?.storeId ?? storeId);
  return html`<li class="${state === "FAILED" ? "failed" : ""}" data-key="${alert.id}">
    ${icon(state === "FAILED" ? "alert" : act.icon)}
    <span class="grow">${what} · ${where}${
      problem ? html`<br />Not decided. ${problem}` : ""
    }</span>
    ${
      state === "WAITING"
        ? html`<button type="button" class="button" value="${alert.id}" data-click="takeBack"
            >Take back<span aria-hidden="true"> (${secondsTo(sendAt)})</span></button>`
        : ""
    }
    ${
      state === "FAILED"
        ? html`<button type="button" class="button" value="${alert.id}" data-click="open"
              >Open</button>
            <button type="button" class="button" value="${alert.id}" data-click="takeBack"
              >${icon("close")}<span class="visually-hidden">Put away</span></button>`
        : ""
    }
  </li>`;
}

customElements.define("tw-outbox-bar", OutboxBar);
