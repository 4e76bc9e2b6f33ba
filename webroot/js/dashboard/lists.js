// @ts-check
/** @import { Api } from "../lib/api.js" */
/** @import { Alert, Query, Transaction, TransactionItem } from "../types.js" */

import { cardOf } from "./comparison.js";
import { LiveList } from "./live-list.js";

const MOST_TRANSACTIONS = 500;
const MOST_IN_QUEUE = 2_000;
const PAGE = 50;

/**
 * Every store's transactions, or those of a status, newest or oldest first.
 *
 * @param {Api} api
 * @param {Query} query
 * @returns {LiveList<TransactionItem>}
 */
export function transactionList(api, query) {
  return new LiveList(query, {
    read: (asked) => api.get("/transactions", { limit: PAGE, ...asked }),
    idOf: (item) => item.transaction.id,
    most: MOST_TRANSACTIONS,
    wanted: ({ transaction }, { status, storeId }) =>
      is(status, transaction.status) && is(storeId, transaction.storeId),
    compare: ({ transaction: a }, { transaction: b }, { order }) =>
      (order === "OLDEST" ? 1 : -1) * byTime(a.occurredAt, b.occurredAt) || byTime(a.id, b.id),
    // what was sold in the same instant is asked for again, and known by its id
    behind: ({ transaction }) => ({ to: later(transaction.occurredAt) }),
  });
}

/**
 * The alerts of a query, in the order of their work.
 *
 * @param {Api} api
 * @param {Query} query
 * @param {() => string | undefined} me who `assignee: "me"` is
 * @returns {LiveList<Alert>}
 */
export function alertList(api, query, me) {
  return new LiveList(query, {
    read: (asked) => api.get("/alerts", { limit: PAGE, ...asked }),
    idOf: (alert) => alert.id,
    most: MOST_IN_QUEUE,
    wanted: (alert, asked) =>
      wantedAlert(alert, asked) && (asked.assignee !== "me" || alert.claimedBy === me()),
    compare: (a, b, { order }) =>
      weight(b, order) - weight(a, order) ||
      (order === "NEWEST" ? -1 : 1) * byTime(a.createdAt, b.createdAt) ||
      byTime(a.id, b.id),
  });
}

/**
 * @param {Alert} alert
 * @param {Query} query
 */
function wantedAlert(alert, query) {
  const { status, storeId, reason, minAmountMinor, from } = query;
  const codes = alert.assessment?.reasons ?? [];
  return (
    hasGot(alert, status) &&
    is(storeId, alert.storeId) &&
    isAbout(alert.transaction, query) &&
    (!reason || codes.some(({ code }) => code === reason)) &&
    (!minAmountMinor || alert.amountMinor >= Number(minAmountMinor)) &&
    (!from || alert.createdAt >= String(from))
  );
}

/**
 * @param {Alert} alert
 * @param {Query[string]} progress how far the work on it got
 */
function hasGot({ status, snoozedUntil }, progress) {
  if (progress === "TODO") return status !== "RESOLVED" && !snoozedUntil;
  if (progress === "SNOOZED") return Boolean(snoozedUntil);
  return progress === "UNRESOLVED" ? status !== "RESOLVED" : is(progress, status);
}

/**
 * @param {Transaction | null} transaction null: of a finding, which is nobody's
 * @param {Query} query
 */
function isAbout(transaction, { customerId, cashierId, card, sku }) {
  return (
    is(customerId, transaction?.customerId) &&
    is(cashierId, transaction?.cashierId) &&
    is(card, transaction && cardOf(transaction)) &&
    (!sku || Boolean(transaction?.lines.some((line) => line.sku === sku)))
  );
}

/**
 * @param {Alert} alert
 * @param {Query[string]} order
 */
function weight(alert, order) {
  if (order === "AMOUNT") return alert.amountMinor;
  return order === "RISK" ? (alert.assessment?.score ?? 0) : 0;
}

/**
 * @param {Query[string]} wanted
 * @param {string | null | undefined} found
 */
const is = (wanted, found) => !wanted || wanted === found;

/**
 * Times of the node are all UTC and written alike, but for the fraction of a second.
 *
 * @param {string} a
 * @param {string} b
 */
function byTime(a, b) {
  if (a === b) return 0;
  const difference = Date.parse(a) - Date.parse(b);
  return difference || (a < b ? -1 : 1);
}

/** @param {string} instant */
const later = (instant) => new Date(Date.parse(instant) + 1).toISOString();
