// @ts-check
/** @import { Actions, Receipt } from "../types.js" */
/** @import { DraftLine, ReturnDraft } from "./drafts.js" */

import { fieldError, segments } from "../lib/fields.js";
import { flag, html, icon } from "../lib/html.js";
import { dayTime, money, storeName } from "../lib/format.js";
import { View } from "../lib/view.js";
import "./catalogue.js";
import "./photo-booth.js";
import "./receipt-finder.js";
import {
  customerField,
  draftActions,
  moreOptions,
  photoRow,
  problemSummary,
  stepper,
  tenderFields,
  totalBar,
} from "./parts.js";
import { till } from "./till.js";

const CONDITIONS = [
  { value: "NEW", label: "New" },
  { value: "OPENED", label: "Opened" },
  { value: "DAMAGED", label: "Damaged" },
];
const REASONS = [
  ["", "Not said"],
  ["DEFECTIVE", "It is defective"],
  ["WRONG_SIZE", "Wrong size or colour"],
  ["NOT_AS_DESCRIBED", "Not as described"],
  ["CHANGED_MIND", "Changed my mind"],
  ["UNWANTED_GIFT", "Unwanted gift"],
];

/** A return: which receipt, which goods in which state, where the money goes. */
class ReturnDesk extends View {
  /** @type {Actions} */
  actions = {
    ...draftActions(this),
    condition: (input) => {
      till.draft.lines[Number(input.name.split("-").at(-1))].condition = input.value;
      till.changed();
    },
    reason: (select) => {
      if (till.draft.type === "RETURN") till.draft.reason = select.value;
      till.changed();
    },
    restart: () => till.restart(),
  };

  start() {
    this.listen(till, "change", () => this.update());
  }

  view() {
    const { draft } = till;
    if (draft.type !== "RETURN") return html``;
    if (draft.step === "FIND") return html`<tw-receipt-finder data-key="find"></tw-receipt-finder>`;
    return html`<div class="desk" data-key="goods">
        ${
          draft.receipt
            ? receiptGoods(draft.receipt, draft.lines)
            : html`<tw-catalogue data-key="catalogue"></tw-catalogue>`
        }
        ${this.#refund(draft)}
      </div>
      <tw-photo-booth></tw-photo-booth>`;
  }

  /** @param {ReturnDraft} draft */
  #refund(draft) {
    const { giftReceiptPresented, originalCardPresent, exchange } = draft;
    return html`<form class="pane card" id="basket" data-submit="submit" novalidate
      aria-labelledby="refund-title" data-key="refund">
      <div class="pane-body">
        <div class="spread">
          <h2 id="refund-title">Refund</h2>
          <button type="button" class="button quiet" data-click="restart">
            ${icon("close")}Start over
          </button>
        </div>
        ${problemSummary(["/lines", "/refundTender", "/customerId", "/photoId"])}
        ${draft.receipt ? "" : looseGoods(draft)}
        <div class="field" data-key="reason">
          <label for="reason">Reason <span class="optional">optional</span></label>
          <select class="input" id="reason" data-change="reason">
            ${REASONS.map(
              ([value, label]) => html`<option value="${value}"
                ${flag("selected", value === draft.reason)}>${label}</option>`,
            )}
          </select>
        </div>
        ${customerField()}
        ${tenderFields({
          legend: "Refund to",
          types: ["CARD", "CASH", "GIFT_CARD", "STORE_CREDIT"],
          member: "refundTender",
        })}
        ${photoRow()}
        ${moreOptions(
          {
            id: "originalCardPresent",
            label: "The card that paid is here",
            value: originalCardPresent,
            change: "tick",
          },
          {
            id: "giftReceiptPresented",
            label: "A gift receipt was shown",
            value: giftReceiptPresented,
            change: "tick",
          },
          { id: "exchange", label: "Exchange for the same value", value: exchange, change: "tick" },
        )}
      </div>
      ${totalBar({
        label: "To refund, at most",
        words: "Request refund",
        empty: "Choose what comes back",
      })}
    </form>`;
  }
}

/**
 * @param {Receipt} receipt
 * @param {DraftLine[]} lines
 */
