// @ts-check
/** @import { Actions, Figures } from "../types.js" */

import { html } from "../lib/html.js";
import { UNKNOWN, count, micros, money, percent, when } from "../lib/format.js";
import { board } from "./board.js";
import { ALL_ALERTS } from "./filters.js";
import { Panel } from "./panel.js";
import { tile } from "./tile.js";

/** The figures of the shop's day. What the node does not know is said so, and never shown as 0. */
class FigureTiles extends Panel {
  /** @type {Actions} */
  actions = {
    openAlerts: () => board.choose({ ...ALL_ALERTS, alerts: "UNRESOLVED" }),
    waiting: () => board.choose({ view: "alerts" }),
    refused: () => board.choose({ view: "transactions", decided: "BLOCKED" }),
  };

  start() {
    this.listen(board, "change", () => this.update());
    this.listen(board, "stats", () => this.update());
  }

  view() {
    const { figures, currency, stats } = board;
    if (!stats) return loading();
    const counting = stats.complete === false ? "Still counting the history. " : "";
    return html`<section aria-labelledby="figures-title">
      <div class="spread section-head">
        <h2 id="figures-title">Figures</h2>
        <p class="soft small">${counting}As of ${when(stats.asOf)}</p>
      </div>
      <dl class="tiles">${tiles(figures ?? {}, currency)}</dl>
    </section>`;
  }
}

function loading() {
  return html`<section class="tiles loading" aria-label="Figures" aria-busy="true">
    ${Array.from({ length: 8 }, () => html`<div class="tile card"></div>`)}
  </section>`;
}

/**
 * @param {Partial<Figures>} figures none of a store that nothing was counted of
 * @param {string} currency
 */
function tiles(figures, currency) {
  const { replicationLatency: latency, resolved } = figures;
  const judged = resolved && resolved.fraud + resolved.legitimate + resolved.inconclusive;
  return [
    tile(
      "Value protected",
      money(figures.valueProtectedMinor, currency),
      "asked for by returns that paid nothing",
      { sign: "shield", kind: "hero" },
    ),
    tile(
      "Fraud attempts",
      count(figures.fraudAttempts),
      rows("alerts", "openAlerts", `${count(figures.openAlerts)} alerts open`),
    ),
    tile("Fraud detected", count(figures.fraudDetected), "held or blocked"),
    tile(
      "Fraud prevented",
      count(figures.fraudPrevented),
      html`${rows("transactions", "refused", "paid nothing")} ·
        ${rows("held", "waiting", `${count(figures.held)} waiting`)}`,
    ),
    tile(
      "Legitimate transactions",
      count(figures.legitimateTransactions),
      `${count(figures.sales)} sales, ${count(figures.returns)} returns`,
    ),
    tile(
      "Replication latency",
      latency ? micros(latency.averageMicros) : UNKNOWN,
      latency
        ? html`average · p50 ${micros(latency.p50Micros)} · p99 ${micros(latency.p99Micros)}`
        : "nothing has come from another store yet",
      { kind: "wide" },
    ),
    tile("Replication events", count(figures.replicationEvents), "applied here from other stores"),
    tile("Detection rate", percent(figures.detectionRate), rateNote(figures.detectionRate, judged)),
    tile(
      "Prevention rate",
      percent(figures.preventionRate),
      rateNote(figures.preventionRate, judged),
    ),
    tile(
      "False positives",
      count(figures.falsePositives),
      rateNote(figures.falsePositives, judged),
    ),
  ];
}

/**
 * A number that leads to the rows it counts.
 *
 * @param {string} place id of the part of the page where they are
 * @param {string} action that makes it show them
 * @param {string} words
 */
const rows = (place, action, words) =>
  html`<a href="#${place}" data-click="${action}">${words}</a>`;

/**
 * @param {number | null | undefined} value
 * @param {number | undefined} judged alerts that reviewers resolved
 */
function rateNote(value, judged) {
  if (value === null || value === undefined) return "needs alerts resolved by reviewers";
  return judged ? `by ${count(judged)} resolved alerts` : "";
}

customElements.define("tw-figure-tiles", FigureTiles);
