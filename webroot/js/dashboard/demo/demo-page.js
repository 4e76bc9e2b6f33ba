// @ts-check
/** @import { Actions, Demo, DemoReport, DemoVisit } from "../../types.js" */

import { wordsOf } from "../../lib/api.js";
import { decisionChip } from "../../lib/decision.js";
import { choice } from "../../lib/fields.js";
import { UNKNOWN, count, micros, money, percent, when } from "../../lib/format.js";
import { html, icon } from "../../lib/html.js";
import { board } from "../board.js";
import { subjectLink } from "../links.js";
import { cellsOf, column, headOf, name, number } from "../columns.js";
import { pageHead, tableCard, whenRead } from "../page-parts.js";
import { Panel } from "../panel.js";
import { Reading } from "../reading.js";
import { tile } from "../tile.js";

const LOOK_EVERY_MS = 500;
/** While nothing runs, so many looks are left out: until the next run may begin. */
const LEFT_OUT = 9;

/**
 * Which visits of a run are shown: those that a figure of its report counts.
 *
 * @type {Record<string, { label: string, counts: (visit: DemoVisit) => boolean }>}
 */
const SHOWN = {
  ALL: { label: "All", counts: () => true },
  HONEST: { label: "Honest", counts: (visit) => !visit.fraud },
  FRAUD: { label: "Frauds", counts: (visit) => visit.fraud },
  DETECTED: { label: "Detected", counts: (visit) => visit.fraud && isStopped(visit) },
  PREVENTED: { label: "Prevented", counts: (visit) => visit.prevented },
  TURNED_AWAY: {
    label: "False positives",
    counts: (visit) => !visit.fraud && isStopped(visit),
  },
};

const COLUMNS = [
  name("What happened"),
  column("In truth"),
  column("Answered"),
  number("Score"),
  number("Amount"),
  number("Paid back"),
];

/** @param {DemoVisit} visit */
function isStopped({ assessment }) {
  return assessment.decision !== "APPROVE";
}

/** Plays the demo's script in this store: how far it is, and what came of it. */
class DemoPage extends Panel {
  #shown = "ALL";
  /** @type {unknown} */
  #refusal = null;
  #isAsking = false;
  #waited = 0;
  /** @type {Reading<Demo>} */
  #demo = new Reading(() => this.update());

  /** @type {Actions} */
  actions = {
    play: () => this.#play(),
    retry: () => this.#look(),
    shown: (input) => {
      this.#shown = input.value || (input.dataset.shown ?? "ALL");
      this.update();
    },
  };

