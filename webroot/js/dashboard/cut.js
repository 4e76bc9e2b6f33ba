// @ts-check
/** @import { Query } from "../types.js" */

import { beginning, LONGEST_NAME } from "../lib/written.js";

/** Filters of GET /stats/patterns/transactions that a page writes. */
const NAMES = [
  "from",
  "to",
  "reason",
  "shadow",
  "category",
  "hourOfDay",
  "storeId",
  "soldAt",
  "travelledFrom",
  "cashierId",
  "only",
];

/**
 * What a number of the page counts, as the address says it: a number leads to its rows.
 *
 * @param {Query} cut filters of GET /stats/patterns/transactions
 */
export function cutOf(cut) {
  const said = Object.entries(cut)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => [name, String(value)]);
  return encodeURIComponent(new URLSearchParams(said).toString());
}

/** The filters that the address names, or null. @returns {Record<string, string> | null} */
export function cutOfAddress() {
  const cut = new URLSearchParams(location.hash.slice(1)).get("cut");
  if (cut === null) return null;
  const said = [...new URLSearchParams(cut)].filter(([name]) => NAMES.includes(name));
  return Object.fromEntries(said.map(([name, value]) => [name, beginning(value, LONGEST_NAME)]));
}
