// @ts-check
/** @import { Answer, SubmitBody, SubmitPath } from "../types.js" */
/** @import { Api } from "../lib/api.js" */

import { Problem, freshKey } from "../lib/api.js";

/** @typedef {{ path: SubmitPath, body: SubmitBody, key: string }} Pending sent and not answered */

const PENDING = "tillwatch.pending";
/** After so long a request without an answer ends, and people are asked what to do. */
export const PATIENCE_MS = 5_000;
const FIRST_PAUSE_MS = 150;
const MOST_AGO = 99_999_999;

/**
 * Sends a sale or a return exactly once, however often it must be sent. Key and body are written
 * down before the first try and kept until the node has answered, across errors and reloads of this
 * page, so that a try whose answer was lost is repeated and not doubled.
 */
export class Submission extends EventTarget {
  #api;
  /**
   * Ends what is under way.
   *
   * @type {AbortController}
   */
  #limit = new AbortController();
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
    this.#limit.abort();
  }

  /**
   * Tries for PATIENCE_MS at most; then what was sent stays pending.
   *
   * @param {SubmitPath} path
   * @param {SubmitBody} body
   * @param {number} [tapped] when somebody asked for it
   * @returns {Promise<Answer>}
   */
  async send(path, body, tapped = performance.now()) {
    const sent = this.pending;
    const same = sent && sent.path === path && JSON.stringify(sent.body) === JSON.stringify(body);
    const pending = same ? sent : { path, body, key: freshKey() };
    sessionStorage.setItem(PENDING, JSON.stringify(pending));
    const limit = new AbortController();
    this.#limit = limit;
    const timer = setTimeout(() => limit.abort(), PATIENCE_MS);
    try {
      return await this.#try(pending, limit.signal, tapped);
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * @param {Pending} pending
   * @param {AbortSignal} signal
   * @param {number} tapped when somebody asked for it
   * @returns {Promise<Answer>}
   */
  async #try({ path, body, key }, signal, tapped) {
    for (this.tries = 0; ; ) {
      try {
        const answer = await this.#api.post(path, body, this.#headers(key, tapped), { signal });
        this.forget();
        return answer;
      } catch (error) {
        const problem = error instanceof Problem ? error : null;
        if (!problem?.passing && problem?.status !== 401) this.forget();
        if (!problem?.passing || !(await this.#mayRetry(problem, signal))) throw error;
      }
    }
  }

  /**
   * A trace begins with the tap: the node is told how many microseconds ago that was, and when by
   * its own clock.
   *
   * @param {string} key
   * @param {number} tapped
   */
  #headers(key, tapped) {
    const ago = Math.round((performance.now() - tapped) * 1_000);
    const now = this.#api.clock.nowMicros();
    return {
      "Idempotency-Key": key,
      "Tillwatch-Tapped-Ago": String(Math.min(MOST_AGO, ago)),
      "Tillwatch-Tapped-At": String(Math.max(0, now - ago)),
    };
  }

  /**
   * @param {Problem} problem
   * @param {AbortSignal} signal
   */
  async #mayRetry(problem, signal) {
    this.tries += 1;
    this.dispatchEvent(new Event("waiting"));
    const pause = (problem.retryAfterSeconds ?? 0) * 1_000 || FIRST_PAUSE_MS * 2 ** this.tries;
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, pause);
      const end = () => resolve(clearTimeout(timer));
      signal.addEventListener("abort", end, { once: true });
      if (signal.aborted) end();
    });
    return !signal.aborted;
  }
}
