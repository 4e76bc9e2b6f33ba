// @ts-check
/** @import { Camera, Catalog, SubmitBody, SubmitPath } from "../types.js" */

import { Api } from "../lib/api.js";
import { Feed } from "../lib/feed.js";
import { isReference } from "../lib/reference.js";
import { Session } from "../lib/session.js";
import { storeName } from "../lib/format.js";
import { Answers } from "./answers.js";
import { given } from "./drafts.js";
import { NodeLink } from "./node-link.js";
import { fieldWords } from "./problems.js";
import { Settings } from "./settings.js";
import { Staff } from "./staff.js";
import { PATIENCE_MS, Submission } from "./submission.js";
import { visits } from "./visit.js";
import { language } from "./words.js";
import { Work } from "./work.js";

/** How soon a page that could not start tries again by itself. */
const ASK_AGAIN_MS = 3_000;

/**
 * What fills the screen: FAILED where the catalogue could not be read, ATTRACT while nobody is
 * here, UNSURE where something was sent and not answered.
 *
 * @typedef {"LOADING" | "FAILED" | "ATTRACT" | "WORK" | "SENDING" | "UNSURE" | "OUTCOME"} Stage
 */

/**
 * The state of this kiosk; announces "change", "news" of what is on the screen, and "wiped" when
 * the person left.
 */
class Till extends EventTarget {
  api = new Api("kiosk", PATIENCE_MS);
  link = new NodeLink();
  session = new Session(this.api, "kiosk");
  submission = new Submission(this.api);
  staff = new Staff(this.api);
  answers = new Answers(this.api);
  /** @type {Feed | null} */
  feed = null;
  /** @type {Stage} */
  stage = "LOADING";
  #work = new Work();
  /** @type {Catalog} */
  catalog = { items: [], currency: "USD" };
  /** @type {Camera} */
  camera = { state: "CLOSED", source: "none" };
  /**
   * What went wrong with the last submission or with loading, or null.
   *
   * @type {unknown}
   */
  problem = null;
  settings = new Settings();

  get lane() {
    return this.settings.lane;
  }

  get cashier() {
    return this.settings.cashier;
  }

  /** The answer on the screen, or null. */
  get outcome() {
    return this.answers.outcome;
  }

  get storeName() {
    return this.session.who?.storeName ?? storeName(this.session.who?.storeId);
  }

  get currency() {
    return this.catalog.currency;
  }

  /** What is being put together on the screen. */
  get draft() {
    return this.#work.draft;
  }

  /** Whether nothing was begun that a person could lose. */
  get isEmpty() {
    return this.stage === "WORK" && !this.#work.isBegun;
  }

  /** Whether it is the person's turn; else the node's, or nobody is here. */
  get isYourTurn() {
    return this.stage === "WORK" || this.stage === "OUTCOME";
  }

  changed() {
    if (this.isYourTurn || this.stage === "ATTRACT") this.#keep();
    this.dispatchEvent(new Event("change"));
  }

  start() {
    language.choose("");
    language.addEventListener("change", () => this.changed());
    // what a person left behind must not come back with the browser's back key
    addEventListener("pageshow", (event) => event.persisted && location.reload());
    this.submission.addEventListener("waiting", () => this.changed());
    this.api.addEventListener("heard", () => this.link.heard());
    this.link.addEventListener("change", () => this.#linkChanged());
    this.link.watch();
    this.answers.addEventListener("change", () => this.changed());
    this.answers.addEventListener("news", () => this.dispatchEvent(new Event("news")));
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
      setTimeout(() => this.stage === "FAILED" && this.load(), ASK_AGAIN_MS);
      return;
    }
    this.#openFeed();
    this.#takeUp();
    const { pending } = this.submission;
    if (pending) await this.send(pending.path, pending.body);
    else await this.answers.askAgain();
  }

