// @ts-check

const TICK_MS = 1_000;
/** Heard of the node so lately that there is no need to ask. */
const FRESH_MS = 2_000;
/** Silent for so long, it is said. */
const SILENT_MS = 5_000;

/**
 * Whether this store's node answers, and whether it can record; announces "heard" each time that it
 * does, and "change". LOST: it is silent. NOT_READY: it answers, and says that it cannot keep what
 * is sold. Both are known within eight seconds.
 */
export class NodeLink extends EventTarget {
  /** @type {"UP" | "NOT_READY" | "LOST"} */
  state = "UP";
  /** Since when the state is no longer UP. */
  since = new Date();
  #heardAt = Date.now();
  /** When it was first asked since it was last heard. */
  #askedAt = 0;
  #asking = false;

  /** Whether what is sold or brought back can be recorded now. */
  get canRecord() {
    return this.state === "UP";
  }

  /** When the node said something last, milliseconds since 1970. */
  get heardAt() {
    return this.#heardAt;
  }

  watch() {
    setInterval(() => this.#tick(), TICK_MS);
  }

  /** The node said something. */
  heard() {
    this.#heardAt = Date.now();
    // what it says of itself is older than this only while it is not ready
    if (this.state === "LOST") this.#become("UP");
    this.dispatchEvent(new Event("heard"));
  }

  #tick() {
    const now = Date.now();
    const silence = now - this.#heardAt;
    // a page that slept asks before it says anything
    const unanswered = this.#askedAt > this.#heardAt && now - this.#askedAt >= FRESH_MS;
    if (silence >= SILENT_MS && unanswered) this.#become("LOST", this.#heardAt);
    if (!this.#asking && (silence >= FRESH_MS || this.state !== "UP")) this.#ask();
  }

  async #ask() {
    this.#asking = true;
    if (this.#askedAt <= this.#heardAt) this.#askedAt = Date.now();
    const end = new AbortController();
    const timer = setTimeout(() => end.abort(), SILENT_MS);
    try {
      const answer = await fetch("/health/ready", { cache: "no-store", signal: end.signal });
      this.#heardAt = Date.now();
      // only this machine's own pages are told whether it is ready; to others it merely answers
      this.#become(answer.status === 503 ? "NOT_READY" : "UP");
      this.dispatchEvent(new Event("heard"));
    } catch {
      // silence: the next tick says so
    }
    clearTimeout(timer);
    this.#asking = false;
  }

  /**
   * @param {NodeLink["state"]} state
   * @param {number} [since] milliseconds since 1970
   */
  #become(state, since = Date.now()) {
    if (this.state === state) return;
    if (this.state === "UP") this.since = new Date(since);
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }
}
