// @ts-check

/** So many of the latest events are looked at: a clock that is set anew counts before long. */
const MOST = 60;

/**
 * The node's clock as this page can know it: of the latest events that say when they were made, the
 * one that took least on its way tells by how much this page's clock is ahead.
 */
export class NodeClock {
  /**
   * By how many milliseconds this page's clock was ahead when an event came, its way included.
   *
   * @type {number[]}
   */
  #ahead = [];

  /** @param {string} instant when the node made what comes just now */
  hear(instant) {
    this.#ahead.push(Date.now() - Date.parse(instant));
    if (this.#ahead.length > MOST) this.#ahead.shift();
  }

  /**
   * Now, in microseconds since 1970; nothing where no event came yet.
   *
   * @returns {number | undefined}
   */
  nowMicros() {
    if (this.#ahead.length === 0) return undefined;
    return (Date.now() - Math.min(...this.#ahead)) * 1_000;
  }
}
