// @ts-check
/** @import { Figures, Report } from "../../types.js" */

import { UNKNOWN, count, dayTime, micros, money, percent, storeName } from "../../lib/format.js";
import { html } from "../../lib/html.js";
import { tableCard, th } from "../page-parts.js";

/**
 * Every figure that is reported, in the order in which they are defined.
 *
 * @type {[string, (figures: Figures, currency: string) => string][]}
 */
const FIGURES = [
  ["Legitimate transactions", (f) => count(f.legitimateTransactions)],
  ["Fraud attempts", (f) => count(f.fraudAttempts)],
  ["Fraud detected", (f) => count(f.fraudDetected)],
  ["Fraud prevented", (f) => count(f.fraudPrevented)],
  ["Value protected", (f, currency) => money(f.valueProtectedMinor, currency)],
  ["Detection rate", (f) => percent(f.detectionRate)],
  ["Prevention rate", (f) => percent(f.preventionRate)],
  ["False positives", (f) => count(f.falsePositives)],
  ["Sales", (f) => count(f.sales)],
  ["Returns", (f) => count(f.returns)],
  ["Held now", (f) => count(f.held)],
  ["Alerts open now", (f) => count(f.openAlerts)],
];

/**
 * The report: a column for all stores, one for each, and what replication did.
 *
 * @param {Report} report
 */
export function reportTable(report) {
  const { from, to, asOf, complete, currency, all, stores } = report;
  const columns = Object.entries(stores);
  const table = tableCard({
    id: "report",
    title: "Report",
    note: `${dayTime(from)} to ${dayTime(to)}, as of ${dayTime(asOf)}.${
      complete ? "" : " The history is still being counted."
    } Rates are known where reviewers gave verdicts.`,
    head: [
      th("Figure"),
      th("All stores", "number"),
      ...columns.map(([store]) => th(storeName(store), "number")),
    ],
    rows: FIGURES.map(
      ([name, say]) => html`<tr data-key="${name}"><th scope="row">${name}</th>
        ${[all, ...columns.map(([, figures]) => figures)].map((figures) =>
          cell(say(figures, currency)),
        )}</tr>`,
    ),
  });
  return html`${table}${replicated(report)}`;
}

/** @param {Report} report */
function replicated({ storeId, replication: { replicationEvents, replicationLatency: latency } }) {
  const rows = [
    ["Replication events", count(replicationEvents)],
    ["Latency, average", micros(latency?.averageMicros)],
    ["Latency, p50", micros(latency?.p50Micros)],
    ["Latency, p99", micros(latency?.p99Micros)],
  ];
  return tableCard({
    id: "replicated",
    title: "Replication",
    note: `At ${storeName(storeId)}, since its node started, whatever the time range.`,
    head: [th("Figure"), th("All other stores", "number")],
    rows: rows.map(
      ([name, value]) =>
        html`<tr data-key="${name}"><th scope="row">${name}</th>${cell(value)}</tr>`,
    ),
  });
}

/** @param {string} value */
const cell = (value) => html`<td class="number ${value === UNKNOWN ? "soft" : ""}">${value}</td>`;
