// @ts-check
/** @import { CatalogItem } from "../types.js" */
/** @import { Scan } from "./scanner.js" */

import { Problem } from "../lib/api.js";
import { beginning, LONGEST_NAME } from "../lib/written.js";
import { articleOf, cleanCode, isOwnReceipt } from "./codes.js";
import { problemWords } from "./problems.js";
import { scanWords } from "./scan-words.js";
import { till } from "./till.js";
import { t } from "./words.js";

/**
 * What the screen says of the last scan.
 *
 * @typedef {{ kind: "approve" | "review", words: string }} Note
 */

/** The field that asks for a receipt: what is scanned there is one, whatever it looks like. */
const RECEIPT_FIELD = "receipt";
/** So much of a code is shown, for people to tell it from others. */
const SHOWN_OF_CODE = 24;
/** What cannot be taken now is kept, up to so many scans. */
const MOST_WAITING = 50;

/**
 * Does what a scan asks for: one more of an article, or the return of a receipt. Announces "heard"
 * for each scan, and "change" of its note.
 */
class ScanHandler extends EventTarget {
  /** @type {Note | null} */
  note = null;
  /** @type {Scan[]} */
  #waiting = [];
  /** Counts the scans, so that an answer that comes late does not undo a later one. */
  #latest = 0;

  constructor() {
    super();
    till.addEventListener("change", () => this.#takeWaiting());
    till.addEventListener("wiped", () => this.#forget());
  }

  /** @param {Scan} scan */
  async hear(scan) {
    this.dispatchEvent(new Event("heard"));
    if (till.isYourTurn || till.stage === "ATTRACT") return this.#take(scan);
    if (this.#waiting.length < MOST_WAITING) this.#waiting.push(scan);
    this.#say("review", t("scan.kept"));
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
    else if (code.length > LONGEST_NAME) this.#unknown(code);
    else if (field && field.id !== RECEIPT_FIELD && !isOwnReceipt(code)) field.type(code);
    else await this.#takeReceipt({ code, field });
  }

  /** @param {CatalogItem} item */
  #takeArticle(item) {
    if (till.stage === "OUTCOME") till.next();
    if (till.stage === "ATTRACT") till.setMode("SALE");
    const scanned = till.draft.scan(item);
    till.clearProblem();
    till.changed();
    this.#say(scanned === "TAKEN" ? "approve" : "review", scanWords(scanned, item));
  }

  /** @param {Scan} scan */
  async #takeReceipt({ code, field }) {
    const mine = this.#latest;
    this.#say("approve", t("scan.looking"));
    try {
      await till.findAndOpen(code, "SCANNED", () => mine === this.#latest);
      if (mine === this.#latest) this.#opened(code);
    } catch (problem) {
      if (mine === this.#latest) this.#notFound({ code, field }, problem);
    }
  }

  /**
   * What was scanned before and is not on the receipt is more to know than that it was found.
   *
   * @param {string} code
   */
  #opened(code) {
    const refused = till.draft.type === "RETURN" ? till.draft.refused : [];
    if (refused.length === 0) this.#say("approve", t("scan.receipt", { number: code }));
    else this.#say("review", refused.map(({ line, why }) => scanWords(why, line)).join(". "));
  }

  /**
   * @param {Scan} scan
   * @param {unknown} problem
   */
  #notFound({ code, field }, problem) {
    field?.type(code);
    if (problem instanceof Problem && problem.status === 404) this.#unknown(code);
    else this.#say("review", problemWords(problem));
  }

  /** @param {string} code */
  #unknown(code) {
    const isLong = code.length > SHOWN_OF_CODE;
    const shown = isLong ? `${beginning(code, SHOWN_OF_CODE)}…` : code;
    this.#say("review", t("scan.unknown", { code: shown }));
  }

  /**
   * @param {Note["kind"]} kind
   * @param {string} words
   */
  #say(kind, words) {
    this.note = { kind, words };
    this.dispatchEvent(new Event("change"));
  }

  /** Who left takes along what was scanned. */
  #forget() {
    this.#latest += 1;
    this.#waiting = [];
    this.silence();
  }

  silence() {
    this.note = null;
    this.dispatchEvent(new Event("change"));
  }
}

export const scanHandler = new ScanHandler();