  start() {
    this.every(LOOK_EVERY_MS, () => this.#lookAgain());
    this.#look();
  }

  /** While the node has something new to say: a visit, or that another run may begin. */
  #lookAgain() {
    const { answer, isBusy } = this.#demo;
    if (isBusy || !answer) return;
    const isDue = answer.state === "RUNNING" || (answer.againAt && ++this.#waited > LEFT_OUT);
    if (!isDue) return;
    this.#waited = 0;
    this.#look();
  }

  view() {
    return html`${pageHead("Demo", "")}
      ${whenRead(this.#demo, (demo) => html`${this.#desk(demo)}${demo.run && this.#came(demo)}`)}`;
  }

  /** @param {Demo} demo */
  #desk({ state, visitsOfScript, againAt, run }) {
    const isRunning = state === "RUNNING";
    const mayPlay = !isRunning && !againAt && !this.#isAsking;
    return html`<section class="card demo-desk" data-key="desk" aria-labelledby="demo-title">
      <div class="demo-words">
        <h2 id="demo-title">Play the script in this store</h2>
        <p class="soft">${count(visitsOfScript)} visits of honest customers and of frauds at this
          store's own tills, which stand for both stores of the script. What they buy and bring back
          stays in the store, and every other page shows it.</p>
      </div>
      <button type="button" class="button primary" data-click="play"
        aria-disabled="${String(!mayPlay)}">${icon("live")}Play the demo</button>
      ${
        (isRunning || run) &&
        html`<p class="demo-progress" data-key="progress">
        <progress max="${visitsOfScript}" value="${run?.visits.length ?? 0}"
          aria-label="Visits that are over"></progress>
        <span role="status">${progressOf(state, run?.visits.length ?? 0, visitsOfScript)}${
          againAt && ` · The next run may begin at ${when(againAt)}`
        }</span></p>`
      }
      ${this.#refusal ? notice(wordsOf(this.#refusal)) : ""}
      ${run?.problem ? notice(`The run could not go on: ${run.problem}`) : ""}
    </section>`;
  }

  /** @param {Demo} demo */
  #came({ run }) {
    if (!run) return "";
    const { visits, report } = run;
    const rows = visits.filter(SHOWN[this.#shown].counts);
    return html`${report ? figures(report) : ""}
      ${tableCard({
        id: "visits",
        title: "Visits",
        tools: choice({
          name: "shown",
          label: "Which visits",
          options: Object.entries(SHOWN).map(([value, { label }]) => ({ value, label })),
          value: this.#shown,
          change: "shown",
        }),
        head: headOf(COLUMNS),
        rows: rows.map((visit) => row(visit, report?.currency ?? board.currency)),
        empty: "None.",
      })}`;
  }

  async #play() {
    if (this.#isAsking) return;
    this.#isAsking = true;
    this.#refusal = null;
    this.update();
    try {
      await board.api.post("/demo/run");
    } catch (problem) {
      this.#refusal = problem;
    }
    this.#isAsking = false;
    this.#look();
  }

  #look() {
    return this.#demo.ask("demo", () => board.api.get("/demo"));
  }
}

/**
 * @param {Demo["state"]} state
 * @param {number} over
 * @param {number} all
 */
function progressOf(state, over, all) {
  if (state === "RUNNING") return `${count(over)} of ${count(all)} visits`;
  return state === "DONE"
    ? `Over: ${count(over)} of ${count(all)} visits`
    : `Ended after ${count(over)} of ${count(all)} visits`;
}

/** @param {string} words */
const notice = (words) => html`<div class="notice block" role="alert" data-key="${words}">
  ${icon("alert")}<p class="grow">${words}</p></div>`;

/** @param {DemoReport} report */
function figures(report) {
  const { counts, currency, replicationLatency: latency } = report;
  return html`<section data-key="report" aria-labelledby="demo-report-title">
    <div class="spread section-head"><h2 id="demo-report-title">Report of this run</h2>
      <p class="chip ${report.passed ? "approve" : "block"}">${icon(
        report.passed ? "check" : "alert",
      )}${
        report.passed
          ? "Every fraud stopped, every honest customer served"
          : "Not every visit was as the script expects"
      }</p></div>
    <dl class="tiles">
      ${tile(
        "Value protected",
        money(report.valueProtectedMinor, currency),
        rows("PREVENTED", "asked for by frauds that were paid nothing"),
        { sign: "shield", kind: "hero" },
      )}
      ${tile(
        "Legitimate transactions",
        count(counts.legitimateTransactions),
        rows("HONEST", "honest visits"),
      )}
      ${tile("Fraud attempts", count(counts.fraudAttempts), rows("FRAUD", "frauds of the script"))}
      ${tile("Fraud detected", count(counts.fraudDetected), rows("DETECTED", "held or blocked"))}
      ${tile("Fraud prevented", count(counts.fraudPrevented), rows("PREVENTED", "paid nothing"))}
      ${tile(
        "False positives",
        count(counts.falsePositives),
        rows("TURNED_AWAY", "honest visits not served at once"),
      )}
      ${tile("Detection rate", percent(report.detectionRate), "the script says who is honest")}
      ${tile("Prevention rate", percent(report.preventionRate), "of the frauds")}
      ${tile("Replication events", count(report.replicationEvents), "from other stores so far")}
      ${tile(
        "Replication latency",
        latency ? micros(latency.averageMicros) : UNKNOWN,
        latency
          ? html`average · p50 ${micros(latency.p50Micros)} · p99 ${micros(latency.p99Micros)}`
          : "nothing has come from another store yet",
        { kind: "wide" },
      )}
    </dl>
  </section>`;
}

/**
 * A number that leads to the visits it counts.
 *
 * @param {string} shown
 * @param {string} words
 */
const rows = (shown, words) =>
  html`<a href="#visits-title" data-click="shown" data-shown="${shown}">${words}</a>`;

/**
 * @param {DemoVisit} visit
 * @param {string} currency
 */
const row = (visit, currency) =>
  html`<tr data-key="${visit.transactionId}">${cellsOf(COLUMNS, [
    html`${subjectLink("TRANSACTION", visit.transactionId, visit.title)}${
      visit.asExpected ? "" : html` <span class="chip block">${icon("alert")}Unexpected</span>`
    }`,
    visit.fraud ? "Fraud" : "Honest",
    decisionChip(visit.assessment.decision),
    count(visit.assessment.score),
    money(visit.askedMinor, currency),
    money(visit.paidMinor, currency),
  ])}</tr>`;

customElements.define("tw-demo-page", DemoPage);
