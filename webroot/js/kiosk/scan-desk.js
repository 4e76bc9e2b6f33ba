// @ts-check
/** @import { CatalogItem, Receipt } from "../types.js" */
/** @import { Scan } from "./scanner.js" */

import { Problem, wordsOf } from "../lib/api.js";
import { articleOf, cleanCode, isOwnReceipt } from "./codes.js";
import { till } from "./till.js";

/**
 * What the screen says of the last scan.
 *
 * @typedef {{ kind: "approve" | "review", words: string }} Note
 */

/** The field that asks for a receipt: what is scanned there is one, whatever it looks like. */
const RECEIPT_FIELD = "receipt";
/** What cannot be taken now is kept, up to so many scans. */
const MOST_WAITING = 50;

/** Does what a scan asks for: one more of an article, or the return of a receipt. */
class ScanDesk extends EventTarget {
  /** @type {Note | null} */
  note = null;
  /** @type {Scan[]} */
  #waiting = [];
  /** Counts the scans, so that an answer that comes late does not undo a later one. */
  #latest = 0;

  constructor() {
    super();
    till.addEventListener("change", () => this.#takeWaiting());
  }

  /** @param {Scan} scan */
  async hear(scan) {
    if (till.stage === "WORK" || till.stage === "OUTCOME") return this.#take(scan);
    if (this.#waiting.length < MOST_WAITING) this.#waiting.push(scan);
    this.#say("review", "Scanned. It is taken as soon as this is done.");
  }

  #takeWaiting() {
    if (till.stage !== "WORK") return;
    for (const scan of this.#waiting.splice(0)) this.#take(scan);
  }

  /** @param {Scan} scan */
  async #take({ code: scanned, field }) {
    this.#latest += 1;
    const code = cleanCode(scanned);
    const item = articleOf(till.catalog.items, code);
    if (item) this.#takeArticle(item);
    else if (field && field.id !== RECEIPT_FIELD && !isOwnReceipt(code)) field.type(code);
    else await this.#takeReceipt({ code, field });
  }

  /** @param {CatalogItem} item */
  #takeArticle(item) {
    if (till.stage === "OUTCOME") till.setMode(till.draft.type);
    const scanned = till.draft.scan(item);
    till.clearProblem();
    till.changed();
    const { description } = item;
    if (scanned === "TAKEN") this.#say("approve", `${description}: one more`);
    else if (scanned === "NO_MORE") this.#say("review", `${description}: no more can be returned`);
    else this.#say("review", `${description} is not on this receipt`);
  }

  /** @param {Scan} scan */
  async #takeReceipt({ code, field }) {
    const mine = this.#latest;
    this.#say("approve", "Looking up what was scanned");
    try {
      const receipt = await till.findReceipt(code);
      if (mine === this.#latest) this.#open(receipt);
    } catch (problem) {
      if (mine === this.#latest) this.#notFound({ code, field }, problem);
    }
  }

  /** @param {Receipt} receipt */
  #open(receipt) {
    till.openReceipt(receipt, "SCANNED");
    this.#say("approve", `Receipt ${receipt.transaction.receiptNumber}`);
  }

  /**
   * @param {Scan} scan
   * @param {unknown} problem
   */
  #notFound({ code, field }, problem) {
    field?.type(code);
    const unknown = problem instanceof Problem && problem.status === 404;
    this.#say("review", unknown ? `We do not know the code ${code}` : wordsOf(problem));
  }

  /**
   * @param {Note["kind"]} kind
   * @param {string} words
   */
  #say(kind, words) {
    this.note = { kind, words };
    this.dispatchEvent(new Event("change"));
  }

  silence() {
    this.note = null;
    this.dispatchEvent(new Event("change"));
  }
}

export const scanDesk = new ScanDesk();
