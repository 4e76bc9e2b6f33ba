// @ts-check

import { Answers } from "./answers.js";
import { fieldWords } from "./problems.js";
import { Settings } from "./settings.js";
import { Staff } from "./staff.js";
import { StoreNode } from "./store-node.js";
import { Submission } from "./submission.js";
import { visits } from "./visit.js";
import { language } from "./words.js";
import { Work } from "./work.js";

/**
 * What fills the screen: FAILED where the catalogue could not be read, ATTRACT while nobody is
 * here, UNSURE where something was sent and not answered.
 *
 * @typedef {"LOADING" | "FAILED" | "ATTRACT" | "WORK" | "SENDING" | "UNSURE" | "OUTCOME"} Stage
 */

/**
 * What is known at this kiosk and what fills its screen; announces "change". Each state that a
 * reload must find again is kept.
 */
export class KioskState extends EventTarget {
  node = new StoreNode();
  submission = new Submission(this.api);
  staff = new Staff(this.api);
  answers = new Answers(this.api);
  /** @type {Stage} */
  stage = "LOADING";
  work = new Work();
  /**
   * What went wrong with the last submission or with loading, or null.
   *
   * @type {unknown}
   */
  problem = null;
  settings = new Settings();

  get api() {
    return this.node.api;
  }

  get session() {
    return this.node.session;
  }

  /** Whether the node answers. */
  get link() {
    return this.node.link;
  }

  /** What the node tells as it happens, or null before it is asked to. */
  get feed() {
    return this.node.feed;
  }

  get catalog() {
    return this.node.catalog;
  }

  get camera() {
    return this.node.camera;
  }

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
    return this.node.storeName;
  }

  get currency() {
    return this.catalog.currency;
  }

  /** What is being put together on the screen. */
  get draft() {
    return this.work.draft;
  }

  /** Whether nothing was begun that a person could lose. */
  get isEmpty() {
    return this.stage === "WORK" && !this.work.isBegun;
  }

  /** Whether it is the person's turn; else the node's, or nobody is here. */
  get isYourTurn() {
    return this.stage === "WORK" || this.stage === "OUTCOME";
  }

  changed() {
    if (this.isYourTurn || this.stage === "ATTRACT") this.#keep();
    this.dispatchEvent(new Event("change"));
  }

  #keep() {
    visits.save({
      type: this.work.type,
      sale: this.work.sale,
      return: this.work.return,
      outcome: this.outcome,
      language: language.current.code,
      attracting: this.stage === "ATTRACT",
    });
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
  become(stage, problem = null) {
    Object.assign(this, { stage, problem });
    this.changed();
  }
}
