// @ts-check
/** @import { Outcome } from "./answers.js" */
/** @import { SaleDraft } from "./drafts.js" */
/** @import { ReturnDraft } from "./return-draft.js" */

import { LONGEST_ABSENCE_MS } from "./idle.js";

/**
 * What one person has done so far, as a reload of this page finds it again.
 *
 * @typedef {{
 *   type: "SALE" | "RETURN",
 *   sale: SaleDraft,
 *   return: ReturnDraft,
 *   outcome: Outcome | null,
 *   language: string,
 *   attracting: boolean,
 * }} Visit
 */

const VISIT = "tillwatch.visit";
const SEEN = "tillwatch.seen";

/** Keeps the visit in this tab alone, and forgets it whole. */
export const visits = {
  /** @param {Visit} visit */
  save(visit) {
    // the picture itself stays where it is: what is kept is that there is one
    const json = JSON.stringify(visit, (name, value) => (name === "picture" ? undefined : value));
    sessionStorage.setItem(VISIT, json);
  },

  /** Somebody is here. */
  seen() {
    sessionStorage.setItem(SEEN, String(Date.now()));
  },

  /**
   * What is worth taking up again, or null. Of somebody who left meanwhile nothing is.
   *
   * @returns {Visit | null}
   */
  read() {
    const seen = sessionStorage.getItem(SEEN);
    const absent = seen ? Date.now() - Number(seen) : 0;
    const visit = JSON.parse(sessionStorage.getItem(VISIT) ?? "null");
    if (!visit || visit.attracting || absent < LONGEST_ABSENCE_MS) return visit;
    this.forget();
    return { ...visit, attracting: true };
  },

  /** What whoever is here reads, before anything is drawn; nothing where that is not known. */
  get language() {
    const visit = JSON.parse(sessionStorage.getItem(VISIT) ?? "null");
    return visit && !visit.attracting ? visit.language : "";
  },

  forget() {
    sessionStorage.removeItem(VISIT);
    sessionStorage.removeItem(SEEN);
  },
};
