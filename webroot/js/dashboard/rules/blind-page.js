// @ts-check
/** @import { Actions, BlindReturn, Page, Transaction, Verdict } from "../../types.js" */

import { wordsOf } from "../../lib/api.js";
import { textField } from "../../lib/fields.js";
import { count, dayTime, money, storeName, words } from "../../lib/format.js";
import { flag, html, icon } from "../../lib/html.js";
import { written } from "../../lib/written.js";
import { board } from "../board.js";
import { cellsOf, column, headOf, name, number } from "../columns.js";
import { loading } from "../list-states.js";
import { pageHead, tableCard, whenRead } from "../page-parts.js";
import { Panel } from "../panel.js";
import { PagedReading } from "../reading.js";

/** @type {{ outcome: Verdict, label: string, kind: string, icon: string }[]} */
const VERDICTS = [
  { outcome: "LEGITIMATE", label: "Legitimate", kind: "approve", icon: "check" },
  { outcome: "FRAUD", label: "Fraud", kind: "refuse", icon: "stop" },
  { outcome: "INCONCLUSIVE", label: "Cannot be told", kind: "", icon: "info" },
];

/**
 * Paid returns of the blind queue, one after the other. Nothing here says how one was scored or why
 * it is here, and nothing leads to where it is said: who knows the score judges the score.
 */
class BlindPage extends Panel {
  /** @type {PagedReading<BlindReturn>} */
  #waiting = new PagedReading(() => this.#heard());
  /** What was judged or put off here. */
  #passed = new Set();
  #note = "";
  #isBusy = false;
  /** @type {unknown} */
  #problem = null;

  /** @type {Actions} */
  actions = {
    note: (input) => {
      this.#note = input.value;
    },
    judge: (button) => this.#judge(button.name, button.value),
    later: (button) => this.#pass(button.name),
    submit: () => null,
    retry: () => this.start(),
  };

  start() {
    this.#waiting.ask("", () => board.api.get("/models/sample"));
  }

  view() {
    return html`${pageHead("Blind review", "")}
      <p class="soft">Paid returns that somebody should look at, most of them chosen by chance. How
        they were scored is not shown: judge by the goods, the receipt and the photos of the shop. A
        verdict teaches the next model.</p>
      ${
        Boolean(this.#problem) &&
        html`<p class="notice block" role="alert">${icon("alert")}${wordsOf(this.#problem)}</p>`
      }${whenRead(this.#waiting, (answer) => this.#first(answer))}`;
  }

  /** @param {Page<BlindReturn>} page */
  #leftOf({ items }) {
    return items.filter(({ transaction }) => !this.#passed.has(transaction.id));
  }

  /** Where nothing of a page is left, it goes on: a page of nothing but judged ones is empty. */
  #heard() {
    const { answer, isBusy, problem } = this.#waiting;
    const isOver = answer && !isBusy && !problem && this.#leftOf(answer).length === 0;
    if (isOver && answer.nextCursor) {
      const cursor = answer.nextCursor;
      this.#waiting.ask(cursor, () => board.api.get("/models/sample", { cursor }));
    } else this.update();
  }

  /** @param {Page<BlindReturn>} page */
  #first(page) {
    const left = this.#leftOf(page);
    const more = page.nextCursor !== null;
    if (left.length > 0) return this.#one(left[0].transaction, left.length, more);
    if (more) return loading("Loading");
    return html`<section class="panel card" data-key="nobody"><div class="empty">${icon("check")}
      <p>No paid return waits for a blind review.</p></div></section>`;
  }

  /**
   * @param {Transaction} transaction
   * @param {number} left
   * @param {boolean} more
   */
  #one(transaction, left, more) {
    const { id } = transaction;
    return html`${about(transaction, `${count(left)}${more ? " or more" : ""} wait`)}
      <form class="card padded stack" data-submit="submit" data-key="verdict-${id}">
        ${textField({
          id: "blind-note",
          label: "Why",
          value: this.#note,
          optional: "may stay empty",
          input: "note",
        })}
        <div class="row">${VERDICTS.map(
          ({ outcome, label, kind, icon: sign }) => html`<button type="button"
            class="button ${kind}" name="${id}" value="${outcome}" data-click="judge"
            ${flag("disabled", this.#isBusy)}>${icon(sign)}${label}</button>`,
        )}<button type="button" class="button quiet" name="${id}" data-click="later"
            >Later</button></div>
      </form>`;
  }

  /**
   * @param {string} id
   * @param {string} outcome
   */
  async #judge(id, outcome) {
    this.#isBusy = true;
    this.#problem = null;
    this.update();
    try {
      const note = written(this.#note);
      await board.api.post(`/models/sample/${encodeURIComponent(id)}/verdict`, {
        outcome,
        note: note === "" ? null : note,
      });
      this.#pass(id);
    } catch (problem) {
      this.#problem = problem;
    }
    this.#isBusy = false;
    this.update();
  }

  /** @param {string} id */
  #pass(id) {
    this.#passed.add(id);
    this.#note = "";
    this.#heard();
  }
}

const GOODS = [name("Article"), number("Units"), number("Price"), column("State")];

/**
 * @param {Transaction} transaction
 * @param {string} waiting
 */
const about = (transaction, waiting) =>
  tableCard({
    id: "blind",
    title: `${money(transaction.totalMinor, transaction.currency)} paid back`,
    note: html`${dayTime(transaction.occurredAt)}, ${storeName(transaction.storeId)}
      ${transaction.laneId}${transaction.cashierId && `, cashier ${transaction.cashierId}`}.
      Customer: ${transaction.customerId ?? "no number"}. Receipt:
      ${transaction.receiptNumber ?? "none"}. Paid as: ${words(
        transaction.refundTender?.type,
      )}.${transaction.reason && ` Reason given: ${transaction.reason}.`} ${waiting}.`,
    head: headOf(GOODS),
    rows: transaction.lines.map(
      (line, index) =>
        html`<tr data-key="${index}">${cellsOf(GOODS, [
          line.sku,
          count(line.quantity),
          money(line.unitPriceMinor, transaction.currency),
          line.condition ? words(line.condition) : "not said",
        ])}</tr>`,
    ),
  });

customElements.define("tw-blind-page", BlindPage);
