// @ts-check
/**
 * @import {
 *   Answer, RemedyName, SubmitBody, SubmitPath, Transaction, TransactionItem, TransactionNews
 * } from "../types.js"
 */
/** @import { Api } from "../lib/api.js" */

import { given } from "./drafts.js";

/**
 * A remedy whose fields are open: what is known for it, and what was typed of the card.
 *
 * @typedef {{ remedy: RemedyName, changes: SubmitBody, card: string }} Asking
 */

/**
 * The node's answer, and what it answers. `recalled`: not to what was submitted here, but what a
 * reference stands for. `asking`: open until there is another answer, so that what was typed is
 * still there if the node does not take it.
 *
 * @typedef {{
 *   answer: Answer, path: SubmitPath, body: SubmitBody, recalled?: boolean, asking?: Asking | null
 * }} Outcome
 */

/**
 * The answer that is on the screen, as the node settles it; announces "change", and "news" when its
 * status is another one.
 */
export class Answers extends EventTarget {
  #api;
  /** @type {Outcome | null} */
  outcome = null;

  /** @param {Api} api */
  constructor(api) {
    super();
    this.#api = api;
  }

  /**
   * @param {Answer} answer
   * @param {SubmitPath} path
   * @param {SubmitBody} body
   */
  take(answer, path, body) {
    this.outcome = { answer: asShown(answer), path, body };
  }

  /**
   * Puts a transaction of any lane of any store on the screen.
   *
   * @param {string} reference
   * @param {() => boolean} wanted whether it still is, once the node has answered
   * @returns {Promise<boolean>} whether it is there
   */
  async recall(reference, wanted) {
    const item = await this.#find(reference);
    if (!item || !wanted()) return false;
    const path = item.transaction.type === "SALE" ? "/sales" : "/returns";
    this.outcome = { answer: asShown(item), path, body: bodyOf(item.transaction), recalled: true };
    return true;
  }

  /** Reads a waiting return's state again: its decision may have come while we did not listen. */
  async askAgain() {
    if (this.outcome?.answer.transaction.status !== "HELD") return;
    const item = await this.#find(this.outcome.answer.reference).catch(() => undefined);
    if (item) this.hear(item);
  }

  /**
   * The cash of an approved return leaves the drawer: only where the node says so, once.
   *
   * @param {{ laneId: string, cashierId?: string }} where
   */
  async payOut(where) {
    if (!this.outcome) return;
    const id = encodeURIComponent(this.outcome.answer.transaction.id);
    this.hear(await this.#api.post(`/transactions/${id}/payout`, where));
  }

  /** @param {TransactionNews} news */
  hear({ transaction, refundMinor, settlement }) {
    const answer = this.outcome?.answer;
    if (!answer || transaction.id !== answer.transaction.id) return;
    const isNews = answer.transaction.status !== transaction.status;
    const known = withoutPeople(transaction);
    Object.assign(answer, { transaction: known, refundMinor, settlement });
    if (isNews) this.#settled();
    this.dispatchEvent(new Event("change"));
  }

  /** Nothing more is asked for, and what was typed for it is not kept. */
  #settled() {
    if (this.outcome) this.outcome.asking = null;
    this.dispatchEvent(new Event("news"));
  }

  /**
   * @param {string} reference
   * @returns {Promise<TransactionItem | undefined>}
   */
  async #find(reference) {
    const found = await this.#api.get(`/transactions?reference=${encodeURIComponent(reference)}`);
    return found.items[0];
  }
}

/**
 * What was submitted, as far as the node tells it to a page: neither who it was nor which card. A
 * return that repeats it leaves out the person and their serial numbers; the node knows them.
 *
 * @param {Transaction} transaction
 * @returns {SubmitBody}
 */
function bodyOf({ currency, receiptNumber, lines, refundTender, reason }) {
  return given({
    currency,
    receiptNumber,
    lines: lines.map(({ sku, quantity, unitPriceMinor, condition }) =>
      given({ sku, quantity, unitPriceMinor, condition }),
    ),
    refundTender: refundTender && { type: refundTender.type },
    reason,
  });
}

/**
 * Scores and reasons are for staff, who ask for them by PIN: here they are not even kept, though
 * the node tells them while the page is unlocked.
 *
 * @param {Answer} answer
 * @returns {Answer}
 */
function asShown({ assessment, trace: _, transaction, ...answer }) {
  const { decision, remedy } = assessment;
  return { ...answer, transaction: withoutPeople(transaction), assessment: { decision, remedy } };
}

/**
 * Nor is who bought, or who approved.
 *
 * @param {Transaction} transaction
 * @returns {Transaction}
 */
const withoutPeople = (transaction) => ({
  ...transaction,
  customerId: null,
  photoId: null,
  firstApproval: null,
});
