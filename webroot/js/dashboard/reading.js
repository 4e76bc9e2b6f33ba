// @ts-check

/**
 * One answer of the node as a page shows it. Asked again it keeps what it has until the new answer
 * is there; what comes too late, because something else was asked meanwhile, is let go.
 *
 * @template T
 */
export class Reading {
  /** @type {T | null} */
  answer = null;
  /** @type {unknown} */
  problem = null;
  isBusy = false;
  /** @type {string | null} */
  #asked = null;
  #turn = 0;
  #changed;

  /** @param {() => void} changed is called whenever there is something else to show */
  constructor(changed) {
    this.#changed = changed;
  }

  /**
   * Asks, unless this was asked last.
   *
   * @param {string} key names the question
   * @param {() => Promise<T>} ask
   */
  want(key, ask) {
    if (key !== this.#asked) return this.ask(key, ask);
    return Promise.resolve();
  }

  /**
   * @param {string} key names the question
   * @param {() => Promise<T>} ask
   */
  async ask(key, ask) {
    this.#asked = key;
    const turn = ++this.#turn;
    this.isBusy = true;
    this.problem = null;
    this.#changed();
    try {
      const answer = await ask();
      if (turn !== this.#turn) return;
      this.answer = answer;
    } catch (problem) {
      if (turn !== this.#turn) return;
      this.problem = problem;
    }
    this.isBusy = false;
    this.#changed();
  }
}

/**
 * A list that is read page by page, in the order of the node.
 *
 * @template T
 * @extends {Reading<{ items: T[], nextCursor: string | null, total?: number | null }>}
 */
export class PagedReading extends Reading {
  /**
   * The next page, behind what is there.
   *
   * @param {(cursor: string) => Promise<{ items: T[], nextCursor: string | null,
   *   total?: number | null }>} ask
   * @param {string} key names the question
   */
  more(key, ask) {
    const known = this.answer;
    const cursor = known?.nextCursor;
    if (!known || !cursor) return Promise.resolve();
    return this.ask(key, async () => {
      const next = await ask(cursor);
      return { ...next, items: [...known.items, ...next.items] };
    });
  }
}
