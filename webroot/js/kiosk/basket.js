// @ts-check
/** @import { Actions } from "../types.js" */
/** @import { DraftLine } from "./drafts.js" */

import { html, icon } from "../lib/html.js";
import { money } from "../lib/format.js";
import { View } from "../lib/view.js";
import "./photo-booth.js";
import "./second-look.js";
import {
  customerField,
  draftActions,
  lineError,
  moreOptions,
  photoRow,
  problemSummary,
  serialField,
  stepper,
  tenderFields,
  totalBar,
} from "./parts.js";
import { till } from "./till.js";
import { nameOf, t } from "./words.js";

/** The basket of a sale, who buys, how it is paid, and the key that pays. */
class Basket extends View {
  /** On a phone the basket is below the goods: a key leads there while it is out of sight. */
  #inSight = false;
  #sight = new IntersectionObserver(([entry]) => {
    this.#inSight = entry.isIntersecting;
    this.update();
  });

  /** @type {Actions} */
  actions = draftActions(this);

  start() {
    this.listen(till, "change", () => this.update());
    this.undo(() => this.#sight.disconnect());
  }

  drawn() {
    const pane = this.querySelector(".pane");
    if (pane) this.#sight.observe(pane);
  }

  view() {
    if (till.draft.type !== "SALE") return html``;
    const { lines, giftReceipt } = till.draft;
    const total = money(till.draft.totalMinor, till.currency);
    return html`<form class="pane card" id="basket" data-submit="submit" novalidate
        aria-labelledby="basket-title">
        <div class="pane-body">
          <h2 id="basket-title">${t("basket.title")}</h2>
          ${problemSummary(["/lines", "/tender", "/customerId", "/photoId"])}
          ${
            lines.length === 0
              ? html`<div class="empty" data-key="empty">${icon("cart")}
                  <p>${t("basket.empty")}</p></div>`
              : html`<ul class="lines" data-key="lines">${lines.map(basketLine)}</ul>`
          }
          ${tenderFields({
            legend: t("basket.payWith"),
            types: ["CARD", "CASH", "GIFT_CARD"],
            member: "tender",
          })}
          ${customerField()}
          ${moreOptions({
            id: "giftReceipt",
            label: t("basket.giftReceipt"),
            value: giftReceipt,
            change: "tick",
          })}
        </div>
        ${photoRow()}
        ${totalBar({
          label: t("basket.total"),
          words: t("basket.pay", { amount: total }),
          empty: t("basket.payNothing"),
        })}
      </form>
      ${
        lines.length > 0 && !this.#inSight
          ? html`<a class="button primary jump" href="#basket"
              data-key="jump">${icon("cart")}${t("basket.jump", { amount: total })}</a>`
          : ""
      }
      <tw-photo-booth data-key="booth"></tw-photo-booth>
      <tw-second-look data-key="again"></tw-second-look>`;
  }
}

/**
 * @param {DraftLine} line
 * @param {number} index
 */
function basketLine(line, index) {
  return html`<li class="line" data-key="${line.sku}">
    <p class="line-name">${nameOf(line)}</p>
    <p class="line-total">${money(line.quantity * line.unitPriceMinor, till.currency)}</p>
    <p class="soft small">${t("line.each", {
      amount: money(line.unitPriceMinor, till.currency),
    })}</p>
    ${stepper(line, index)}
    ${line.serialised && line.quantity === 1 ? serialField(line, index, serialLabel()) : ""}
    ${lineError(index)}
  </li>`;
}

const serialLabel = () =>
  html`<span class="small soft">${t("line.serial")} (${t("app.optional")})</span>`;

customElements.define("tw-basket", Basket);
