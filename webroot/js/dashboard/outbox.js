// @ts-check
/** @import { Alert } from "../types.js" */
/** @import { Act } from "./acts.js" */

import { wordsOf } from "../lib/api.js";
import { written } from "../lib/written.js";
import { waits } from "./acts.js";
import { board } from "./board.js";

/** So long an act can be taken back. */
const TAKE_BACK_MS = 10_000;
/** So many are under way at once: the node has others to answer, too. */
const MOST_UNDER_WAY = 4;

/**
 * An act that is not sent yet, or that failed.
 *
 * @typedef {Pick<Alert, "id" | "storeId" | "amountMinor" | "currency" | "transaction">} Subject
 *
 * @typedef {{
 *   alert: Subject,
 *   act: Act,
 *   note: string,
 *   batch: string | null,
 *   sendAt: number,
 *   timer: ReturnType<typeof setTimeout> | null,
 *   state: "WAITING" | "SENDING" | "FAILED",
 *   problem: string | null,
 * }} Pending `sendAt`: in milliseconds since 1970; `batch`: names what was done to several at once
 */

/**
 * What a reviewer did and can still take back. Until an act is sent, after ten seconds or when the
 * page is left, nothing is decided: no store knows of it. What another reviewer decides meanwhile
 * is not sent at all. Announces "change".
 */
class Outbox extends EventTarget {
  /** @type {Map<string, Pending>} */
  #pending = new Map();
  #underWay = 0;
  /** @type {(() => void)[]} */
  #queue = [];

  constructor() {
    super();
    // the last moment in which a page may still send, and one half of a second later it is too
    // late: a page that is busy for so long would lose what was done
    addEventListener("pagehide", this.#leave);
    board.addEventListener("alert", (event) =>
      this.#hear(/** @type {CustomEvent<Alert>} */ (event).detail),
    );
  }

  get pending() {
    return [...this.#pending.values()];
  }

  /**
   * Whether something was done about an alert that no store knows of yet.
   *
   * @param {string} alertId
   */
  has(alertId) {
    const state = this.#pending.get(alertId)?.state;
    return state === "WAITING" || state === "SENDING";
  }

  /**
   * Why something was done about an alert that could not be: nobody writes it twice.
   *
   * @param {string} alertId
   */
  reasonOf(alertId) {
    return this.#pending.get(alertId)?.note ?? "";
  }

  /**
   * @param {Subject} alert
   * @param {Act} act
   * @param {string} note
   * @param {string | null} [batch] the same for all that are done at once
   */
  put(alert, act, note, batch = null) {
    const known = this.#pending.get(alert.id);
    if (known?.state === "SENDING") return;
    if (known?.timer) clearTimeout(known.timer);
    const timer = setTimeout(() => this.#send(alert.id), TAKE_BACK_MS);
    this.#pending.set(alert.id, {
      alert,
      act,
      note: written(note),
      batch,
      sendAt: Date.now() + TAKE_BACK_MS,
      timer,
      state: "WAITING",
      problem: null,
    });
    this.#changed();
  }

  /** @param {string} alertId */
  takeBack(alertId) {
    const pending = this.#pending.get(alertId);
    if (!pending || pending.state === "SENDING") return;
    if (pending.timer) clearTimeout(pending.timer);
    this.#pending.delete(alertId);
    this.#changed();
  }

  /** @param {string} batch of which all that is not sent yet is taken back */
  takeBackAll(batch) {
    for (const { alert, state, batch: of } of this.pending)
      if (of === batch && state === "WAITING") this.takeBack(alert.id);
  }

  /**
   * Sends what waits: its reviewer goes.
   *
   * @param {boolean} [leaving] the page goes too
   * @returns {Promise<boolean>} whether all of it was done
   */
  async sendAll(leaving = false) {
    const waiting = this.pending.filter(({ state }) => state === "WAITING");
    await Promise.all(waiting.map(({ alert }) => this.#send(alert.id, leaving)));
    return waiting.every(({ state }) => state !== "FAILED");
  }

  #leave = () => {
    this.sendAll(true);
  };

  /**
   * While something waits, the browser asks this page before it goes on, and waits longer for it
   * then than for a page that is gone already. It is asked at no other time: no page that has
   * nothing to send is kept from the browser's way back.
   */
  #askBeforeLeaving() {
    const waits = this.pending.some(({ state }) => state === "WAITING");
    if (waits) addEventListener("beforeunload", this.#leave);
    else removeEventListener("beforeunload", this.#leave);
  }

  /**
   * @param {string} alertId
   * @param {boolean} [leaving]
   */
  async #send(alertId, leaving = false) {
    const pending = this.#pending.get(alertId);
    if (!pending) return;
    if (pending.timer) clearTimeout(pending.timer);
    Object.assign(pending, { timer: null, state: "SENDING" });
    this.#changed();
    if (!leaving) await this.#turn();
    try {
      await carryOut(pending, leaving);
      this.#pending.delete(alertId);
    } catch (problem) {
      Object.assign(pending, { state: "FAILED", problem: wordsOf(problem) });
    }
    if (!leaving) this.#done();
    this.#changed();
  }

  async #turn() {
    if (this.#underWay >= MOST_UNDER_WAY)
      await new Promise((resolve) => this.#queue.push(() => resolve(null)));
    else this.#underWay++;
  }

  /** The next one takes the place. */
  #done() {
    const next = this.#queue.shift();
    if (next) next();
    else this.#underWay--;
  }

  /**
   * Another reviewer was faster: a second verdict is given on purpose, or not at all.
   *
   * @param {Alert} alert
   */
  #hear({ id, status, outcome }) {
    const pending = this.#pending.get(id);
    if (status !== "RESOLVED" || pending?.state !== "WAITING") return;
    if (pending.timer) clearTimeout(pending.timer);
    if (outcome === pending.act.verdict) this.#pending.delete(id);
    else
      Object.assign(pending, {
        timer: null,
        state: "FAILED",
        problem: "Another reviewer has given a different verdict meanwhile.",
      });
    this.#changed();
  }

  #changed() {
    this.#askBeforeLeaving();
    this.dispatchEvent(new Event("change"));
  }
}

/**
 * The customer first, and no verdict where the return could not be decided or needs a second
 * reviewer. A page that is being left hears no answer: both go out at once.
 *
 * @param {Pending} pending
 * @param {boolean} leaving
 */
async function carryOut({ alert, act, note }, leaving) {
  const words = note || act.done;
  if (alert.transaction && waits(alert)) {
    const deciding = board.decide(alert.transaction.id, act.decision, words);
    const decided = leaving ? null : await deciding;
    if (decided?.transaction.status === "HELD") return;
  }
  await board.resolve(alert.id, act.verdict, words);
}

export const outbox = new Outbox();
