// @ts-check
/** @import { Actions } from "../types.js" */
/** @import { Pending } from "./outbox.js" */

import { html, icon } from "../lib/html.js";
import { money, storeName } from "../lib/format.js";
import { addressOf } from "./alert-parts.js";
import { board } from "./board.js";
import { outbox } from "./outbox.js";
import { Panel } from "./panel.js";

/** What was done and is not sent yet: each can be taken back while its seconds run. */
class OutboxBar extends Panel {
  /** @type {Actions} */
  actions = {
    takeBack: (button) => outbox.takeBack(button.value),
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
    return html`<div role="status"><ul class="outbox">${outbox.pending.map(entry)}</ul></div>`;
  }
}

/** @param {Pending} pending */
function entry({ alert, act, sendAt, state, problem }) {
  const { transaction, amountMinor, currency, storeId } = alert;
  const what = `${act.done}: ${money(amountMinor, currency ?? board.currency)}`;
  const where = storeName(transaction?.storeId ?? storeId);
  const left = Math.max(0, Math.ceil((sendAt - Date.now()) / 1_000));
  return html`<li class="${state === "FAILED" ? "failed" : ""}" data-key="${alert.id}">
    ${icon(state === "FAILED" ? "alert" : act.icon)}
    <span class="grow">${what} · ${where}${
      problem ? html`<br />Not decided. ${problem}` : ""
    }</span>
    ${
      state === "WAITING"
        ? html`<button type="button" class="button" value="${alert.id}" data-click="takeBack"
            >Take back<span aria-hidden="true"> (${left})</span></button>`
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
