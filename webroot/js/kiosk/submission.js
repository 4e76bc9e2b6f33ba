// @ts-check
/** @import { Answer, SubmitBody, SubmitPath } from "../types.js" */
/** @import { Api } from "../lib/api.js" */

import { Problem, freshKey } from "../lib/api.js";

/** @typedef {{ path: SubmitPath, body: SubmitBody, key: string }} Pending sent and not answered */

const PENDING = "tillwatch.pending";
const MOST_TRIES = 6;

/**
 * Sends a sale or a return exactly once, however often it must be sent. Key and body are written
 * down before the first try and kept until the node has answered, across errors and reloads of this
 * page, so that a try whose answer was lost is repeated and not doubled.
 */
export class Submission extends EventTarget {
  #api;
  /** @type {(() => void) | null} */
  #stop = null;
  /** Tries so far that got no answer. */
  tries = 0;

  /** @param {Api} api */
  constructor(api) {
    super();
    this.#api = api;
  }

  /**
   * What was sent and not answered, or null.
   *
   * @returns {Pending | null}
   */
  get pending() {
    return JSON.parse(sessionStorage.getItem(PENDING) ?? "null");
  }

  /** Gives up for good; the caller has warned that the transaction may exist. */
  forget() {
    sessionStorage.removeItem(PENDING);
  }

  stop() {
    this.#stop?.();
  }

  /**
   * @param {SubmitPath} path
   * @param {SubmitBody} body
   * @returns {Promise<Answer>}
   */
  async send(path, body) {
    const sent = this.pending;
    const same = sent && sent.path === path && JSON.stringify(sent.body) === JSON.stringify(body);
    const pending = same ? sent : { path, body, key: freshKey() };
    sessionStorage.setItem(PENDING, JSON.stringify(pending));
    /** @type {Promise<"STOPPED">} */
    const stopped = new Promise((resolve) => {
      this.#stop = () => resolve("STOPPED");
    });
    for (this.tries = 0; ; ) {
      try {
        const answer = await this.#api.post(path, body, { "Idempotency-Key": pending.key });
        this.forget();
        return answer;
      } catch (error) {
        const problem = error instanceof Problem ? error : null;
        if (!problem?.passing && problem?.status !== 401) this.forget();
        if (!problem?.passing || (await this.#mayNotRetry(problem, stopped))) throw error;
      }
    }
  }

  /**
   * @param {Problem} problem
   * @param {Promise<"STOPPED">} stopped
   */
  async #mayNotRetry(problem, stopped) {
    this.tries += 1;
    this.dispatchEvent(new Event("waiting"));
    if (this.tries >= MOST_TRIES) return true;
    const backoff = Math.min(8, 0.5 * 2 ** this.tries);
    const pause = Math.min(30, problem.retryAfterSeconds ?? backoff) * 1_000;
    const waited = new Promise((resolve) => setTimeout(resolve, pause));
    return (await Promise.race([stopped, waited])) === "STOPPED";
  }
}
