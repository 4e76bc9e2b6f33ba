// @ts-check
/** @import { Patterns, PatternSums } from "../../types.js" */

/** How long a bucket is, in milliseconds. */
export const WIDTHS = { hour: 3_600_000, day: 86_400_000 };

/**
 * A value for each bucket of the stretch, those in which nothing happened included: a chart's
 * distances are those of time.
 *
 * @param {Patterns} patterns
 * @param {(sums: PatternSums) => number} read
 */
export function perSlot({ from, to, bucket, items }, read) {
  const width = WIDTHS[bucket];
  const first = Math.floor(Date.parse(from) / width);
  const values = Array(Math.ceil(Date.parse(to) / width) - first).fill(0);
  for (const item of items) values[Math.floor(Date.parse(item.start) / width) - first] = read(item);
  return values;
}
