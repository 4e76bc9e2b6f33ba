// @ts-check
/** @import { Actions, Alert } from "../types.js" */

import { count, money, storeName, words } from "../lib/format.js";
import { html, icon } from "../lib/html.js";
import { addressOf } from "./alert-parts.js";
import { board } from "./board.js";
import { Panel } from "./panel.js";

/** So long one message stands; what comes meanwhile is told together behind it. */
const NEWS_MS = 8_000;

/** Alerts that were raised just now, told at most once in eight seconds, however many they are. */
class NewsLine extends Panel {
  /** @type {Alert[]} */
  #told = [];
  /** @type {Alert[]} */
  #next = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @type {Actions} */
  actions = {
    open: () => {
      const [riskiest] = this.#told;
      this.#show([]);
      if (riskiest) location.hash = addressOf(riskiest.id);
    },
  };

  start() {
    this.listen(board, "news", (/** @type {CustomEvent<Alert>} */ event) => {
      this.#next.push(event.detail);
      if (!this.#timer) this.#turn();
    });
    this.undo(() => clearTimeout(this.#timer));
  }

  view() {
    const [riskiest] = this.#told;
    return html`<div role="status">${riskiest ? toast(riskiest, this.#told.length) : ""}</div>`;
  }

  #turn() {
    this.#show(this.#next.sort((a, b) => score(b) - score(a)));
    this.#next = [];
    this.#timer = this.#told.length > 0 ? setTimeout(() => this.#turn(), NEWS_MS) : undefined;
  }

  /** @param {Alert[]} alerts */
  #show(alerts) {
    this.#told = alerts;
    this.update();
  }
}

/** @param {Alert} alert */
const score = ({ assessment }) => assessment?.score ?? 0;

/**
 * @param {Alert} alert
 * @param {number} among
 */
function toast(alert, among) {
  const what = alert.transaction ? words(alert.transaction.type) : words(alert.kind);
  const amount = money(alert.amountMinor, alert.currency ?? board.currency);
  const which = `${what} at ${storeName(alert.storeId)}, ${amount}`;
  return html`<div class="toast">${icon("alert")}
    <span>${
      among === 1 ? `New alert: ${which}` : `${count(among)} new alerts. The riskiest: ${which}`
    }</span>
    <button type="button" class="button" data-click="open">Open</button>
  </div>`;
}

customElements.define("tw-news-line", NewsLine);