  /** Goes on where this page was when it was reloaded. */
  #takeUp() {
    const visit = visits.read();
    if (!visit) return this.#become("WORK");
    language.choose(visit.language);
    if (visit.attracting) return this.wipe();
    this.#work.takeUp(visit);
    this.answers.outcome = visit.outcome;
    return this.#become(visit.outcome ? "OUTCOME" : "WORK");
  }

  #keep() {
    visits.save({
      type: this.#work.type,
      sale: this.#work.sale,
      return: this.#work.return,
      outcome: this.outcome,
      language: language.current.code,
      attracting: this.stage === "ATTRACT",
    });
  }

  /** @param {string} code of the language that somebody chose who came to the kiosk */
  begin(code) {
    this.setMode("SALE");
    language.choose(code);
  }

  /** Forgets whoever was here. What was sent and not answered is kept: it must end once. */
  wipe() {
    this.#work = new Work();
    this.answers.outcome = null;
    this.staff.forget();
    visits.forget();
    this.dispatchEvent(new Event("wiped"));
    this.#become("ATTRACT");
    language.choose("");
  }

  /** The next person's turn, at the same work. What was scanned meanwhile is theirs. */
  next() {
    this.#work.clearAll();
    this.staff.forget();
    this.setMode(this.#work.type);
  }

  /** @param {string} type RETURN or SALE; what was begun of the other is kept */
  setMode(type) {
    this.#work.type = type === "RETURN" ? "RETURN" : "SALE";
    this.answers.outcome = null;
    this.#become("WORK");
  }

  /** Begins the sale or the return on the screen anew. */
  restart() {
    this.#work.clear(this.#work.type);
    this.setMode(this.#work.type);
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
    this.#work.open(receipt, entry);
    this.setMode("RETURN");
  }

  #showRecalled() {
    this.#work.clear("RETURN");
    this.#work.type = "RETURN";
    this.#become("OUTCOME");
  }

  /**
   * @param {string} lane
   * @param {string} cashier
   */
  setLane(lane, cashier) {
    this.settings.keep({ lane, cashier });
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
    const here = given({ laneId: this.lane, cashierId: this.cashier });
    const retryOf = answer.transaction.id;
    return this.send("/returns", { ...body, ...here, ...changes, retryOf });
  }

  /**
   * @param {SubmitPath} path
   * @param {SubmitBody} body
   */
  async send(path, body) {
    this.#become("SENDING");
    try {
      const answer = await this.submission.send(path, body);
      if (this.settings.settingUp) this.settings.keep();
      this.answers.take(answer, path, body);
      this.#work.clear(path === "/returns" ? "RETURN" : "SALE");
      this.#become("OUTCOME");
    } catch (problem) {
      this.#become(this.submission.pending ? "UNSURE" : this.outcome ? "OUTCOME" : "WORK", problem);
      // one that is not taken is taken anew, or the person goes on without
      if (this.errorAt("/photoId")) this.draft.photo = null;
      this.changed();
    }
  }

  /** What was sent and not answered is finished as soon as the node is there again. */
  #linkChanged() {
    if (this.link.canRecord && this.stage === "UNSURE") this.sendAgain();
    this.changed();
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

  async payOut() {
    const { lane, cashier, outcome } = this;
    const refused = await this.answers
      .payOut({ laneId: lane, ...(cashier && { cashierId: cashier }) })
      .then(() => null)
      .catch((problem) => problem);
    // who went on meanwhile stays there
    if (this.outcome === outcome) this.#become("OUTCOME", refused);
  }

  /** @param {string} pointer JSON pointer into what was submitted */
  errorAt(pointer) {
    return fieldWords(this.problem, pointer);
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
      this.settings.read(who.storeId, this.session.justSignedIn);
      this.load();
    } else {
      this.feed?.close();
      if (this.session.unreachable) setTimeout(() => this.session.open(), ASK_AGAIN_MS);
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
    feed.addEventListener("reload", () => this.answers.askAgain());
    feed.hear("transaction", (news) => this.answers.hear(news));
    feed.hear("camera", (camera) => {
      this.camera = camera;
      this.changed();
    });
    this.feed = feed;
    feed.open();
  }
}

export const till = new Till();
