// @ts-check
/**
 * @import {
 *   CatalogItem, Photo, SubmitBody, TenderDraft, TransactionLine
 * } from "../types.js"
 */

/**
 * A line as it stands on the screen. `sold` and `refundable` are known on a receipt's line, and
 * `condition` is asked of goods that come back. `presumed`: chosen by the page and not by a person.
 *
 * @typedef {{
 *   sku: string,
 *   description: string,
 *   quantity: number,
 *   unitPriceMinor: number,
 *   serial: string,
 *   serialised?: boolean,
 *   condition?: string,
 *   sold?: number,
 *   refundable?: number,
 *   presumed?: boolean,
 * }} DraftLine
 */

/**
 * What came of an article that was scanned: one more of it is a line's, or why not.
 *
 * @typedef {"TAKEN" | "NOT_ON_RECEIPT" | "NO_MORE"} Scanned
 */

/** @typedef {{ laneId: string, cashierId: string, currency: string }} Lane who works where */

/**
 * Leaves out what was not given: the node refuses empty and unknown values alike.
 *
 * @template {object} T
 * @param {{ [K in keyof T]: T[K] | null | undefined | "" | false }} fields
 */
export function given(fields) {
  const said = (/** @type {[string, unknown]} */ [, value]) =>
    value !== null && value !== undefined && value !== "" && value !== false;
  return /** @type {Partial<T>} */ (Object.fromEntries(Object.entries(fields).filter(said)));
}

/**
 * @param {TenderDraft} tender
 * @returns {Partial<TenderDraft>}
 */
export function tenderBody(tender) {
  const carriesToken = tender.type === "CARD" || tender.type === "GIFT_CARD";
  return given({ type: tender.type, token: carriesToken ? tender.token.trim() : null });
}

/** What a sale will say when it is submitted. */
export class SaleDraft {
  type = /** @type {const} */ ("SALE");
  path = /** @type {const} */ ("/sales");
  /** @type {DraftLine[]} */
  lines = [];
  customerId = "";
  /** @type {TenderDraft} */
  tender = { type: "CARD", token: "" };
  giftReceipt = false;
  /** @type {Photo | null} */
  photo = null;

  /** @param {CatalogItem} item */
  add(item) {
    const line = this.lines.find((other) => other.sku === item.sku);
    if (line) line.quantity += 1;
    else this.lines.push({ ...item, unitPriceMinor: item.priceMinor, quantity: 1, serial: "" });
  }

  /**
   * @param {CatalogItem} item that was scanned
   * @returns {Scanned}
   */
  scan(item) {
    this.add(item);
    return "TAKEN";
  }

  /**
   * @param {number} index
   * @param {number} quantity
   */
  setQuantity(index, quantity) {
    if (quantity < 1) this.lines.splice(index, 1);
    else this.lines[index].quantity = Math.min(quantity, 999);
  }

  get chosen() {
    return this.lines;
  }

  get totalMinor() {
    return this.lines.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
  }

  /**
   * @param {Lane} lane
   * @returns {SubmitBody}
   */
  body({ laneId, cashierId, currency }) {
    return given({
      laneId,
      cashierId,
      customerId: this.customerId.trim(),
      currency,
      lines: this.lines.map(lineBody),
      tender: tenderBody(this.tender),
      giftReceipt: this.giftReceipt,
      photoId: this.photo?.photoId,
    });
  }
}

/**
 * A serial number names one unit, so it is said of one alone.
 *
 * @param {DraftLine} line
 * @returns {Partial<TransactionLine>}
 */
export const lineBody = ({ sku, quantity, unitPriceMinor, condition, serial }) =>
  given({ sku, quantity, unitPriceMinor, condition, serial: quantity === 1 && serial.trim() });
