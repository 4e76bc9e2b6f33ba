// @ts-check
/** @import { Actions, Answer, RemedyName, SubmitBody } from "../types.js" */
/** @import { Asking } from "./answers.js" */

import { textField } from "../lib/fields.js";
import { html, icon } from "../lib/html.js";
import { View } from "../lib/view.js";
import "./photo-booth.js";
import "./staff-panel.js";
import { problemWords } from "./problems.js";
import { slip } from "./slip.js";
import { till } from "./till.js";
import { t } from "./words.js";

/** @type {Record<RemedyName, string>} */
const REMEDY_ICONS = {
  CAPTURE_PHOTO: "camera",
  PRESENT_ORIGINAL_CARD: "card",
  WAIT_FOR_SYNC: "clock",
  SUPERVISOR: "person",
};
const ASK_AGAIN_MS = 5_000;

/** What came of it, in words that blame nobody; what the customer can do; and, for staff, why. */
class Outcome extends View {
  /**
   * Transaction and status of the answer that has the focus.
   *
   * @type {string | null}
   */
  #told = null;

  /** @type {Actions} */
  actions = {
    ...till.staff.actions,
    next: () => till.next(),
    print: () => window.print(),
    payOut: () => till.payOut(),
    remedy: (button) => this.#remedy(/** @type {RemedyName} */ (button.value)),
    type: (input) => {
      if (this.#asking) this.#asking.card = input.value;
      till.clearProblem();
      till.changed();
    },
    send: () => (this.#asking?.remedy === "SUPERVISOR" ? this.#confirm() : this.#send()),
    cancel: () => {
      this.#ask(null);
      till.staff.forget();
      till.clearProblem();
      till.changed();
    },
  };

  start() {
    this.listen(till, "change", () => this.update());
    this.every(ASK_AGAIN_MS, () => {
      // another lane's return is not among this lane's live events
      if (till.feed?.state !== "LIVE" || till.outcome?.recalled) till.answers.askAgain();
    });
  }

  view() {
    if (!till.outcome) return html``;
    const { answer } = till.outcome;
    const asks = this.#asking && isOpen(answer.transaction, answer.assessment);
    return html`<div class="outcome ${answer.transaction.status.toLowerCase()}">
        ${slip(answer)}
        ${till.problem ? trouble(till.problem) : ""}
        ${asks ? this.#question() : this.#keys(answer)}
        <tw-staff-panel data-key="staff-${answer.transaction.id}"></tw-staff-panel>
      </div>
      <tw-photo-booth data-key="booth"></tw-photo-booth>`;
  }

  /** A new answer takes the focus, so that it is read out and Enter goes on. */
  drawn() {
    const answer = till.outcome?.answer;
    const now = answer ? `${answer.transaction.id} ${answer.transaction.status}` : null;
    if (now !== this.#told) this.querySelector("h1")?.focus();
    this.#told = now;
  }

  /** @param {Answer} answer */
  #keys({ transaction, assessment, settlement }) {
    const remedy = isOpen(transaction, assessment) ? assessment.remedy : null;
    const ready = settlement === "READY";
    const sale = transaction.type === "SALE";
    return html`<div class="keys" data-key="keys">
      ${ready ? payOut() : ""}
      ${remedy ? remedyKey(remedy, "primary") : ""}
      ${remedy && remedy !== "SUPERVISOR" ? remedyKey("SUPERVISOR", "") : ""}
      ${transaction.status === "BLOCKED" ? "" : print()}
      <button type="button" class="button ${remedy || ready ? "" : "primary"}" data-click="next">
        ${sale ? t("done.nextSale") : t("done.nextReturn")}
      </button>
    </div>`;
  }

  #question() {
    return html`<form class="question card" data-submit="send" data-key="question" novalidate>
      ${this.#asking?.remedy === "SUPERVISOR" ? till.staff.fields("supervisor") : ""}
      ${this.#asksForCard() ? this.#cardField() : ""}
      <div class="row">
        <button type="submit" class="button primary grow">${t("app.tryAgain")}</button>
        <button type="button" class="button grow" data-click="cancel">${t("app.cancel")}</button>
      </div>
    </form>`;
  }

  /** The card that paid, or, of a return that was recalled, the card that the page never had. */
  #asksForCard() {
    const { type, token } = till.outcome?.body.refundTender ?? {};
    const lacked = (type === "CARD" || type === "GIFT_CARD") && !token;
    return this.#asking?.remedy === "PRESENT_ORIGINAL_CARD" || lacked;
  }

