// @ts-check
/** @import { Actions, Answer, RemedyName, TenderType, Transaction } from "../types.js" */
/** @import { Answered } from "./till.js" */

import { wordsOf } from "../lib/api.js";
import { textField } from "../lib/fields.js";
import { html, icon } from "../lib/html.js";
import { dayTime, money } from "../lib/format.js";
import { View } from "../lib/view.js";
import { barcode } from "./barcode.js";
import "./photo-booth.js";
import "./staff-panel.js";
import { till } from "./till.js";

/** @type {Record<RemedyName, { icon: string, label: string }>} */
const REMEDY_KEYS = {
  CAPTURE_PHOTO: { icon: "camera", label: "Take a photo and try again" },
  PRESENT_ORIGINAL_CARD: { icon: "card", label: "Use the card that paid" },
  WAIT_FOR_SYNC: { icon: "clock", label: "Try again now" },
  SUPERVISOR: { icon: "person", label: "An associate confirms" },
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
    next: () => till.setMode(till.outcome?.path === "/returns" ? "RETURN" : "SALE"),
    print: () => window.print(),
    payOut: () => till.payOut(),
    remedy: (button) => this.#remedy(/** @type {RemedyName} */ (button.value)),
    type: (input) => {
      this.#text = input.value;
    },
    staffName: (input) => {
      till.staff.name = input.value;
    },
    staffPin: (input) => {
      till.staff.pin = input.value;
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
      if (till.feed?.state !== "LIVE") till.askAgain();
    });
  }

  view() {
    if (!till.outcome) return html``;
    const { answer } = till.outcome;
    const screens = { COMPLETED: completed, HELD: held, BLOCKED: blocked };
    const screen = screens[answer.transaction.status];
    return html`<div class="outcome ${answer.transaction.status.toLowerCase()}">
        ${screen(answer)}
        ${till.problem ? trouble(till.problem) : ""}
        ${this.#asking ? this.#question() : this.#keys(answer)}
        <tw-staff-panel data-key="staff-${answer.transaction.id}"></tw-staff-panel>
      </div>
      <tw-photo-booth></tw-photo-booth>`;
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
    const name = open && !settled ? assessment.remedy : null;
    const remedy = name && REMEDY_KEYS[name];
    const ready = settlement === "READY";
    const sale = transaction.type === "SALE";
    return html`<div class="keys" data-key="keys">
      ${ready ? PAY_OUT : ""}
      ${
        remedy
          ? html`<button type="button" class="button primary" value="${name}"
              data-click="remedy">${icon(remedy.icon)}${remedy.label}</button>`
          : ""
      }
      ${sale && transaction.status === "COMPLETED" ? PRINT : ""}
      <button type="button" class="button ${remedy || ready ? "" : "primary"}" data-click="next">
        ${sale ? "Next sale" : "Next return"}
      </button>
    </div>`;
  }

  #question() {
    return html`<form class="question card" data-submit="send" data-key="question" novalidate>
      ${this.#asking === "SUPERVISOR" ? till.staff.fields() : this.#cardField()}
      <div class="row">
        <button type="submit" class="button primary grow">Try again</button>
        <button type="button" class="button grow" data-click="cancel">Cancel</button>
      </div>
    </form>`;
  }

  #cardField() {
    return textField({
      id: "remedy",
      label: "Token of the card that paid",
      hint: "The card reader fills this in. It is never a card number.",
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
    const field = this.querySelector("#remedy, .question #staff-name");
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

const PAY_OUT = html`<button type="button" class="button primary"
  data-click="payOut">${icon("check-circle")}Cash is paid out</button>`;
const PRINT = html`<button type="button" class="button"
  data-click="print">${icon("print")}Print receipt</button>`;

/** @param {unknown} problem */
function trouble(problem) {
  return html`<div class="notice review" role="alert" data-key="problem">
    ${icon("alert")}<p>${wordsOf(problem)}</p>
  </div>`;
}

/** @param {Answer} answer */
function completed({ transaction, refundMinor, reference, settlement }) {
  const { type, currency } = transaction;
  const sale = type === "SALE";
  const amount = sale ? transaction.totalMinor : refundMinor;
  const paid = settlement === "READY" ? "to be paid" : "refunded";
  return html`<section class="card slip" data-key="completed">
    ${icon("check-circle", "huge")}
    <h1 tabindex="-1">${sale ? "Thank you" : "Return accepted"}</h1>
    <p class="amount">${money(amount, currency)}${sale ? "" : html` <span>${paid}</span>`}</p>
    ${sale ? receiptOf(transaction) : settlement === "READY" ? referenceOf(reference) : goesTo()}
  </section>`;
}

/** @param {Transaction} transaction */
function receiptOf(transaction) {
  return html`<p class="soft">Receipt number</p>
    <p class="receipt-number mono">${transaction.receiptNumber}</p>
    ${barcode(transaction.receiptNumber ?? "")}
    ${printed(transaction)}`;
}

/** @param {Transaction} transaction */
function printed(transaction) {
  const { currency } = transaction;
  const described = (/** @type {string} */ sku) =>
    till.catalog.items.find((item) => item.sku === sku)?.description ?? sku;
  return html`<div class="print-only">
    <p>${till.storeName} · Lane ${till.lane}</p>
    <p>${dayTime(transaction.occurredAt)}</p>
    <table>
      ${transaction.lines.map(
        ({ sku, quantity, unitPriceMinor }) => html`<tr>
        <td>${quantity} × ${described(sku)}</td>
        <td>${money(quantity * unitPriceMinor, currency)}</td>
      </tr>`,
      )}
      <tr><th scope="row">Total</th><td>${money(transaction.totalMinor, currency)}</td></tr>
    </table>
    <p>Keep this receipt: goods can be returned with it in every store.</p>
  </div>`;
}

/** @type {Record<TenderType, string>} */
const TENDER_WORDS = {
  CARD: "the card",
  CASH: "cash",
  GIFT_CARD: "a gift card",
  STORE_CREDIT: "store credit",
};

function goesTo() {
  const tender = till.outcome?.body.refundTender?.type;
  return html`<p class="soft">The refund goes to ${tender ? TENDER_WORDS[tender] : "you"}.</p>`;
}

/** @param {string} reference */
function referenceOf(reference) {
  return html`<p class="soft">Reference, for any till of any store</p>
    <p class="receipt-number mono">${reference.slice(0, 4)}-${reference.slice(4)}</p>`;
}

/** @param {Answer} answer */
function held({ transaction, reference }) {
  return html`<section class="card slip" data-key="held">
    <span class="pulse">${icon("clock", "huge")}</span>
    <h1 tabindex="-1">Please wait</h1>
    <p>An associate is looking at it. This screen changes by itself.</p>
    <p class="amount">${money(transaction.totalMinor, transaction.currency)}</p>
    ${referenceOf(reference)}
    ${till.feed?.state === "LOST" ? LOST : ""}
  </section>`;
}

const LOST = html`<p class="soft" role="status">Live feed lost, retrying.</p>`;

/** @param {Answer} answer */
function blocked({ transaction }) {
  const what = transaction.type === "SALE" ? "purchase" : "return";
  return html`<section class="card slip" data-key="blocked">
    ${icon("hand", "huge")}
    <h1 tabindex="-1">We can't complete this ${what} here</h1>
    <p>Please see an associate.</p>
  </section>`;
}

customElements.define("tw-outcome", Outcome);
