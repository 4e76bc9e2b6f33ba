// @ts-check
/** @import { Actions, ProtectedAttempt, Report, ValueProtected } from "../../types.js" */

import { decisionChip } from "../../lib/decision.js";
import { count, dayTime, money, storeName, words } from "../../lib/format.js";
import { html } from "../../lib/html.js";
import { addressOf, alertIdOf } from "../alert-parts.js";
import { board } from "../board.js";
import { loading } from "../list-states.js";
import { cellsOf, column, headOf, number } from "../columns.js";
import { download, moreOf, pageHead, printKey, tableCard, whenRead } from "../page-parts.js";
import { Panel } from "../panel.js";
import { PagedReading, Reading } from "../reading.js";
import { rangeChoice, stretchOf } from "../time-range.js";
import { reportTable } from "./report-table.js";

const COLUMNS = [
  column("When", "nowrap"),
  column("Where"),
  column("Answered"),
  column("Why", "why"),
  number("Asked for"),
];

/**
 * The value protected of a stretch of time, with its formula and its rows, and the report of every
 * figure.
 */
class ValuePage extends Panel {
  /** @type {Reading<Report>} */
  #report = new Reading(() => this.update());
  /** @type {PagedReading<ProtectedAttempt>} */
  #rows = new PagedReading(() => this.update());

  /** @type {Actions} */
  actions = {
    range: (input) => board.choose({ range: input.value }),
    retry: () => this.#read(true),
    more: () => this.#more(),
    print: () => print(),
  };

  start() {
    this.listen(board, "change", () => this.#read());
    this.#read();
  }

  view() {
    const { from, to } = stretchOf(board.filters.range);
    const { api } = board;
    const tools = html`${rangeChoice(board.filters.range, "range")}${printKey}
      ${download(api.stream("/stats/report", { from, to }), "JSON")}
      ${download(api.stream("/stats/report/export", { from, to }), "CSV")}`;
    return html`${pageHead("Value protected and report", tools)}
      ${[this.#rows, this.#report].some(isAwaited) ? loading("Loading") : this.#inside()}`;
  }

  #inside() {
    return html`${whenRead(this.#rows, (answer) => sum(/** @type {ValueProtected} */ (answer)))}
      ${whenRead(this.#report, reportTable)}
      ${this.#rows.answer && this.#attempts(/** @type {ValueProtected} */ (this.#rows.answer))}`;
  }

  /** @param {ValueProtected} answer */
  #attempts({ items, currency }) {
    return tableCard({
      id: "attempts",
      title: "The attempts that make the sum",
      tools: download(board.api.stream("/stats/value-protected/export", this.#query), "CSV"),
      head: headOf(COLUMNS),
      rows: items.map((item) => row(item, currency)),
      empty: "Nothing was protected in this time.",
      foot: moreOf(this.#rows),
    });
  }

  /** @returns {Record<string, string>} */
  get #query() {
    const { from, to } = stretchOf(board.filters.range);
    return board.store ? { from, to, storeId: board.store } : { from, to };
  }

  /** @param {boolean} [again] */
  #read(again) {
    const query = this.#query;
    const key = JSON.stringify(query);
    const { from, to } = query;
    const ask = again ? /** @type {const} */ ("ask") : /** @type {const} */ ("want");
    this.#rows[ask](key, () => board.api.get("/stats/value-protected", query));
    this.#report[ask](`${from} ${to}`, () => board.api.get("/stats/report", { from, to }));
    this.update();
  }

  #more() {
    const query = this.#query;
    this.#rows.more(JSON.stringify(query), (cursor) =>
      board.api.get("/stats/value-protected", { ...query, cursor }),
    );
  }
}

/** @param {{ answer: unknown, problem: unknown }} reading */
const isAwaited = ({ answer, problem }) => !answer && !problem;

/** @param {ValueProtected} answer */
const sum = ({ valueProtectedMinor, currency, formula, count: all, complete }) => html`<section
  class="card hero-figure" data-key="sum" aria-labelledby="sum-title">
  <h2 id="sum-title">Value protected${board.store && ` at ${storeName(board.store)}`}</h2>
  <p class="figure">${money(valueProtectedMinor, currency)}</p>
  <p class="soft">${count(all)} attempts that were paid nothing.${
    complete ? "" : " Still counting the history."
  }</p>
  <details><summary>How it is counted</summary><p class="small">${formula}</p></details>
</section>`;

/**
 * @param {ProtectedAttempt} attempt
 * @param {string} currency
 */
const row = ({ transactionId, storeId, at, askedMinor, decision, reasons }, currency) =>
  html`<tr data-key="${transactionId}">${cellsOf(COLUMNS, [
    html`<a href="${addressOf(alertIdOf(transactionId))}">${dayTime(at)}</a>`,
    storeName(storeId),
    decisionChip(decision),
    reasons.map(words).join(", "),
    money(askedMinor, currency),
  ])}</tr>`;

customElements.define("tw-value-page", ValuePage);
