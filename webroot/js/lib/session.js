// @ts-check
/** @import { PageName, Who } from "../types.js" */

import { Problem, wordsOf } from "./api.js";

/**
 * Who is at this page; announces "change". The key or
 * code only passes through: the browser keeps an HttpOnly cookie that no script can read.
 */
export class Session extends EventTarget {
  #api;
  #page;
  /** @type {"CHECKING" | "SIGNED_OUT" | "SIGNED_IN"} */
  state = "CHECKING";
  /** @type {Who | null} */
  who = null;
  /**
   * Why the last attempt failed, in plain words, or null.
   *
   * @type {string | null}
   */
  refusal = null;
  /** Whether somebody signed in on this page, with a link or a key. */
  justSignedIn = false;
  /** Whether the node was silent, so that nobody knows who is here. */
  unreachable = false;

  /**
   * @param {import("./api.js").Api} api
   * @param {PageName} page
   */
  constructor(api, page) {
    super();
    this.#api = api;
    this.#page = page;
    api.addEventListener("signed-out", () => {
      if (this.state === "SIGNED_IN")
        this.#become("SIGNED_OUT", null, "Your session has ended. Please sign in again.");
    });
  }

  /** Swaps the link's one-time code, or takes up the session that this browser already has. */
  async open() {
    const code = takeCodeFromAddress();
    const refusal = code ? await this.#tryCode(code) : null;
    if (this.state === "SIGNED_IN") return;
    try {
      this.#become("SIGNED_IN", await this.#api.get("/session", { page: this.#page }));
    } catch (problem) {
      const unknown = problem instanceof Problem && problem.status === 401;
      this.unreachable = problem instanceof Problem && problem.passing;
      this.#become("SIGNED_OUT", null, refusal ?? (unknown ? null : wordsOf(problem)));
    }
  }

  /** @param {string} key */
  async signIn(key) {
    try {
      const who = await this.#api.post("/session", { key, page: this.#page });
      this.justSignedIn = true;
      this.#become("SIGNED_IN", who);
    } catch (problem) {
      this.#become(
        "SIGNED_OUT",
        null,
        wordsFor(problem, "This key is not known to this store's node."),
      );
    }
  }

  async signOut() {
    await this.#api.delete(`/session?page=${this.#page}`).catch(() => null);
    this.#become("SIGNED_OUT", null);
  }

  /**
   * @param {string} code
   * @returns {Promise<string | null>} why it failed
   */
  async #tryCode(code) {
    try {
      const who = await this.#api.post("/session", { code, page: this.#page });
      this.justSignedIn = true;
      this.#become("SIGNED_IN", who);
      return null;
    } catch (problem) {
      return wordsFor(
        problem,
        "This link was used before or is too old. The node prints a new one at each start.",
      );
    }
  }

  /**
   * @param {Session["state"]} state
   * @param {Who | null} who
   * @param {string | null} [refusal]
   */
  #become(state, who, refusal = null) {
    if (state === "SIGNED_IN") this.unreachable = false;
    Object.assign(this, { state, who, refusal });
    this.dispatchEvent(new Event("change"));
  }
}

/**
 * @param {unknown} error
 * @param {string} whenRefused
 */
function wordsFor(error, whenRefused) {
  const refused = error instanceof Problem && [401, 404, 410].includes(error.status);
  return refused ? whenRefused : wordsOf(error);
}

/** Reads #code=... and removes it, so that it stays neither in the history nor on the screen. */
function takeCodeFromAddress() {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const code = fragment.get("code");
  if (code) history.replaceState(null, "", location.pathname + location.search);
  return code;
}
