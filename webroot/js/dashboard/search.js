// @ts-check
/** @import { Api } from "../lib/api.js" */
/** @import { Alert, Query, Receipt, TransactionItem } from "../types.js" */

import { isReference } from "../lib/reference.js";

const SHOWN = 10;

/**
 * Everything that a text can be the name of. What is not found is empty or null.
 *
 * @typedef {{
 *   byReference: TransactionItem[],
 *   receipt: Receipt | null,
 *   ofCustomer: TransactionItem[],
 *   alertsOfCustomer: { total: number | null, items: Alert[] },
 *   alertsOfCashier: { total: number | null, items: Alert[] },
 * }} Found
 */

/**
 * Asks for all of them at once; fails where the node does not answer.
 *
 * @param {Api} api
 * @param {string} text
 * @returns {Promise<Found>}
 */
export async function find(api, text) {
  const [byReference, receipt, ofCustomer, alertsOfCustomer, alertsOfCashier] = await Promise.all([
    isReference(text) ? transactions(api, { reference: text }) : [],
    receiptOf(api, text),
    transactions(api, { customerId: text }),
    alerts(api, { customerId: text }),
    alerts(api, { cashierId: text }),
  ]);
  return { byReference, receipt, ofCustomer, alertsOfCustomer, alertsOfCashier };
}

/** @param {Found} found */
export const isNothing = ({
  byReference,
  receipt,
  ofCustomer,
  alertsOfCustomer,
  alertsOfCashier,
}) =>
  byReference.length === 0 &&
  !receipt &&
  ofCustomer.length === 0 &&
  alertsOfCustomer.items.length === 0 &&
  alertsOfCashier.items.length === 0;

/**
 * @param {Api} api
 * @param {Query} query
 */
async function transactions(api, query) {
  const page = await api.get("/transactions", { ...query, limit: SHOWN });
  return page.items;
}

/**
 * @param {Api} api
 * @param {Query} query
 */
async function alerts(api, query) {
  const { total = null, items } = await api.get("/alerts", { ...query, limit: SHOWN });
  return { total, items };
}

/**
 * Null for what is no receipt's number here.
 *
 * @param {Api} api
 * @param {string} text
 * @returns {Promise<Receipt | null>}
 */
const receiptOf = (api, text) =>
  api.get(`/receipts/${encodeURIComponent(text)}`).catch((problem) => {
    if (problem.status === 404 || problem.status === 422) return null;
    throw problem;
  });
