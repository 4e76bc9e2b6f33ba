// @ts-check
/** @import { GetAnswers, PageName, PostAnswers, ProblemBody } from "../types.js" */
/** @import { PutAnswers, Query } from "../types.js" */

import { NodeClock, here } from "./node-clock.js";

/**
 * A "no" of the node in the shape of RFC 9457, or of the network (status 0, code UNREACHABLE).
 * `fieldErrors` maps JSON pointers such as /lines/0/quantity to plain words.
 */
export class Problem extends Error {
  /**
   * @param {ProblemBody} body
   * @param {string | null} [retryAfter] seconds, as the header says them
   */
  constructor(
    { status = 0, code = "UNKNOWN", title = "", detail = "", errors = [] },
    retryAfter = null,
  ) {
    super(detail || title || code);
    this.status = status;
    this.code = code;
    this.title = title;
    /** @type {Map<string, string>} */
    this.fieldErrors = new Map(errors.map((error) => [error.pointer, error.detail]));
    this.retryAfterSeconds = Number(retryAfter) || null;
  }

  /** The same request may succeed later: nobody knows yet, or the first try is still under way. */
  get passing() {
    return this.status === 0 || this.status >= 500 || this.code === "IDEMPOTENCY_IN_PROGRESS";
  }
}

/**
 * What went wrong, in plain words.
 *
 * @param {unknown} error
 */
export function wordsOf(error) {
  return error instanceof Error ? error.message : String(error);
}

const UNREACHABLE = {
  code: "UNREACHABLE",
  title: "No answer",
  detail: "This store's node does not answer. Check that it is running and that the network is up.",
};

const BROKEN_OFF = {
  code: "ANSWER_BROKEN_OFF",
  title: "The answer broke off",
  detail: "The line was cut while this store's node answered.",
};

const NOT_IN_TIME = {
  code: "NO_ANSWER_IN_TIME",
  title: "No answer in time",
  detail: "This store's node did not answer in time. Check that it is running.",
};

/**
 * The node's API as one page uses it; announces "signed-out" when the session is over, and "heard"
 * at each answer of the node, whatever it says.
 */
export class Api extends EventTarget {
  /** The node's clock, as its answers tell it. */
  clock = new NodeClock();
  #page;
  #patience;

  /**
   * @param {PageName} page
   * @param {number} [patience] milliseconds after which a request without an answer ends; absent:
   *   it waits as long as the browser does
   */
  constructor(page, patience) {
    super();
    this.#page = page;
    this.#patience = patience;
  }

  /**
   * @template {keyof GetAnswers} P
   * @param {P} path
   * @param {Query} [query]
   * @returns {Promise<GetAnswers[P]>}
   */
  get(path, query = {}) {
    const known = Object.entries(query)
      .filter(([, value]) => value !== null && value !== undefined && value !== "")
      .map(([name, value]) => [name, String(value)]);
    const search = new URLSearchParams(known).toString();
    return this.#json("GET", search ? `${path}?${search}` : path);
  }

  /**
   * @template {keyof PostAnswers} P
   * @param {P} path
   * @param {object} [body]
   * @param {Record<string, string>} [headers]
   * @param {Pick<Options, "signal" | "patience" | "keepalive">} [how] signal and patience end this
   *   request otherwise than the others: when the signal says so, or after so many milliseconds;
   *   keepalive: it is sent even when the page is left at this moment
   * @returns {Promise<PostAnswers[P]>}
   */
  post(path, body = {}, headers = {}, how = {}) {
    const json = { "Content-Type": "application/json", ...headers };
    return this.#json("POST", path, { body: JSON.stringify(body), headers: json, ...how });
  }

  /**
   * @template {keyof PutAnswers} P
   * @param {P} path
   * @param {object} body
   * @param {Record<string, string>} headers
   * @returns {Promise<PutAnswers[P]>}
   */
  put(path, body, headers) {
    const json = { "Content-Type": "application/json", ...headers };
    return this.#json("PUT", path, { body: JSON.stringify(body), headers: json });
  }

