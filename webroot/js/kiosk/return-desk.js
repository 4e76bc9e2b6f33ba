// @ts-check
/** @import { Actions, TenderType } from "../types.js" */
/** @import { ReturnDraft } from "./return-draft.js" */

import { checkbox } from "../lib/fields.js";
import { flag, html, icon } from "../lib/html.js";
import { View } from "../lib/view.js";
import "./catalogue.js";
import "./photo-booth.js";
import "./second-look.js";
import "./receipt-finder.js";
import {
  customerField,
  draftActions,
  moreOptions,
  photoRow,
  problemSummary,
  tenderFields,
  totalBar,
} from "./parts.js";
import { looseGoods, receiptGoods } from "./return-lines.js";
import { till } from "./till.js";
import { t } from "./words.js";

/** @type {TenderType[]} */
const TENDERS = ["CARD", "CASH", "GIFT_CARD", "STORE_CREDIT"];
/** The empty one: the person did not say. */
const REASONS = /** @type {const} */ ([
  "",
  "DEFECTIVE",
  "WRONG_SIZE",
  "NOT_AS_DESCRIBED",
  "CHANGED_MIND",
  "UNWANTED_GIFT",
]);

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
            ? receiptGoods(draft.receipt, draft)
            : html`<tw-catalogue data-key="catalogue"></tw-catalogue>`
        }
        ${this.#refund(draft)}
      </div>
      <tw-photo-booth data-key="booth"></tw-photo-booth>
      <tw-second-look data-key="again"></tw-second-look>`;
  }

  /** @param {ReturnDraft} draft */
  #refund(draft) {
    const { giftReceiptPresented, originalCardPresent, exchange } = draft;
    return html`<form class="pane card" id="basket" data-submit="submit" novalidate
      aria-labelledby="refund-title" data-key="refund">
      <div class="pane-body">
        <div class="spread">
          <h2 id="refund-title">${t("return.refund")}</h2>
          <button type="button" class="button quiet" data-click="restart">
            ${icon("close")}${t("return.restart")}
          </button>
        </div>
        ${problemSummary(["/lines", "/refundTender", "/customerId", "/photoId"])}
        ${draft.receipt ? "" : looseGoods(draft)}
        ${tenderFields({
          legend: t("return.refundTo"),
          types: tendersFor(draft),
          member: "refundTender",
        })}
        ${paidWith(draft)}
        ${
          draft.tender.type === "CARD"
            ? checkbox({
                id: "originalCardPresent",
                label: t("return.cardHere"),
                value: originalCardPresent,
                change: "tick",
              })
            : ""
        }
        <div class="pair" data-key="pair">${reasonField(draft)}${customerField()}</div>
        ${moreOptions(
          {
            id: "giftReceiptPresented",
            label: t("return.giftShown"),
            value: giftReceiptPresented,
            change: "tick",
          },
          { id: "exchange", label: t("return.exchange"), value: exchange, change: "tick" },
        )}
      </div>
      ${photoRow()}
      ${totalBar({
        label: t("return.atMost"),
        words: t("return.request"),
        empty: t("return.choose"),
      })}
    </form>`;
  }
}

/** @param {ReturnDraft} draft */
const reasonField = (draft) => html`<div class="field" data-key="reason">
  <label for="reason">${t("return.reason")}
    <span class="optional">${t("app.optional")}</span></label>
  <select class="input" id="reason" data-change="reason">
    ${REASONS.map(
      (value) => html`<option value="${value}"
        ${flag("selected", value === draft.reason)}>${t(`reason.${value}`)}</option>`,
    )}
  </select>
</div>`;

/**
 * As it was paid comes first.
 *
 * @param {ReturnDraft} draft
 * @returns {TenderType[]}
 */
function tendersFor({ receipt }) {
  const paid = receipt?.transaction.tender?.type;
  const others = TENDERS.filter((type) => type !== paid);
  return paid ? [paid, ...others] : others;
}

/** @param {ReturnDraft} draft */
function paidWith({ receipt }) {
  const paid = receipt?.transaction.tender?.type;
  return paid
    ? html`<p class="soft small" data-key="paid">${t("return.paidWith", {
        tender: t(`tender.${paid}`),
      })}</p>`
    : "";
}

customElements.define("tw-return-desk", ReturnDesk);
