// @ts-check
/**
 * @import {
 *   Answer, Camera, Catalog, Receipt, SubmitBody, SubmitPath, TransactionNews
 * } from "../types.js"
 */

import { Api, Problem } from "../lib/api.js";
import { Feed } from "../lib/feed.js";
import { Session } from "../lib/session.js";
import { storeName } from "../lib/format.js";
import { ReturnDraft, SaleDraft } from "./drafts.js";
import { Staff } from "./staff.js";
import { Submission } from "./submission.js";

const SETTINGS = "tillwatch.lane";

/**
 * What fills the screen: FAILED where the catalogue could not be read, UNSURE where something was
 * sent and not answered.
 *
 * @typedef {"LOADING" | "FAILED" | "WORK" | "SENDING" | "UNSURE" | "OUTCOME"} Stage
 */

/** @typedef {Answer & { settled?: boolean }} Answered `settled` once the node said more about it */

/** The state of this kiosk; announces "change". */
class Till extends EventTarget {
  api = new Api("kiosk");
  session = new Session(this.api, "kiosk");
  submission = new Submission(this.api);
  staff = new Staff(this.api);
  /** @type {Feed | null} */
  feed = null;
  /** @type {Stage} */
  stage = "LOADING";
  /** What is being put together; the other one waits meanwhile as it was left. */
  #drafts = { SALE: new SaleDraft(), RETURN: new ReturnDraft() };
  /** @type {SaleDraft | ReturnDraft} */
  draft = this.#drafts.SALE;
  /** @type {Catalog} */
  catalog = { items: [], currency: "USD" };
  /** @type {Camera} */
  camera = { state: "CLOSED", source: "none" };
  /**
   * The node's answer to what was submitted, and what it answers.
   *
   * @type {{ answer: Answered, path: SubmitPath, body: SubmitBody } | null}
   */
  outcome = null;
  /**
   * What went wrong with the last submission or with loading, or null.
   *
   * @type {unknown}
   */
  problem = null;
  lane = "";
  cashier = "";

  get storeName() {
    return this.session.who?.storeName ?? storeName(this.session.who?.storeId);
  }

  get currency() {
    return this.catalog.currency;
  }

  changed() {
    this.dispatchEvent(new Event("change"));
  }

  start() {
    this.submission.addEventListener("waiting", () => this.changed());
    this.session.addEventListener("change", () => this.#sessionChanged());
    this.session.open();
  }

  async load() {
    this.#become("LOADING");
    try {
      [this.catalog, this.camera] = await Promise.all([
        this.api.get("/catalog"),
        this.api.get("/camera"),
      ]);
    } catch (problem) {
      this.#become("FAILED", problem);
      return;
    }
    this.#openFeed();
    const { pending } = this.submission;
    if (pending) await this.send(pending.path, pending.body);
    else if (this.stage === "LOADING") this.#become("WORK");
  }

  /** @param {string} type RETURN or SALE; what was begun of the other is kept */
  setMode(type) {
    this.draft = type === "RETURN" ? this.#drafts.RETURN : this.#drafts.SALE;
    this.outcome = null;
    this.#become("WORK");
  }

  /** Begins the sale or the return on the screen anew. */
  restart() {
    this.#clear(this.draft.type);
    this.setMode(this.draft.type);
  }

  /** @param {"SALE" | "RETURN"} type */
  #clear(type) {
    const current = this.draft.type === type;
    if (type === "RETURN") this.#drafts.RETURN = new ReturnDraft();
    else this.#drafts.SALE = new SaleDraft();
    if (current) this.draft = this.#drafts[type];
  }

  /**
   * Opens the return desk with a receipt, unless that very one is open.
   *
   * @param {Receipt} receipt
   * @param {"KEYED" | "SCANNED"} entry
   */
  openReceipt(receipt, entry) {
    this.setMode("RETURN");
    const draft = this.#drafts.RETURN;
    if (draft.receipt?.transaction.id === receipt.transaction.id) return;
    if (draft.receipt) this.restart();
    this.#drafts.RETURN.takeReceipt(receipt, entry);
    this.changed();
  }

  /**
   * @param {string} number
   * @returns {Promise<Receipt>}
   */
  findReceipt(number) {
    return this.api.get(`/receipts/${encodeURIComponent(number)}`);
  }

