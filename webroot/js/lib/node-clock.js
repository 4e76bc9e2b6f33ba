// @ts-check

/** So many of the latest answers are looked at: a clock that is set anew counts before long. */
const MOST = 60;

/**
 * The node's clock as this page can know it: each answer says the node's time at which it was
 * written, which is between the request and the answer. The bounds of all answers together leave
 * little room; the middle of it is taken.
 */
export class NodeClock {
  /**
   * By how many milliseconds this page's clock is ahead, between what and what, for each answer.
   *
   * @type {{ least: number, most: number }[]}
   */
  #ahead = [];

  /**
   * @param {number} sent when the request was sent, by this page's clock in milliseconds
   * @param {number} nodeMicros the node's time in the answer, microseconds since 1970
   */
  hear(sent, nodeMicros) {
    if (!(nodeMicros > 0)) return;
    const node = nodeMicros / 1_000;
    this.#ahead.push({ least: sent - node, most: here() - node });
    if (this.#ahead.length > MOST) this.#ahead.shift();
  }

  /** Now, in microseconds since 1970; 0 where no answer came yet. */
  nowMicros() {
    if (this.#ahead.length === 0) return 0;
    const least = Math.max(...this.#ahead.map((ahead) => ahead.least));
    const most = Math.min(...this.#ahead.map((ahead) => ahead.most));
    return Math.round((here() - (least + most) / 2) * 1_000);
  }
}

/** This page's clock in milliseconds, finer than Date.now(). */
export const here = () => performance.timeOrigin + performance.now();
