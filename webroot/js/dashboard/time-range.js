// @ts-check
/** @import { Choice } from "../types.js" */

import { choice } from "../lib/fields.js";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Stretches of time that end now, as the address names them.
 *
 * @type {Record<string, { label: string, days: number, bucket: "hour" | "day" }>}
 */
const RANGES = {
  "24h": { label: "Last 24 hours", days: 1, bucket: "hour" },
  "7d": { label: "Last 7 days", days: 7, bucket: "hour" },
  "30d": { label: "Last 30 days", days: 30, bucket: "day" },
  "90d": { label: "Last 90 days", days: 90, bucket: "day" },
  "365d": { label: "Last 365 days", days: 365, bucket: "day" },
};

const USUAL = "30d";

/** @type {Choice[]} */
const OPTIONS = Object.entries(RANGES).map(([value, { label }]) => ({ value, label }));

/** @param {string} range as the address says it */
const known = (range) => (Object.hasOwn(RANGES, range) ? range : USUAL);

/**
 * The stretch as the node is asked for it, up to the end of this hour: hours are counted whole.
 *
 * @param {string} range as the address says it
 */
export function stretchOf(range) {
  const { days, bucket } = RANGES[known(range)];
  const to = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS;
  const from = new Date(to - days * DAY_MS).toISOString();
  return { from, to: new Date(to).toISOString(), bucket };
}

/**
 * The choice of a stretch.
 *
 * @param {string} range as the address says it
 * @param {string} change the action that chooses another
 */
export const rangeChoice = (range, change) =>
  choice({ name: "range", label: "Time range", options: OPTIONS, value: known(range), change });
