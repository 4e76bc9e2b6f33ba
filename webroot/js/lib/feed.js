const EVENTS = ["transaction", "alert", "alert.resolved", "replication", "stats", "camera"];
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 15_000;
const SILENCE_MS = 40_000;

/**
 * The node's live events. Re-emits each as a CustomEvent of the same name with the parsed data, and
 * "state" when `state` (CONNECTING, LIVE, LOST) changes. "reload" means that events were missed and
 * lists must be read again: the node said reset, or the stream had to be opened anew.
 *
 * The browser resumes by itself with Last-Event-ID while the stream is merely cut. A refused stream
 * stays closed for good, and a half-dead one stays silent: both are replaced here.
 */
export class Feed extends EventTarget {
  #address;
  #probe;
  #source = null;
  #retry = null;
  #watch = null;
  #failures = 0;
  #heardAt = 0;
  #replaced = false;
  state = "CONNECTING";
  /** When the stream was lost, or null while it is live. */
  lostSince = null;

  /** The probe is a cheap request that fails when the node is away. */
  constructor(address, probe) {
    super();
    this.#address = address;
    this.#probe = probe;
  }

  open() {
    this.#source = new EventSource(this.#address);
    this.#source.onopen = () => this.#live();
    this.#source.onerror = () => this.#lost();
    this.#source.addEventListener("reset", () => this.dispatchEvent(new Event("reload")));
    for (const type of EVENTS) this.#source.addEventListener(type, (event) => this.#pass(type, event));
    this.#watch ??= setInterval(() => this.#probeSilence(), SILENCE_MS / 4);
  }

  close() {
    clearTimeout(this.#retry);
    clearInterval(this.#watch);
    this.#watch = null;
    this.#source?.close();
  }

  #pass(type, event) {
    this.#heardAt = Date.now();
    this.dispatchEvent(new CustomEvent(type, { detail: JSON.parse(event.data) }));
  }

  #live() {
    const missed = this.#replaced;
    this.#replaced = false;
    this.#failures = 0;
    this.#heardAt = Date.now();
    this.#become("LIVE");
    if (missed) this.dispatchEvent(new Event("reload"));
  }

  #lost() {
    this.#failures += 1;
    this.#become("LOST");
    if (this.#source.readyState === EventSource.CLOSED) this.#reopenLater();
  }

  #reopenLater() {
    clearTimeout(this.#retry);
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(this.#failures, 6));
    this.#retry = setTimeout(() => this.#reopen(), wait * (0.75 + Math.random() / 2));
  }

  #reopen() {
    this.#source.close();
    this.#replaced = true;
    this.open();
  }

  async #probeSilence() {
    if (this.state !== "LIVE" || Date.now() - this.#heardAt < SILENCE_MS) return;
    const answers = await this.#probe().then(() => true, () => false);
    if (answers) {
      this.#heardAt = Date.now();
    } else {
      this.#failures += 1;
      this.#become("LOST");
      this.#source.close();
      this.#reopenLater();
    }
  }

  #become(state) {
    if (this.state === state) return;
    this.state = state;
    this.lostSince = state === "LOST" ? new Date() : null;
    this.dispatchEvent(new Event("state"));
  }
}