function receiptGoods(receipt, lines) {
  const sale = receipt.transaction;
  const home = storeName(receipt.homeStoreId ?? sale.storeId);
  return html`<section class="catalogue" aria-labelledby="goods" data-key="receipt">
    <h1 id="goods">What comes back?</h1>
    <p class="soft">Receipt <strong class="mono">${sale.receiptNumber}</strong> · ${home} ·
      ${dayTime(sale.occurredAt)}</p>
    ${receipt.voided ? notice("This sale was cancelled.") : ""}
    ${receipt.homeStoreReachable === false ? notice(outdated(receipt)) : ""}
    <ul class="return-lines">${lines.map((line, index) =>
      returnLine(line, index, sale.currency),
    )}</ul>
  </section>`;
}

/** @param {Receipt} receipt */
const outdated = ({ homeStoreId, asOf }) =>
  `${storeName(homeStoreId)} cannot be reached right now. ` +
  `What we know of this receipt is from ${dayTime(asOf)}.`;

/** @param {string} words */
const notice = (words) => html`<p class="notice review">${icon("info")}<span>${words}</span></p>`;

/**
 * @param {DraftLine} line
 * @param {number} index
 * @param {string} currency
 */
function returnLine(line, index, currency) {
  const left = line.refundable;
  const chosen = line.quantity > 0;
  return html`<li class="card return-line ${chosen ? "chosen" : ""}" data-key="line-${index}">
    <div class="spread">
      <div>
        <p class="line-name">${line.description}</p>
        <p class="soft">${money(line.unitPriceMinor, currency)} each · ${line.sold} bought</p>
        <p class="${left === 0 ? "left none" : "left"}">${
          left === 0 ? "Shown as already returned" : `${left} can be returned`
        }</p>
      </div>
      ${stepper(line, index, line.sold)}
    </div>
    ${chosen ? lineDetails(line, index) : ""}
    ${lineError(index)}
  </li>`;
}

/** @param {ReturnDraft} draft */
function looseGoods({ lines, receiptNumber }) {
  const which = receiptNumber
    ? html`Receipt <strong class="mono">${receiptNumber}</strong>, not known here`
    : "Without a receipt";
  return html`<p class="soft" data-key="which">${which}</p>
    ${
      lines.length === 0
        ? html`<div class="empty" data-key="empty">${icon("return")}
            <p>Press the articles that come back.</p></div>`
        : html`<ul class="lines" data-key="lines">${lines.map(looseLine)}</ul>`
    }`;
}

/**
 * @param {DraftLine} line
 * @param {number} index
 */
function looseLine(line, index) {
  return html`<li class="line" data-key="${line.sku}">
    <div>
      <p class="line-name">${line.description}</p>
      <p class="soft small">${money(line.unitPriceMinor, till.currency)} each</p>
    </div>
    ${stepper(line, index)}
    <div class="line-more">${lineDetails(line, index)}</div>
    ${lineError(index)}
  </li>`;
}

/**
 * @param {DraftLine} line
 * @param {number} index
 */
function lineDetails(line, index) {
  return html`${segments({
    name: `condition-${index}`,
    legend: "Condition",
    options: CONDITIONS,
    value: line.condition ?? null,
    change: "condition",
  })}
    ${line.serial || line.serialised ? serialField(line, index) : ""}`;
}

/**
 * @param {DraftLine} line
 * @param {number} index
 */
function serialField(line, index) {
  return html`<label class="serial"><span class="label">Serial number on the article</span>
    <input class="input" value="${line.serial}" data-line="${index}" data-input="serial"
      maxlength="64" autocomplete="off" spellcheck="false" /></label>`;
}

/** @param {number} index */
function lineError(index) {
  const at = `/lines/${submittedIndex(index)}`;
  const parts = ["", "/quantity", "/sku", "/unitPriceMinor", "/serial", "/condition"];
  const error = parts.map((part) => till.errorAt(at + part)).find(Boolean);
  return error ? fieldError(`line-${index}-error`, error) : "";
}

/**
 * Lines that stay with the customer are not submitted, so the node counts without them.
 *
 * @param {number} index
 */
function submittedIndex(index) {
  return till.draft.chosen.indexOf(till.draft.lines[index]);
}

customElements.define("tw-return-desk", ReturnDesk);
