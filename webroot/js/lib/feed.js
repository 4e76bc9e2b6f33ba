// @ts-check
/** @import { FeedEvents } from "../types.js" */

/** @type {(keyof FeedEvents)[]} */
const EVENTS = ["transaction", "alert", "alert.resolved", "replication", "stats", "camera"];
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;
const SILENCE_MS = 40_000;

/**
 * The node's live events. Re-emits each as a CustomEvent of the same name with the parsed data, and
 * "state" when `state` changes. "reload" means that the node no longer knows what was missed, and
 * lists must be read again.
 *
 * The browser resumes by itself with Last-Event-ID while the stream is merely cut. A refused stream
 * stays closed for good, and a half-dead one stays silent: both are opened anew here, from the same
 * event on.
 */
export class Feed extends EventTarget {
  #address;
  #probe;
  /** @type {EventSource | null} */
  #source = null;
  /** @type {number | undefined} */
  #retry;
  /** @type {number | undefined} */
  #watch;
  #failures = 0;
  #heardAt = 0;
  #lastEventId = "";
  /** @type {"CONNECTING" | "LIVE" | "LOST"} */
  state = "CONNECTING";

  /**
   * @param {(resume: { lastEventId?: string }) => string} address gives the stream's address with
   *   what it takes as further query
   * @param {() => Promise<unknown>} probe a cheap request that fails when the node is away or the
   *   session is over
   */
  constructor(address, probe) {
    super();
    this.#address = address;
    this.#probe = probe;
  }

  /**
   * Calls the listener with the data of each event of this name.
   *
   * @template {keyof FeedEvents} T
   * @param {T} type
   * @param {(data: FeedEvents[T]) => void} listener
   */
  hear(type, listener) {
    this.addEventListener(type, (event) => {
      listener(/** @type {CustomEvent<FeedEvents[T]>} */ (event).detail);
    });
  }

  open() {
    const resume = this.#lastEventId ? { lastEventId: this.#lastEventId } : {};
    const source = new EventSource(this.#address(resume));
    source.onopen = () => this.#live();
    source.onerror = () => this.#lost();
    source.addEventListener("reset", (event) => {
      this.#lastEventId = event.lastEventId;
      this.dispatchEvent(new Event("reload"));
    });
    for (const type of EVENTS) source.addEventListener(type, (event) => this.#pass(type, event));
    this.#source = source;
    this.#watch ??= setInterval(() => this.#probeSilence(), SILENCE_MS / 4);
  }

  close() {
    clearTimeout(this.#retry);
    clearInterval(this.#watch);
    this.#watch = undefined;
    this.#source?.close();
  }

  /**
   * @param {string} type
   * @param {MessageEvent<string>} event
   */
  #pass(type, event) {
    this.#heardAt = Date.now();
    this.#lastEventId = event.lastEventId;
    this.dispatchEvent(new CustomEvent(type, { detail: JSON.parse(event.data) }));
  }

  #live() {
    this.#failures = 0;
    this.#heardAt = Date.now();
    this.#become("LIVE");
  }

  #lost() {
    this.#failures += 1;
    this.#become("LOST");
    if (this.#source?.readyState === EventSource.CLOSED) this.#openAnew();
  }

  #openAnew() {
    this.#source?.close();
    clearTimeout(this.#retry);
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(this.#failures, 6));
    this.#retry = setTimeout(() => this.open(), wait * (0.75 + Math.random() / 2));
    // a session that is over shows here: a stream cannot say why it was refused
    this.#probe().catch(() => null);
  }

  async #probeSilence() {
    if (this.state !== "LIVE" || Date.now() - this.#heardAt < SILENCE_MS) return;
    const answers = await this.#probe().then(
      () => true,
      () => false,
    );
    this.#heardAt = Date.now();
    if (!answers && this.state === "LIVE") {
      this.#failures += 1;
      this.#become("LOST");
      this.#openAnew();
    }
  }

  /** @param {Feed["state"]} state */
  #become(state) {
    if (this.state === state) return;
    this.state = state;
    this.dispatchEvent(new Event("state"));
  }
}
