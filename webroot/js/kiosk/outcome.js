import { textField } from "../lib/fields.js";
import { html, icon } from "../lib/html.js";
import { dayTime, money } from "../lib/format.js";
import { View } from "../lib/view.js";
import { barcode } from "./barcode.js";
import "./photo-booth.js";
import "./staff-panel.js";
import { till } from "./till.js";

const REMEDY_KEYS = {
  CAPTURE_PHOTO: { icon: "camera", label: "Take a photo and try again" },
  PRESENT_ORIGINAL_CARD: { icon: "card", label: "Use the card that paid" },
  WAIT_FOR_SYNC: { icon: "clock", label: "Try again now" },
  SUPERVISOR: { icon: "person", label: "An associate confirms" },
};
const ASK_AGAIN_MS = 5_000;

/** What came of it, in words that blame nobody; what the customer can do; and, for staff, why. */
class Outcome extends View {
  /** The remedy whose field is open, or null. */
  #asking = null;
  #text = "";
  #told = null;

  actions = {
    next: () => till.setMode(till.outcome.path === "/returns" ? "RETURN" : "SALE"),
    print: () => window.print(),
    payOut: () => till.payOut(),
    remedy: (button) => this.#remedy(button.value),
    type: (input) => {
      this.#text = input.value;
    },
    send: () => this.#send(),
    cancel: () => {
      this.#asking = null;
      this.update();
    },
  };

  start() {
    this.listen(till, "change", () => this.update());
    this.every(ASK_AGAIN_MS, () => till.feed?.state === "LIVE" || till.askAgain());
  }

  view() {
    if (!till.outcome) return html``;
    const { answer } = till.outcome;
    const screens = { COMPLETED: completed, HELD: held, BLOCKED: blocked };
    const screen = screens[answer.transaction.status];
    return html`<div class="outcome ${answer.transaction.status.toLowerCase()}">
        ${screen(answer)}
        ${till.problem ? html`<div class="notice review" role="alert" data-key="problem">${icon("alert")}<p>${till.problem.message}</p></div>` : ""}
        ${this.#asking ? this.#question() : this.#keys(answer)}
        <tw-staff-panel data-key="staff-${answer.transaction.id}"></tw-staff-panel>
      </div>
      <tw-photo-booth></tw-photo-booth>`;
  }

  /** A new answer takes the focus, so that it is read out and Enter goes on. */
  drawn() {
    const answer = till.outcome?.answer;
    const now = answer && `${answer.transaction.id} ${answer.transaction.status}`;
    if (now !== this.#told) this.querySelector("h1")?.focus();
    this.#told = now;
  }

  #keys({ transaction, assessment, settlement }) {
    const open = transaction.type === "RETURN" && transaction.status !== "COMPLETED";
    const remedy = open && !till.outcome.answer.settled && REMEDY_KEYS[assessment.remedy];
    const receipt = transaction.type === "SALE" && transaction.status === "COMPLETED";
    return html`<div class="keys" data-key="keys">
      ${settlement === "READY" ? html`<button type="button" class="button primary" data-click="payOut">${icon("check-circle")}Cash is paid out</button>` : ""}
      ${remedy ? html`<button type="button" class="button primary" value="${assessment.remedy}" data-click="remedy">${icon(remedy.icon)}${remedy.label}</button>` : ""}
      ${receipt ? html`<button type="button" class="button" data-click="print">${icon("print")}Print receipt</button>` : ""}
      <button type="button" class="button ${remedy || settlement === "READY" ? "" : "primary"}" data-click="next">${transaction.type === "SALE" ? "Next sale" : "Next return"}</button>
    </div>`;
  }

