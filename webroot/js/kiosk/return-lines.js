// @ts-check
/** @import { DraftLine } from "./drafts.js" */
/** @import { OpenReceipt, ReturnDraft } from "./return-draft.js" */

import { segments } from "../lib/fields.js";
import { html, icon } from "../lib/html.js";
import { dayTime, money, storeName } from "../lib/format.js";
import { lineError, serialField, stepper } from "./parts.js";
import { scanWords } from "./scan-words.js";
import { till } from "./till.js";
import { nameOf, rich, t } from "./words.js";

const CONDITIONS = /** @type {const} */ (["NEW", "OPENED", "DAMAGED"]);

/**
 * What the receipt says and what of it can come back.
 *
 * @param {OpenReceipt} receipt
 * @param {ReturnDraft} draft
 */
export function receiptGoods(receipt, { lines, refused }) {
  const sale = receipt.transaction;
  const home = storeName(receipt.homeStoreId ?? sale.storeId);
  return html`<section class="catalogue" aria-labelledby="goods" data-key="receipt">
    <h1 id="goods">${t("goods.back")}</h1>
    <p class="soft">${rich("return.receipt", {
      number: html`<strong class="mono">${sale.receiptNumber}</strong>`,
      store: html`<bdi>${home}</bdi>`,
      time: dayTime(sale.occurredAt),
    })}</p>
    ${receipt.voided ? notice(t("return.voided")) : ""}
    ${receipt.disputed ? notice(t("return.disputed")) : ""}
    <p class="left">${t("return.refundable", {
      amount: money(refundableMinor(lines), sale.currency),
    })}</p>
    ${receipt.homeStoreReachable === false ? notice(outdated(receipt)) : ""}
    ${refused.map(({ line, why }) => notice(scanWords(why, line)))}
    <ul class="return-lines">${lines.map((line, index) =>
      returnLine(line, index, sale.currency),
    )}</ul>
  </section>`;
}

/** @param {DraftLine[]} lines */
const refundableMinor = (lines) =>
  lines.reduce((sum, line) => sum + (line.refundable ?? 0) * line.unitPriceMinor, 0);

/** @param {OpenReceipt} receipt */
const outdated = ({ homeStoreId, asOf }) =>
  t("return.outdated", { store: storeName(homeStoreId), time: dayTime(asOf) });

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
        <p class="line-name">${nameOf(line)}</p>
        <p class="soft">${t("line.each", { amount: money(line.unitPriceMinor, currency) })} ·
          ${t("line.bought", { count: line.sold ?? 0 })}</p>
        <p class="${left === 0 ? "left none" : "left"}">${
          left === 0 ? t("return.noneLeft") : t("return.left", { count: left ?? 0 })
        }</p>
      </div>
      ${stepper(line, index, line.sold)}
    </div>
    ${chosen ? lineDetails(line, index) : ""}
    ${lineError(index)}
  </li>`;
}

/**
 * Goods that come back without a receipt that is known here.
 *
 * @param {ReturnDraft} draft
 */
export function looseGoods({ lines, receiptNumber }) {
  const which = receiptNumber
    ? rich("return.unknown", { number: html`<strong class="mono">${receiptNumber}</strong>` })
    : t("return.without");
  return html`<p class="soft" data-key="which">${which}</p>
    ${
      lines.length === 0
        ? html`<div class="empty" data-key="empty">${icon("return")}
            <p>${t("return.press")}</p></div>`
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
      <p class="line-name">${nameOf(line)}</p>
      <p class="soft small">${t("line.each", {
        amount: money(line.unitPriceMinor, till.currency),
      })}</p>
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
    legend: t("return.condition"),
    options: CONDITIONS.map((value) => ({ value, label: t(`condition.${value}`) })),
    value: line.condition ?? null,
    change: "condition",
  })}
    ${line.serialised && line.quantity === 1 ? serialField(line, index, serialLabel()) : ""}`;
}

const serialLabel = () => html`<span class="label">${t("line.serialOnArticle")}</span>`;
