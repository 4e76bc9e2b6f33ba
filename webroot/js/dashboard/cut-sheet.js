// @ts-check
/** @import { Actions, Page, TransactionItem } from "../types.js" */

import { decisionChip } from "../lib/decision.js";
import { count, dayTime, money, storeName, words } from "../lib/format.js";
import { html, icon } from "../lib/html.js";
import { addressOf, alertIdOf } from "./alert-parts.js";
import { board } from "./board.js";
import { cutOfAddress } from "./cut.js";
import { clearFragment } from "./filters.js";
import { moreOf, whenRead } from "./page-parts.js";
import { Panel } from "./panel.js";
import { PagedReading } from "./reading.js";

/**
 * The transactions that a number counts, over the page. The address names them (#cut=FILTERS). A
 * page of the node may hold fewer than asked for and still have a next one: some pages are read on
 * until there is something to show.
 */
class CutSheet extends Panel {
  /** @type {Record<string, string> | null} */
  #cut = null;
  /** @type {PagedReading<TransactionItem>} */
  #rows = new PagedReading(() => this.update());

  /** @type {Actions} */
  actions = {
    close: () => this.one("dialog").close(),
    retry: () => this.#read(),
    more: () => this.#more(),
  };

  start() {
    this.listen(window, "hashchange", () => this.#follow());
    this.#follow();
  }

  view() {
    return html`<dialog class="sheet" aria-labelledby="cut-title">${
      this.#cut ? this.#inside(this.#cut) : ""
    }</dialog>`;
  }

  drawn() {
    const dialog = this.one("dialog");
    dialog.onclose = () => this.#closed();
    dialog.onclick = (event) => {
      if (event.target === dialog) dialog.close();
    };
    if (this.#cut && !dialog.open) dialog.showModal();
    if (!this.#cut && dialog.open) dialog.close();
  }

  /** @param {Record<string, string>} cut */
  #inside(cut) {
    return html`<div class="sheet-inside">
      <header class="spread case-head">
        <div><p class="soft small">${spanOf(cut)}</p>
          <h2 id="cut-title">${titleOf(cut)}
            <span class="soft">${numberOf(this.#rows.answer)}</span></h2>
        </div>
        <button type="button" class="button quiet" data-click="close">
          ${icon("close")}<span class="visually-hidden">Close</span>
        </button>
      </header>
      ${whenRead(this.#rows, (answer) => this.#list(answer))}
    </div>`;
  }

  /** @param {Page<TransactionItem>} answer */
  #list({ items, nextCursor }) {
    if (items.length === 0 && !nextCursor)
      return html`<div class="empty">${icon("info")}<p>None.</p></div>`;
    return html`<section class="linked"><ul class="cut-rows">${items.map(row)}</ul>
      ${moreOf(this.#rows)}</section>`;
  }

  #follow() {
    const cut = cutOfAddress();
    if (JSON.stringify(cut) === JSON.stringify(this.#cut)) return;
    this.#cut = cut;
    this.#rows.answer = null;
    if (cut) this.#read();
    this.update();
  }

  async #read() {
    const cut = { ...this.#cut, limit: "50" };
    await this.#rows.ask(JSON.stringify(cut), () =>
      board.api.get("/stats/patterns/transactions", cut),
    );
  }

  async #more() {
    const cut = { ...this.#cut, limit: "50" };
    await this.#rows.more(JSON.stringify(cut), (cursor) =>
      board.api.get("/stats/patterns/transactions", { ...cut, cursor }),
    );
  }

  #closed() {
    if (!this.#cut) return;
    this.#cut = null;
    clearFragment();
    this.update();
  }
}

/**
 * How many there are, once the node has said so.
 *
 * @param {{ total?: number | null } | null} answer
 */
const numberOf = (answer) => (answer ? count(answer.total) : "");

/** @type {Record<string, (value: string) => string>} */
const WORDS = {
  reason: words,
  shadow: (code) => `${words(code)} on trial`,
  category: words,
  hourOfDay: (hour) => `from ${hour}:00 to ${hour}:59`,
  storeId: (store) => `at ${storeName(store)}`,
  soldAt: (store) => `sold at ${storeName(store)}`,
  travelledFrom: (store) => `just before at ${storeName(store)}`,
  cashierId: (cashier) => `by ${cashier}`,
  only: words,
};

/** @param {Record<string, string>} cut */
function titleOf(cut) {
  const said = Object.entries(WORDS).flatMap(([name, say]) => (cut[name] ? [say(cut[name])] : []));
  return said.join(", ") || "All transactions";
}

/** @param {Record<string, string>} cut */
const spanOf = ({ from, to }) => `${dayTime(from)} to ${dayTime(to)}`;

/** @param {TransactionItem} item */
function row({ transaction, assessment }) {
  const { id, type, storeId, occurredAt, totalMinor, currency, customerId } = transaction;
  const line = html`<strong>${money(totalMinor, currency)}</strong>
    <span class="line">${words(type)} · ${customerId ?? "no customer number"} ·
      ${storeName(storeId)} · ${dayTime(occurredAt)}</span>
    ${decisionChip(assessment.decision)}`;
  return assessment.decision === "APPROVE"
    ? html`<li data-key="${id}"><span class="entry">${line}</span></li>`
    : html`<li data-key="${id}"><a class="entry"
        href="${addressOf(alertIdOf(id))}">${line}</a></li>`;
}

customElements.define("tw-cut-sheet", CutSheet);
