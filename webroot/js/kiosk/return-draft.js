// @ts-check
/**
 * @import {
 *   CatalogItem, Photo, Receipt, SubmitBody, TenderDraft, Transaction
 * } from "../types.js"
 */
/** @import { DraftLine, Lane, Scanned } from "./drafts.js" */

import { words } from "../lib/format.js";
import { given, lineBody, tenderBody } from "./drafts.js";

/**
 * What the page keeps of a receipt: who bought is nobody's business who merely holds it.
 *
 * @typedef {Omit<Receipt, "transaction"> & {
 *   transaction: Pick<
 *     Transaction, "id" | "receiptNumber" | "storeId" | "occurredAt" | "currency" | "tender"
 *   >,
 * }} OpenReceipt
 */

/**
 * @param {Receipt} receipt
 * @returns {OpenReceipt}
 */
function withoutPurchaser({ transaction, ...receipt }) {
  const { id, receiptNumber, storeId, occurredAt, currency, tender } = transaction;
  const kept = { id, receiptNumber, storeId, occurredAt, currency };
  return { ...receipt, transaction: { ...kept, tender: tender && { type: tender.type } } };
}

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
   * @type {OpenReceipt | null}
   */
  receipt = null;
  /** @type {DraftLine[]} */
  lines = [];
  /**
   * What was scanned before the receipt and cannot come back by it, and why.
   *
   * @type {{ line: DraftLine, why: Scanned }[]}
   */
  refused = [];
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
    this.receipt = withoutPurchaser(receipt);
    this.receiptNumber = receipt.transaction.receiptNumber ?? "";
    this.lines = receipt.lines.map((line) => ({
      ...line,
      sold: line.quantity,
      quantity: 0,
      condition: "NEW",
      // who holds the goods reads it off them: that is what shows that they have them
      serial: "",
      serialised: line.serialRead,
      description: line.description ?? words(line.sku),
    }));
    this.tender = { type: receipt.transaction.tender?.type ?? "CARD", token: "" };
    this.refused = before.flatMap((line) => {
      const scanned = Array.from({ length: line.quantity }, () => this.#choose(line.sku));
      const why = scanned.find((each) => each !== "TAKEN");
      return why ? [{ line, why }] : [];
    });
    if (before.length === 0) this.#chooseTheOnlyOne();
  }

  /** Where one article is all that can come back, it is what comes back. */
  #chooseTheOnlyOne() {
    const open = this.lines.filter((line) => (line.refundable ?? 0) > 0);
    if (open.length === 1 && open[0].refundable === 1)
      Object.assign(open[0], { quantity: 1, presumed: true });
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
    const presumed = lines.find((line) => line.presumed && line.quantity === 1);
    if (presumed) {
      presumed.presumed = false;
      return "TAKEN";
    }
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
      lines: this.chosen.map(lineBody),
      refundTender: tenderBody(this.tender),
      reason: this.reason,
      originalCardPresent: this.originalCardPresent,
      giftReceiptPresented: this.giftReceiptPresented,
      exchange: this.exchange,
      photoId: this.photo?.photoId,
    });
  }
}