  #question() {
    const supervisor = this.#asking === "SUPERVISOR";
    const pointer = supervisor ? "/supervisorId" : "/refundTender/token";
    return html`<form class="question card" data-submit="send" data-key="question" novalidate>
      ${textField({
        id: "remedy",
        label: supervisor ? "Staff number of the associate" : "Token of the card that paid",
        hint: supervisor
          ? "Is kept with the decision."
          : "The card reader fills this in. It is never a card number.",
        value: this.#text,
        input: "type",
        error: till.errorAt(pointer),
      })}
      <div class="row">
        <button type="submit" class="button primary grow">Try again</button>
        <button type="button" class="button grow" data-click="cancel">Cancel</button>
      </div>
    </form>`;
  }

  async #remedy(remedy) {
    if (remedy === "WAIT_FOR_SYNC") return till.retry({});
    if (remedy === "CAPTURE_PHOTO") {
      const photo = await this.querySelector("tw-photo-booth").take();
      return photo ? till.retry({ photoId: photo.photoId }) : null;
    }
    this.#asking = remedy;
    this.#text = "";
    this.update();
    await Promise.resolve();
    this.querySelector("#remedy")?.focus();
    return null;
  }

  #send() {
    const text = this.#text.trim();
    if (!text) return this.querySelector("#remedy").focus();
    const supervisor = this.#asking === "SUPERVISOR";
    this.#asking = null;
    return till.retry(
      supervisor
        ? { supervisorId: text }
        : { originalCardPresent: true, refundTender: { type: "CARD", token: text } },
    );
  }
}

function completed({ transaction, refundMinor, reference, settlement }) {
  const { type, currency } = transaction;
  const sale = type === "SALE";
  return html`<section class="card slip" data-key="completed">
    ${icon("check-circle", "huge")}
    <h1 tabindex="-1">${sale ? "Thank you" : "Return accepted"}</h1>
    <p class="amount">${sale ? money(transaction.totalMinor, currency) : html`${money(refundMinor, currency)} <span>${settlement === "READY" ? "to be paid" : "refunded"}</span>`}</p>
    ${
      sale
        ? html`<p class="soft">Receipt number</p>
          <p class="receipt-number mono">${transaction.receiptNumber}</p>
          ${barcode(transaction.receiptNumber)}
          ${printed(transaction)}`
        : settlement === "READY"
          ? referenceOf(reference)
          : html`<p class="soft">The refund goes to ${tenderWords()}.</p>`
    }
  </section>`;
}

function printed(transaction) {
  const described = (sku) =>
    till.catalog.items.find((item) => item.sku === sku)?.description ?? sku;
  return html`<div class="print-only">
    <p>${till.storeName} · Lane ${till.lane}</p>
    <p>${dayTime(transaction.occurredAt)}</p>
    <table>
      ${transaction.lines.map((line) => html`<tr><td>${line.quantity} × ${described(line.sku)}</td><td>${money(line.quantity * line.unitPriceMinor, transaction.currency)}</td></tr>`)}
      <tr><th scope="row">Total</th><td>${money(transaction.totalMinor, transaction.currency)}</td></tr>
    </table>
    <p>Keep this receipt: goods can be returned with it in every store.</p>
  </div>`;
}

function tenderWords() {
  const words = {
    CARD: "the card",
    CASH: "cash",
    GIFT_CARD: "a gift card",
    STORE_CREDIT: "store credit",
  };
  return words[till.outcome.body.refundTender?.type] ?? "you";
}

function referenceOf(reference) {
  return html`<p class="soft">Reference, for any till of any store</p>
    <p class="receipt-number mono">${reference.slice(0, 4)}-${reference.slice(4)}</p>`;
}

function held({ transaction, reference }) {
  return html`<section class="card slip" data-key="held">
    <span class="pulse">${icon("clock", "huge")}</span>
    <h1 tabindex="-1">Please wait</h1>
    <p>An associate is looking at it. This screen changes by itself.</p>
    <p class="amount">${money(transaction.totalMinor, transaction.currency)}</p>
    ${referenceOf(reference)}
    ${till.feed?.state === "LOST" ? html`<p class="soft" role="status">Live feed lost, retrying.</p>` : ""}
  </section>`;
}

function blocked({ transaction }) {
  return html`<section class="card slip" data-key="blocked">
    ${icon("hand", "huge")}
    <h1 tabindex="-1">We can't complete this ${transaction.type === "SALE" ? "purchase" : "return"} here</h1>
    <p>Please see an associate.</p>
  </section>`;
}

customElements.define("tw-outcome", Outcome);
