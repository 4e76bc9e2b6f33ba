import { words } from "../lib/format.js";

/** Leaves out what was not given: the node refuses empty and unknown values alike. */
function given(fields) {
  const said = ([, value]) =>
    value !== null && value !== undefined && value !== "" && value !== false;
  return Object.fromEntries(Object.entries(fields).filter(said));
}

function tenderBody(tender) {
  const carriesToken = tender.type === "CARD" || tender.type === "GIFT_CARD";
  return given({ type: tender.type, token: carriesToken ? tender.token.trim() : null });
}

/** What a sale will say when it is submitted. */
export class SaleDraft {
  type = "SALE";
  path = "/sales";
  lines = [];
  customerId = "";
  tender = { type: "CARD", token: "" };
  giftReceipt = false;
  photo = null;

  add(item) {
    const line = this.lines.find((other) => other.sku === item.sku);
    if (line) line.quantity += 1;
    else this.lines.push({ ...item, unitPriceMinor: item.priceMinor, quantity: 1, serial: "" });
  }

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

  body({ laneId, cashierId, currency }) {
    return given({
      laneId,
      cashierId,
      customerId: this.customerId.trim(),
      currency,
      lines: this.lines.map((line) =>
        given({
          sku: line.sku,
          quantity: line.quantity,
          unitPriceMinor: line.unitPriceMinor,
          serial: line.serial.trim(),
        }),
      ),
      tender: tenderBody(this.tender),
      giftReceipt: this.giftReceipt,
      photoId: this.photo?.photoId,
    });
  }
}

/** What a return will say. `step` is FIND (which receipt?), GOODS (what comes back?). */
export class ReturnDraft {
  type = "RETURN";
  path = "/returns";
  step = "FIND";
  receiptNumber = "";
  entry = "KEYED";
  /** The answer of GET /receipts, or null when the goods come without a known receipt. */
  receipt = null;
  lines = [];
  customerId = "";
  reason = "";
  tender = { type: "CARD", token: "" };
  originalCardPresent = false;
  giftReceiptPresented = false;
  exchange = false;
  photo = null;

  takeReceipt(receipt) {
    this.step = "GOODS";
    this.receipt = receipt;
    this.receiptNumber = receipt.transaction.receiptNumber;
    this.customerId ||= receipt.transaction.customerId ?? "";
    this.lines = receipt.lines.map((line) => ({
      ...line,
      sold: line.quantity,
      quantity: 0,
      condition: "NEW",
      serial: line.serial ?? "",
      description: line.description ?? words(line.sku),
    }));
  }

  /** Without any receipt, or with a number that this store does not know. */
  takeGoodsOnly(receiptNumber) {
    this.step = "GOODS";
    this.receipt = null;
    this.receiptNumber = receiptNumber;
    this.lines = [];
  }

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

  /** On a receipt a line stays with quantity 0; goods without one leave the list. */
  setQuantity(index, quantity) {
    if (quantity < 1 && !this.receipt) this.lines.splice(index, 1);
    else
      this.lines[index].quantity = Math.max(0, Math.min(quantity, this.lines[index].sold ?? 999));
  }

  get chosen() {
    return this.lines.filter((line) => line.quantity > 0);
  }

  get totalMinor() {
    return this.chosen.reduce((sum, line) => sum + line.quantity * line.unitPriceMinor, 0);
  }

  body({ laneId, cashierId, currency }) {
    return given({
      laneId,
      cashierId,
      customerId: this.customerId.trim(),
      currency: this.receipt?.transaction.currency ?? currency,
      receiptNumber: this.receiptNumber,
      entry: this.receiptNumber && this.entry,
      lines: this.chosen.map((line) =>
        given({
          sku: line.sku,
          quantity: line.quantity,
          unitPriceMinor: line.unitPriceMinor,
          condition: line.condition,
          serial: line.quantity === 1 && line.serial.trim(),
        }),
      ),
      refundTender: tenderBody(this.tender),
      reason: this.reason,
      originalCardPresent: this.originalCardPresent,
      giftReceiptPresented: this.giftReceiptPresented,
      exchange: this.exchange,
      photoId: this.photo?.photoId,
    });
  }
}
