// @ts-check
import { alertIdOf } from "./alert-parts.js";
import { board } from "./board.js";
import { outbox } from "./outbox.js";

/**
 * Ids of alerts in the order in which they are worked on: customers who wait at a till first, then
 * the list of alerts as it is filtered and ordered. What was done and not sent yet is left out.
 */
function order() {
  const held = board.held.items.map(({ transaction }) => alertIdOf(transaction.id));
  const listed = board.alerts.items
    .filter((alert) => alert.status !== "RESOLVED" || board.filters.alerts === "RESOLVED")
    .map((alert) => alert.id);
  return [...new Set([...held, ...listed])];
}

/**
 * The alert a number of steps on from this one, or null at the end.
 *
 * @param {string | null} from null: before the first
 * @param {1 | -1} step
 */
export function neighbour(from, step) {
  const all = order();
  let at = from === null ? -1 : all.indexOf(from);
  do at += step;
  while (all[at] && outbox.has(all[at]));
  return all[at] ?? null;
}