  /**
   * @param {string} path
   * @returns {Promise<unknown>}
   */
  delete(path) {
    return this.#json("DELETE", path);
  }

  /**
   * Sends a picture; the answer says what the node saw in it.
   *
   * @template {keyof PostAnswers} P
   * @param {P} path
   * @param {Blob} blob
   * @param {Record<string, string>} [headers]
   * @returns {Promise<PostAnswers[P]>}
   */
  upload(path, blob, headers = {}) {
    const all = { ...headers, "Content-Type": blob.type };
    return this.#json("POST", path, { body: blob, headers: all });
  }

  /** @param {string} path */
  async picture(path) {
    const response = await this.#send("GET", path);
    return response.blob();
  }

  /**
   * Address of a stream of this page, for what cannot send headers (EventSource, img).
   *
   * @param {string} path
   * @param {Record<string, string>} [query]
   */
  stream(path, query = {}) {
    return `/api/v1${path}?${new URLSearchParams({ page: this.#page, ...query })}`;
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {Options} [options]
   */
  async #json(method, path, { signal, patience = this.#patience, ...options } = {}) {
    const limit = new Limit(signal, patience);
    try {
      const response = await this.#send(method, path, { ...options, signal: limit.signal });
      if (response.status === 204) return null;
      // what was answered is not known: as if the line had been cut before
      return await response.json().catch(() => {
        throw new Problem(limit.signal.aborted ? NOT_IN_TIME : BROKEN_OFF);
      });
    } finally {
      limit.end();
    }
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {Options} [options]
   */
  async #send(method, path, { body, headers = {}, signal, keepalive } = {}) {
    const request = { method, body, headers: { ...headers, "X-Tillwatch-Page": this.#page } };
    const init = { ...request, signal, keepalive, cache: /** @type {RequestCache} */ ("no-store") };
    const sent = here();
    const response = await fetch(`/api/v1${path}`, init).catch(() => {
      throw new Problem(signal?.aborted ? NOT_IN_TIME : UNREACHABLE);
    });
    this.clock.hear(sent, Number(response.headers.get("Tillwatch-Clock")));
    this.dispatchEvent(new Event("heard"));
    if (response.ok) return response;
    const problem = await problemOf(response);
    if (problem.status === 401) this.dispatchEvent(new Event("signed-out"));
    throw problem;
  }
}

/**
 * @typedef {{
 *   body?: BodyInit,
 *   headers?: Record<string, string>,
 *   signal?: AbortSignal,
 *   patience?: number,
 *   keepalive?: boolean,
 * }} Options
 */

/** Ends a request after a while, or when somebody else says so. */
class Limit {
  #controller = new AbortController();
  #timer;

  /**
   * @param {AbortSignal} [other]
   * @param {number} [patience] in milliseconds
   */
  constructor(other, patience) {
    this.#timer = patience && setTimeout(() => this.#controller.abort(), patience);
    if (other?.aborted) this.#controller.abort();
    other?.addEventListener("abort", () => this.#controller.abort(), { once: true });
  }

  get signal() {
    return this.#controller.signal;
  }

  end() {
    clearTimeout(this.#timer);
  }
}

/** @param {Response} response */
async function problemOf(response) {
  const retryAfter = response.headers.get("Retry-After");
  const said = await response.json().catch(() => ({}));
  const title = said.title ?? `The node answered ${response.status}`;
  return new Problem({ ...said, title, status: response.status }, retryAfter);
}

/**
 * A name as a part of a path.
 *
 * @param {string} name
 * @throws {Problem} for none, and for "." and "..": in a path they lead elsewhere, however written
 */
export function pathPart(name) {
  if (/^\.{0,2}$/.test(name)) {
    const detail = name ? `Nothing has the name "${name}".` : "The address names nothing.";
    throw new Problem({ status: 404, code: "NOT_FOUND", detail });
  }
  return encodeURIComponent(name);
}

/** 128 random bits in hexadecimal; crypto.randomUUID exists only on HTTPS and localhost. */
export function freshKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
