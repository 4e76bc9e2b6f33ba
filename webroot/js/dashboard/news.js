// @ts-check
/** @import { Alert } from "../types.js" */

const FRESH_MS = 60_000;
const MOST_TOLD = 500;

/** Which alerts are news. */
export class News {
  /** Ids of alerts that were told. */
  #told = new Set();

  /**
   * Whether an alert was raised just now, and is told for the first time; a claim that is let go
   * makes an old one open again.
   *
   * @param {Alert} alert
   */
  isNew({ id, createdAt }) {
    if (this.#told.has(id) || Date.now() - Date.parse(createdAt) > FRESH_MS) return false;
    if (this.#told.size > MOST_TOLD) this.#told.clear();
    this.#told.add(id);
    return true;
  }
}
