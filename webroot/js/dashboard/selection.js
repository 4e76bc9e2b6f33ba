// @ts-check

/** So many can be judged at once: who judges more has looked at none. */
export const MOST_AT_ONCE = 50;

/** Alerts that a reviewer picked to judge them together. Announces "change". */
class Selection extends EventTarget {
  /** @type {Set<string>} */
  #ids = new Set();

  get ids() {
    return [...this.#ids];
  }

  get size() {
    return this.#ids.size;
  }

  /** @param {string} id */
  has(id) {
    return this.#ids.has(id);
  }

  /**
   * @param {string[]} ids
   * @param {boolean} picked
   */
  pick(ids, picked) {
    for (const id of ids) {
      if (!picked) this.#ids.delete(id);
      else if (this.#ids.size < MOST_AT_ONCE) this.#ids.add(id);
    }
    this.dispatchEvent(new Event("change"));
  }

  clear() {
    this.pick(this.ids, false);
  }
}

export const selection = new Selection();
