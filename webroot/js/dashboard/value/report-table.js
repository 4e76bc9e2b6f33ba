// @ts-check
/** @import { Figures, Report } from "../../types.js" */

import { UNKNOWN, count, dayTime, micros, money, percent, storeName } from "../../lib/format.js";
import { html } from "../../lib/html.js";
import { cellsOf, headOf, name, number } from "../columns.js";
import { tableCard } from "../page-parts.js";

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

const REPLICATED = [name("Figure"), number("All other stores")];

/**
 * The report: a column for all stores, one for each, and what replication did.
 *
 * @param {Report} report
 */
export function reportTable(report) {
  const { from, to, asOf, complete, currency, all, stores } = report;
  const each = Object.entries(stores);
  const columns = [
    name("Figure"),
    number("All stores"),
    ...each.map(([store]) => number(storeName(store))),
  ];
  const table = tableCard({
    id: "report",
    title: "Report",
    note: `${dayTime(from)} to ${dayTime(to)}, as of ${dayTime(asOf)}.${
      complete ? "" : " The history is still being counted."
    } Rates are known where reviewers gave verdicts.`,
    head: headOf(columns),
    rows: FIGURES.map(
      ([figure, say]) =>
        html`<tr data-key="${figure}">${cellsOf(columns, [
          figure,
          ...[all, ...each.map(([, figures]) => figures)].map((figures) =>
            told(say(figures, currency)),
          ),
        ])}</tr>`,
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
    head: headOf(REPLICATED),
    rows: rows.map(
      ([figure, value]) =>
        html`<tr data-key="${figure}">${cellsOf(REPLICATED, [figure, told(value)])}</tr>`,
    ),
  });
}

/** @param {string} value */
const told = (value) => (value === UNKNOWN ? html`<span class="soft">${value}</span>` : value);
