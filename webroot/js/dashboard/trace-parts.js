// @ts-check
/** @import { Trace, Traces } from "../types.js" */

import { count, dayTime, micros, storeName, UNKNOWN } from "../lib/format.js";
import { html } from "../lib/html.js";
import { subjectLink } from "./links.js";

/** @type {Record<string, string>} */
const STAGES = {
  TAPPED: "Tapped at the kiosk",
  RECEIVED: "Received by its node",
  SCORED: "Judged",
  COMMITTED: "In the Redis of its store",
  SENT: "Sent to this store",
  APPLIED: "In the Redis of this store",
  RAISED: "Alert raised here",
  TOLD: "Sent to the pages",
  PAINTED: "Painted on a dashboard",
};

/**
 * Each stage of a transaction and how long it took.
 *
 * @param {Trace} trace
 */
export function traceOf({ storeId, seenFrom, clockErrorMicros, totalMicros, stages }) {
  const doubt =
    storeId === seenFrom
      ? ""
      : html`<p class="soft small">${storeName(storeId)}'s own stages by this store's clock, give or
          take ${micros(clockErrorMicros)}.</p>`;
  return html`<section class="panel card" aria-labelledby="trace-title" data-key="trace">
    <div class="spread panel-head"><h2 id="trace-title">Trace</h2>
      <strong>${totalMicros === null ? UNKNOWN : micros(totalMicros)}</strong></div>
    <ol class="stages">${stages.map(
      ({ stage, atMicros, tookMicros }) => html`<li data-key="${stage}"
        class="${atMicros === null ? "unknown" : ""}"><span>${STAGES[stage]}</span>
        <span class="number">${took(atMicros, tookMicros)}</span></li>`,
    )}</ol>${doubt}</section>`;
}

/**
 * @param {number | null} at
 * @param {number | null} took
 */
function took(at, took) {
  if (at === null) return UNKNOWN;
  return took === null ? "begins" : `+ ${micros(Math.max(0, took))}`;
}

/**
 * How long the stages take, and the newest alerts that were traced to a screen.
 *
 * @param {Traces} traces
 */
export function stagesOf({ stages, items }) {
  if (stages.length === 0)
    return html`<p class="soft">No alert was painted here within the last hour.</p>`;
  return html`<div class="columns">
    <table class="goods"><caption>Time since the stage before</caption>
      <thead><tr><th scope="col">Stage</th><th scope="col" class="number">p50</th>
        <th scope="col" class="number">p99</th>
        <th scope="col" class="number">Alerts</th></tr></thead>
      <tbody>${stages.map(
        ({ stage, count: n, p50Micros, p99Micros }) => html`<tr data-key="${stage}">
          <th scope="row">${STAGES[stage]}</th><td class="number">${micros(p50Micros)}</td>
          <td class="number">${micros(p99Micros)}</td><td class="number">${count(n)}</td></tr>`,
      )}</tbody></table>
    <ul class="traced">${items.map(
      ({ transactionId, storeId, totalMicros, stages: passed }) => html`<li
        data-key="${transactionId}">${subjectLink("TRANSACTION", transactionId, storeName(storeId))}
        <span class="soft small">${painted(passed)}</span>
        <strong class="number">${micros(totalMicros)}</strong></li>`,
    )}</ul></div>`;
}

/** @param {Trace["stages"]} stages */
function painted(stages) {
  const at = stages.find(({ stage }) => stage === "PAINTED")?.atMicros ?? null;
  return at === null ? "" : dayTime(new Date(at / 1_000).toISOString());
}
