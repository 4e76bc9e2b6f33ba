// @ts-check
/** @import { Receipt } from "../types.js" */
/** @import { Visit } from "./visit.js" */

import { SaleDraft } from "./drafts.js";
import { ReturnDraft } from "./return-draft.js";

/** @typedef {"SALE" | "RETURN"} WorkType */

/** The sale and the return of one person: one is on the screen, the other waits as it was left. */
export class Work {
  sale = new SaleDraft();
  return = new ReturnDraft();
  /** @type {WorkType} */
  type = "SALE";

  /** What is on the screen. */
  get draft() {
    return this.type === "RETURN" ? this.return : this.sale;
  }

  /** Whether there is something that a person could lose. */
  get isBegun() {
    const { sale } = this;
    return sale.lines.length > 0 || sale.customerId !== "" || this.return.step !== "FIND";
  }

  /** @param {WorkType} type */
  clear(type) {
    if (type === "RETURN") this.return = new ReturnDraft();
    else this.sale = new SaleDraft();
  }

  clearAll() {
    this.clear("SALE");
    this.clear("RETURN");
  }

  /**
   * Puts a receipt's return on the screen, unless that very one is there.
   *
   * @param {Receipt} receipt
   * @param {"KEYED" | "SCANNED"} entry how its number came
   */
  open(receipt, entry) {
    this.type = "RETURN";
    const before = this.return.receipt;
    if (before?.transaction.id === receipt.transaction.id) return;
    if (before) this.clear("RETURN");
    this.return.takeReceipt(receipt, entry);
  }

  /** @param {Visit} visit */
  takeUp(visit) {
    Object.assign(this.sale, visit.sale);
    Object.assign(this.return, visit.return);
    this.type = visit.type;
  }
}
