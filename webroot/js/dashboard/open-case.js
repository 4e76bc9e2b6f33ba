// @ts-check
/** @import { AlertDetail, AlertWay } from "../types.js" */

import { pathPart } from "../lib/api.js";
import { board } from "./board.js";

/**
 * The alert that is in sight, as the node tells it, and the work on it; announces "change". What
 * comes too late, because another alert is in sight by then, is let go.
 */
export class OpenCase extends EventTarget {
  /** @type {string | null} */
  id = null;
  /** @type {AlertDetail | null} */
  alert = null;
  /**
   * What the node did not do, or null.
   *
   * @type {unknown}
   */
  problem = null;
  /** Whether the node is asked to do something. */
  isBusy = false;

  /** @param {string | null} id null: none is in sight any more */
  open(id) {
    this.id = id;
    this.alert = null;
    this.problem = null;
    this.#changed();
    if (id) this.read();
  }

  async read() {
    const { id } = this;
    if (!id) return;
    try {
      const alert = await board.api.get(`/alerts/${pathPart(id)}`);
      if (id !== this.id) return;
      this.alert = alert;
      this.problem = null;
    } catch (problem) {
      if (id !== this.id) return;
      this.problem = problem;
    }
    this.#changed();
  }

  /**
   * Claims, releases or leaves it, or writes something down about it.
   *
   * @param {AlertWay} way
   * @param {{ until?: string, text?: string }} [body]
   * @returns {Promise<boolean>} whether the node did it, and it is in sight still
   */
  async work(way, body) {
    const { id } = this;
    if (!id || this.isBusy) return false;
    this.isBusy = true;
    this.#changed();
    const problem = await board.work(id, way, body).then(
      () => null,
      (refused) => refused,
    );
    this.isBusy = false;
    if (id === this.id) await this.read();
    if (problem && id === this.id) this.problem = problem;
    this.#changed();
    return !problem && id === this.id;
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
