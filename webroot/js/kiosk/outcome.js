// @ts-check
/** @import { Actions, RemedyName } from "../types.js" */
/** @import { Answered } from "./answers.js" */

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
   * The remedy whose field is open, or null.
   *
   * @type {RemedyName | null}
   */
  #asking = null;
  #text = "";
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
      this.#text = input.value;
    },
    send: () => (this.#asking === "SUPERVISOR" ? this.#confirm() : this.#send()),
    cancel: () => {
      this.#asking = null;
      till.staff.forget();
      this.update();
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
    return html`<div class="outcome ${answer.transaction.status.toLowerCase()}">
        ${slip(answer)}
        ${till.problem ? trouble(till.problem) : ""}
        ${this.#asking ? this.#question() : this.#keys(answer)}
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

  /** @param {Answered} answer */
  #keys({ transaction, assessment, settlement, settled }) {
    const open = transaction.type === "RETURN" && transaction.status !== "COMPLETED";
    const again = open && !settled && !till.outcome?.recalled;
    const remedy = again ? assessment.remedy : null;
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
      ${this.#asking === "SUPERVISOR" ? till.staff.fields("supervisor") : this.#cardField()}
      <div class="row">
        <button type="submit" class="button primary grow">${t("app.tryAgain")}</button>
        <button type="button" class="button grow" data-click="cancel">${t("app.cancel")}</button>
      </div>
    </form>`;
  }

  #cardField() {
    return textField({
      id: "remedy",
      label: t("remedy.cardToken"),
      hint: t("tender.tokenHint"),
      value: this.#text,
      input: "type",
      error: till.errorAt("/refundTender/token"),
    });
  }

  /** @param {RemedyName} remedy */
  async #remedy(remedy) {
    if (remedy === "WAIT_FOR_SYNC") return till.retry({});
    if (remedy === "CAPTURE_PHOTO") {
      const photo = await this.one("tw-photo-booth").take();
      return photo ? till.retry({ photoId: photo.photoId }) : null;
    }
    this.#asking = remedy;
    this.#text = "";
    this.update();
    await Promise.resolve();
    this.#focusField();
    return null;
  }

  #focusField() {
    /** @type {HTMLElement | null} */
    const field = this.querySelector("#remedy, #supervisor-name");
    field?.focus();
  }

  #send() {
    const text = this.#text.trim();
    if (!text) return this.#focusField();
    this.#asking = null;
    return till.retry({ originalCardPresent: true, refundTender: { type: "CARD", token: text } });
  }

  /** The associate's name stands with the decision; the PIN says that it is theirs. */
  async #confirm() {
    const { staff } = till;
    if (!(await staff.unlock())) return this.update();
    const supervisorId = staff.name.trim();
    this.#asking = null;
    staff.forget();
    await till.retry({ supervisorId });
    return staff.lock();
  }
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
