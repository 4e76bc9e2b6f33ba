// @ts-check
/**
 * @import {
 *   CatalogItem, Photo, Receipt, SubmitBody, TenderDraft, TransactionLine
 * } from "../types.js"
 */

import { words } from "../lib/format.js";

/**
 * A line as it stands on the screen. `sold` and `refundable` are known on a receipt's line, and
 * `condition` is asked of goods that come back.
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
function given(fields) {
  const said = (/** @type {[string, unknown]} */ [, value]) =>
    value !== null && value !== undefined && value !== "" && value !== false;
  return /** @type {Partial<T>} */ (Object.fromEntries(Object.entries(fields).filter(said)));
}

/**
 * @param {TenderDraft} tender
 * @returns {Partial<TenderDraft>}
 */
function tenderBody(tender) {
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
      lines: this.lines.map(saleLine),
      tender: tenderBody(this.tender),
      giftReceipt: this.giftReceipt,
      photoId: this.photo?.photoId,
    });
  }
}

/**
 * @param {DraftLine} line
 * @returns {Partial<TransactionLine>}
 */
const saleLine = ({ sku, quantity, unitPriceMinor, serial }) =>
  given({ sku, quantity, unitPriceMinor, serial: serial.trim() });

/** What a return will say. `step` is FIND (which receipt?), GOODS (what comes back?). */
export class ReturnDraft {
  type = /** @type {const} */ ("RETURN");
  path = /** @type {const} */ ("/returns");
  /** @type {"FIND" | "GOODS"} */
  step = "FIND";
  receiptNumber = "";
  /** @type {"KEYED" | "SCANNED"} */
  entry = "KEYED";
  /**
   * The answer of GET /receipts, or null when the goods come without a known receipt.
   *
   * @type {Receipt | null}
   */
  receipt = null;
  /** @type {DraftLine[]} */
  lines = [];
  customerId = "";
  reason = "";
  /** @type {TenderDraft} */
  tender = { type: "CARD", token: "" };
  originalCardPresent = false;
  giftReceiptPresented = false;
  exchange = false;
  /** @type {Photo | null} */
  photo = null;

  /**
   * Articles that were scanned before their receipt are chosen on it.
   *
   * @param {Receipt} receipt
   * @param {"KEYED" | "SCANNED"} entry how its number came
   */
  takeReceipt(receipt, entry) {
    const before = this.receipt ? [] : this.lines;
    this.step = "GOODS";
    this.entry = entry;
    this.receipt = receipt;
    this.receiptNumber = receipt.transaction.receiptNumber ?? "";
    this.lines = receipt.lines.map((line) => ({
      ...line,
      sold: line.quantity,
      quantity: 0,
      condition: "NEW",
      serial: line.serial ?? "",
      description: line.description ?? words(line.sku),
    }));
    for (const { sku, quantity } of before) {
      for (let i = 0; i < quantity; i += 1) this.#choose(sku);
    }
  }

  /**
   * Without any receipt, or with a number that this store does not know.
   *
   * @param {string} receiptNumber
   */
  takeGoodsOnly(receiptNumber) {
    this.step = "GOODS";
    this.receipt = null;
    this.receiptNumber = receiptNumber;
    this.lines = [];
  }

  /** @param {CatalogItem} item */
  add(item) {
    const line = this.lines.find((other) => other.sku === item.sku);
    if (line) line.quantity += 1;
    else
      this.lines.push({
        ...item,
        unitPriceMinor: item.priceMinor,
        quantity: 1,
        condition: "NEW",
        serial: "",
      });
  }

  /**
   * @param {CatalogItem} item that was scanned
   * @returns {Scanned}
   */
  scan(item) {
    if (this.receipt) return this.#choose(item.sku);
    if (this.step === "FIND") this.takeGoodsOnly("");
    this.add(item);
    return "TAKEN";
  }

  /**
   * One more of the receipt's first line with this article that has one left.
   *
   * @param {string} sku
   * @returns {Scanned}
   */
  #choose(sku) {
    const lines = this.lines.filter((line) => line.sku === sku);
    const open = lines.find((line) => line.quantity < (line.refundable ?? 0));
    if (!open) return lines.length > 0 ? "NO_MORE" : "NOT_ON_RECEIPT";
    open.quantity += 1;
    return "TAKEN";
  }

  /**
   * On a receipt a line stays with quantity 0; goods without one leave the list.
   *
   * @param {number} index
   * @param {number} quantity
   */
  setQuantity(index, quantity) {
    if (quantity < 1 && !this.receipt) this.lines.splice(index, 1);
    else {
      const most = this.lines[index].sold ?? 999;
      this.lines[index].quantity = Math.max(0, Math.min(quantity, most));
    }
  }

  get chosen() {
    return this.lines.filter((line) => line.quantity > 0);
  }

  get totalMinor() {
    return this.chosen.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
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
      currency: this.receipt?.transaction.currency ?? currency,
      receiptNumber: this.receiptNumber,
      entry: this.receiptNumber && this.entry,
      lines: this.chosen.map(returnLine),
      refundTender: tenderBody(this.tender),
      reason: this.reason,
      originalCardPresent: this.originalCardPresent,
      giftReceiptPresented: this.giftReceiptPresented,
      exchange: this.exchange,
      photoId: this.photo?.photoId,
    });
  }
}

/**
 * @param {DraftLine} line
 * @returns {Partial<TransactionLine>}
 */
const returnLine = ({ sku, quantity, unitPriceMinor, condition, serial }) =>
  given({ sku, quantity, unitPriceMinor, condition, serial: quantity === 1 && serial.trim() });
