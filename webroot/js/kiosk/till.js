// @ts-check
/** @import { SubmitBody, SubmitPath } from "../types.js" */

import { isReference } from "../lib/reference.js";
import { given } from "./drafts.js";
import { KioskState } from "./kiosk-state.js";
import { ASK_AGAIN_MS } from "./store-node.js";
import { visits } from "./visit.js";
import { language } from "./words.js";
import { Work } from "./work.js";

/**
 * What can be done at this kiosk; announces "change" of its state, "news" of what is on the screen,
 * and "wiped" when the person left.
 */
class Till extends KioskState {
  /** Whether the node was silent as long as the last try waited. */
  #unheard = false;

  start() {
    language.choose(visits.language);
    language.addEventListener("change", () => this.changed());
    // what a person left behind must not come back with the browser's back key
    addEventListener("pageshow", (event) => event.persisted && location.reload());
    this.submission.addEventListener("waiting", () => this.changed());
    this.answers.addEventListener("change", () => this.changed());
    this.answers.addEventListener("news", () => this.dispatchEvent(new Event("news")));
    this.node.addEventListener("session", () => this.#sessionChanged());
    this.node.addEventListener("heard", () => this.#finish());
    this.node.addEventListener("change", () => this.changed());
    this.node.start();
  }

  async load() {
    this.become("LOADING");
    try {
      await this.node.load(this.lane);
    } catch (problem) {
      this.become("FAILED", problem);
      setTimeout(() => this.stage === "FAILED" && this.load(), ASK_AGAIN_MS);
      return;
    }
    this.#follow();
    this.#takeUp();
    const { pending } = this.submission;
    if (pending) await this.send(pending.path, pending.body);
    else await this.answers.askAgain();
  }

  /** Goes on where this page was when it was reloaded. */
  #takeUp() {
    const visit = visits.read();
    if (!visit) return this.become("WORK");
    language.choose(visit.language);
    if (visit.attracting) return this.wipe();
    this.work.takeUp(visit);
    this.answers.outcome = visit.outcome;
    return this.become(visit.outcome ? "OUTCOME" : "WORK");
  }

  /** @param {string} code of the language that somebody chose who came to the kiosk */
  begin(code) {
    this.setMode("SALE");
    language.choose(code);
  }

  /** Forgets whoever was here. What was sent and not answered is kept: it must end once. */
  wipe() {
    this.work = new Work();
    this.answers.outcome = null;
    this.staff.forget();
    visits.forget();
    this.dispatchEvent(new Event("wiped"));
    this.become("ATTRACT");
    language.choose("");
  }

  /** The next person's turn, at the same work. What was scanned meanwhile is theirs. */
  next() {
    this.work.clearAll();
    this.staff.forget();
    this.setMode(this.work.type);
  }

  /** @param {string} type RETURN or SALE; what was begun of the other is kept */
  setMode(type) {
    this.work.type = type === "RETURN" ? "RETURN" : "SALE";
    this.answers.outcome = null;
    this.become("WORK");
  }

  /** Begins the sale or the return on the screen anew. */
  restart() {
    this.work.clear(this.work.type);
    this.setMode(this.work.type);
  }

  /**
   * Opens what the number stands for: the return of a receipt, or a transaction by its reference.
   *
   * @param {string} number typed or scanned, without the scanner's mark
   * @param {"KEYED" | "SCANNED"} entry
   * @param {() => boolean} [wanted] whether it still is, once the answer is here
   */
  async findAndOpen(number, entry, wanted = () => true) {
    const recalled = isReference(number) && (await this.answers.recall(number, wanted));
    if (recalled) return this.#showRecalled();
    const receipt = await this.api.get(`/receipts/${encodeURIComponent(number)}`);
    if (!wanted()) return;
    this.work.open(receipt, entry);
    this.setMode("RETURN");
  }

  #showRecalled() {
    this.work.clear("RETURN");
    this.work.type = "RETURN";
    this.become("OUTCOME");
  }

  /**
   * @param {string} lane
   * @param {string} cashier
   */
  setLane(lane, cashier) {
    this.settings.keep({ lane, cashier });
    this.#follow();
    this.changed();
  }

  /** @param {number} [tapped] when it was asked for, by this page's clock; absent: now */
  submit(tapped) {
    const { lane, cashier, currency } = this;
    const body = this.draft.body({ laneId: lane, cashierId: cashier, currency });
    return this.send(this.draft.path, body, tapped);
  }

  /**
   * The same return once more, with what the node asked for.
   *
   * @param {SubmitBody} changes
   */
  async retry(changes) {
    if (!this.outcome) return;
    const { body, answer } = this.outcome;
    const here = given({ laneId: this.lane, cashierId: this.cashier });
    const retryOf = answer.transaction.id;
    return this.send("/returns", { ...body, ...here, ...changes, retryOf });
  }

  /**
   * @param {SubmitPath} path
   * @param {SubmitBody} body
   * @param {number} [tapped] when it was asked for, by this page's clock; absent: now
   */
  async send(path, body, tapped) {
    const { link } = this;
    const away = !link.canRecord;
    const began = Date.now();
    this.become("SENDING");
    try {
      const answer = await this.submission.send(path, body, tapped);
      if (this.settings.settingUp) this.settings.keep();
      this.answers.take(answer, path, body);
      this.work.clear(path === "/returns" ? "RETURN" : "SALE");
      this.become("OUTCOME");
    } catch (problem) {
      this.#unheard = this.submission.pending !== null && link.heardAt <= began;
      this.become(this.submission.pending ? "UNSURE" : this.outcome ? "OUTCOME" : "WORK", problem);
      if (this.errorAt("/photoId")) this.#forgetPhoto();
      this.changed();
      // the node came back while this try was still waiting for the one that was away
      if (away && link.canRecord) await this.sendAgain();
    }
  }

  /** One that is not taken is taken anew, or the person goes on without. */
  #forgetPhoto() {
    this.draft.photo = null;
    if (this.outcome) this.outcome.asking = null;
  }

  /**
   * What was sent while the node said nothing is finished as soon as it says something. Where it
   * talks and does not answer this, people choose.
   */
  #finish() {
    if (!this.#unheard || this.stage !== "UNSURE" || !this.link.canRecord) return;
    this.#unheard = false;
    this.sendAgain();
  }

  /** Sends what is still unanswered again, under its old key. */
  async sendAgain() {
    const { pending } = this.submission;
    if (pending) await this.send(pending.path, pending.body);
  }

  giveUp() {
    this.submission.forget();
    this.become(this.outcome ? "OUTCOME" : "WORK");
  }

  async payOut() {
    const { lane, cashier, outcome } = this;
    const refused = await this.answers
      .payOut({ laneId: lane, ...(cashier && { cashierId: cashier }) })
      .then(() => null)
      .catch((problem) => problem);
    // who went on meanwhile stays there
    if (this.outcome === outcome) this.become("OUTCOME", refused);
  }

  #sessionChanged() {
    const { who, justSignedIn } = this.session;
    if (who) {
      this.settings.read(who.storeId, justSignedIn);
      this.load();
    }
    this.changed();
  }

  #follow() {
    const { answers } = this;
    this.node.follow(this.lane, {
      heard: (news) => answers.hear(news),
      missed: () => answers.askAgain(),
    });
  }
}

export const till = new Till();