  #cardField() {
    const original = this.#asking?.remedy === "PRESENT_ORIGINAL_CARD";
    const gift = till.outcome?.body.refundTender?.type === "GIFT_CARD";
    return textField({
      id: "remedy",
      label: t(original ? "remedy.cardToken" : gift ? "tender.giftToken" : "tender.cardToken"),
      hint: t("tender.tokenHint"),
      value: this.#asking?.card ?? "",
      input: "type",
      error: till.errorAt("/refundTender/token"),
    });
  }

  /** @param {RemedyName} remedy */
  async #remedy(remedy) {
    /** @type {SubmitBody} */
    let changes = {};
    if (remedy === "CAPTURE_PHOTO") {
      const photo = await this.one("tw-photo-booth").take();
      if (!photo) return null;
      changes = { photoId: photo.photoId };
    }
    this.#ask({ remedy, changes, card: "" });
    if (remedy !== "SUPERVISOR" && !this.#asksForCard()) {
      this.#ask(null);
      return till.retry(changes);
    }
    till.changed();
    await Promise.resolve();
    this.#focusField();
    return null;
  }

  #focusField() {
    /** @type {HTMLElement | null} */
    const field = this.querySelector("#supervisor-name, #remedy");
    field?.focus();
  }

  #send() {
    const card = this.#card();
    if (!card) return this.#focusField();
    return this.#retry(card);
  }

  /**
   * What was said of the card; null where it is still asked for.
   *
   * @returns {SubmitBody | null}
   */
  #card() {
    if (!this.#asksForCard()) return {};
    const token = this.#asking?.card.trim();
    if (!token) return null;
    const original = this.#asking?.remedy === "PRESENT_ORIGINAL_CARD";
    const type = original ? "CARD" : (till.outcome?.body.refundTender?.type ?? "CARD");
    return { refundTender: { type, token }, ...(original && { originalCardPresent: true }) };
  }

  /** The associate's name stands with the decision; the PIN says that it is theirs. */
  async #confirm() {
    const { staff } = till;
    const asking = this.#asking;
    const card = this.#card();
    if (!card) {
      /** @type {HTMLElement | null} */ (this.querySelector("#remedy"))?.focus();
      return;
    }
    if (!(await staff.unlock())) return this.update();
    // whoever cancelled meanwhile wants nothing sent
    if (this.#asking !== asking) return staff.lock();
    const supervisorId = staff.name.trim();
    staff.forget();
    await this.#retry({ ...card, supervisorId });
    return staff.lock();
  }

  /** @param {SubmitBody} said */
  #retry(said) {
    return till.retry({ ...this.#asking?.changes, ...said });
  }

  /** The remedy whose fields are open. */
  get #asking() {
    return till.outcome?.asking ?? null;
  }

  /** @param {Asking | null} asking */
  #ask(asking) {
    if (till.outcome) till.outcome.asking = asking;
  }
}

/**
 * Whether a try with a remedy may still change the answer: nobody decided it yet, and this store
 * gave it.
 *
 * @param {Answer["transaction"]} transaction
 * @param {Answer["assessment"]} assessment
 */
function isOpen({ type, status, storeId }, { decision }) {
  const undecided = status === "HELD" || (status === "BLOCKED" && decision === "BLOCK");
  return type === "RETURN" && undecided && storeId === till.session.who?.storeId;
}

/**
 * @param {RemedyName} remedy
 * @param {string} kind
 */
const remedyKey = (remedy, kind) => html`<button type="button" class="button ${kind}"
  value="${remedy}" data-click="remedy">
  ${icon(REMEDY_ICONS[remedy])}${t(`remedy.${remedy}`)}</button>`;

const payOut = () => html`<button type="button" class="button primary"
  data-click="payOut">${icon("check-circle")}${t("done.payOut")}</button>`;
const print = () => html`<button type="button" class="button"
  data-click="print">${icon("print")}${t("done.print")}</button>`;

/** @param {unknown} problem */
function trouble(problem) {
  return html`<div class="notice review" role="alert" data-key="problem">
    ${icon("alert")}<p>${problemWords(problem)}</p>
  </div>`;
}

customElements.define("tw-outcome", Outcome);