  /**
   * @param {string} lane
   * @param {string} cashier
   */
  setLane(lane, cashier) {
    Object.assign(this, { lane, cashier });
    localStorage.setItem(SETTINGS, JSON.stringify({ lane, cashier }));
    this.#openFeed();
    this.changed();
  }

  submit() {
    const { lane, cashier, currency } = this;
    return this.send(
      this.draft.path,
      this.draft.body({ laneId: lane, cashierId: cashier, currency }),
    );
  }

  /**
   * The same return once more, with what the node asked for.
   *
   * @param {SubmitBody} changes
   */
  async retry(changes) {
    if (!this.outcome) return;
    const { body, answer } = this.outcome;
    return this.send("/returns", { ...body, ...changes, retryOf: answer.transaction.id });
  }

  /**
   * @param {SubmitPath} path
   * @param {SubmitBody} body
   */
  async send(path, body) {
    this.#become("SENDING");
    try {
      const answer = await this.submission.send(path, body);
      this.outcome = { answer, body, path };
      this.#clear(path === "/returns" ? "RETURN" : "SALE");
      this.#become("OUTCOME");
    } catch (problem) {
      this.#become(this.submission.pending ? "UNSURE" : this.outcome ? "OUTCOME" : "WORK", problem);
    }
  }

  /** Sends what is still unanswered again, under its old key. */
  async sendAgain() {
    const { pending } = this.submission;
    if (pending) await this.send(pending.path, pending.body);
  }

  giveUp() {
    this.submission.forget();
    this.#become(this.outcome ? "OUTCOME" : "WORK");
  }

  /** The cash of an approved return leaves the drawer: only where the node says so, once. */
  async payOut() {
    if (!this.outcome) return;
    const id = encodeURIComponent(this.outcome.answer.transaction.id);
    const body = { laneId: this.lane, ...(this.cashier && { cashierId: this.cashier }) };
    try {
      this.#heard(await this.api.post(`/transactions/${id}/payout`, body));
      this.#become("OUTCOME");
    } catch (problem) {
      this.#become("OUTCOME", problem);
    }
  }

  /**
   * The fields' errors, by JSON pointer into what was submitted.
   *
   * @type {Map<string, string>}
   */
  get fieldErrors() {
    return this.problem instanceof Problem ? this.problem.fieldErrors : new Map();
  }

  /** @param {string} pointer */
  errorAt(pointer) {
    return this.fieldErrors.get(pointer);
  }

  clearProblem() {
    this.problem = null;
  }

  /**
   * @param {Stage} stage
   * @param {unknown} [problem]
   */
  #become(stage, problem = null) {
    Object.assign(this, { stage, problem });
    this.changed();
  }

  #sessionChanged() {
    const { who } = this.session;
    if (who) {
      const saved = JSON.parse(localStorage.getItem(SETTINGS) ?? "{}");
      const branch = who.storeId.split("-").at(-1)?.toUpperCase();
      this.lane = saved.lane || `${branch}-01`;
      this.cashier = saved.cashier ?? "";
      this.load();
    } else {
      this.feed?.close();
    }
    this.changed();
  }

  #openFeed() {
    this.feed?.close();
    const feed = new Feed(
      (resume) => this.api.stream("/events", { lane: this.lane, ...resume }),
      () => this.api.get("/camera"),
    );
    feed.addEventListener("state", () => this.changed());
    feed.addEventListener("reload", () => this.askAgain());
    feed.hear("transaction", (news) => this.#heard(news));
    feed.hear("camera", (camera) => {
      this.camera = camera;
      this.changed();
    });
    this.feed = feed;
    feed.open();
  }

  /** Reads a waiting return's state again: its decision may have come while we did not listen. */
  async askAgain() {
    if (this.outcome?.answer.transaction.status !== "HELD") return;
    const { reference } = this.outcome.answer;
    const found = await this.api
      .get(`/transactions?reference=${encodeURIComponent(reference)}`)
      .catch(() => null);
    for (const item of found?.items ?? []) this.#heard(item);
  }

  /** @param {TransactionNews} news */
  #heard(news) {
    const answer = this.outcome?.answer;
    if (!answer || news.transaction.id !== answer.transaction.id) return;
    const { transaction, refundMinor, settlement } = news;
    Object.assign(answer, { transaction, refundMinor, settlement, settled: true });
    this.changed();
  }
}

export const till = new Till();
