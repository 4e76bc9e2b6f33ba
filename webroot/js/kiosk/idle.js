// @ts-check

/** Without a touch, a key or a scan for so long the kiosk asks whether somebody is there. */
const QUIET_MS = 60_000;
/** So long it waits for an answer. */
const ASK_MS = 20_000;
/** Then the screen is cleared, and nothing of it comes back with a reload. */
export const LONGEST_ABSENCE_MS = QUIET_MS + ASK_MS;
const TICK_MS = 500;
const SIGNS = ["pointerdown", "keydown", "input", "wheel", "touchmove"];

/**
 * Watches whether somebody is at the kiosk. Announces "change" while it asks, and "left" when
 * nobody answered.
 */
export class Idle extends EventTarget {
  /**
   * Seconds until the screen is cleared, or null while it does not ask.
   *
   * @type {number | null}
   */
  secondsLeft = null;
  #seenAt = Date.now();
  #asks;
  #waits;
  #seen;

  /**
   * @param {{ asks: () => boolean, waits: () => boolean, seen: () => void }} kiosk asks: there is
   *   something to lose, so it asks first. waits: it is not the person's turn, time stands still.
   *   seen: is told of each sign of a person
   */
  constructor({ asks, waits, seen }) {
    super();
    this.#seen = seen;
    this.#asks = asks;
    this.#waits = waits;
  }

  /** @param {AbortSignal} signal ends it */
  watch(signal) {
    this.#begin();
    for (const sign of SIGNS) {
      addEventListener(sign, () => this.#sign(), { capture: true, passive: true, signal });
    }
    const timer = setInterval(() => this.#tick(), TICK_MS);
    signal.addEventListener("abort", () => clearInterval(timer));
  }

  /** Somebody is here and has all the time again. */
  here() {
    this.#seen();
    this.#begin();
  }

  #begin() {
    this.#seenAt = Date.now();
    this.#leave(null);
  }

  /** While it asks, only an answer counts: a touch beside it must not press what lies behind. */
  #sign() {
    if (this.secondsLeft === null) this.here();
  }

  #tick() {
    if (this.#waits()) return this.#begin();
    const quiet = Date.now() - this.#seenAt;
    if (quiet < QUIET_MS) return this.#leave(null);
    const left = this.#asks() ? Math.ceil((LONGEST_ABSENCE_MS - quiet) / 1_000) : 0;
    if (left > 0) return this.#leave(left);
    this.#begin();
    this.dispatchEvent(new Event("left"));
  }

  /** @param {number | null} secondsLeft */
  #leave(secondsLeft) {
    if (this.secondsLeft === secondsLeft) return;
    this.secondsLeft = secondsLeft;
    this.dispatchEvent(new Event("change"));
  }
}
