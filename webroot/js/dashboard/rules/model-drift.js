// @ts-check
/** @import { CalibrationBin, DriftFigures, DriftLevel } from "../../types.js" */
/** @import { DriftMeasure, DriftShift, ModelDrift, SalesDrift } from "../../types.js" */

import { count, dayTime, percent, UNKNOWN, words } from "../../lib/format.js";
import { html, icon } from "../../lib/html.js";
import { cellsOf, column, headOf, name, number } from "../columns.js";
import { tableCard } from "../page-parts.js";
import { calibrationPlot } from "./calibration-plot.js";

/** Numbers that are shown at once, beside those that moved. */
const WORST = 3;
const TOO_FEW = "too few to say";

/** @type {Record<DriftLevel, { kind: string, icon: string, words: string }>} */
const LEVELS = {
  TOO_FEW: { kind: "", icon: "info", words: "Too few to say" },
  STEADY: { kind: "approve", icon: "check", words: "Steady" },
  WATCH: { kind: "review", icon: "eye", words: "Watch" },
  ALARM: { kind: "block", icon: "alert", words: "Alarm" },
};

/** @type {Record<string, string>} */
const NAMES = {
  SCORE: "The model's score",
  SOLD_DEAREST_UNIT: "Price of the dearest unit",
  SOLD_AMOUNT: "Amount of a sale",
  SOLD_UNITS: "Units",
  SOLD_LINES: "Lines",
  SOLD_BY_CARD: "Paid by card",
  SOLD_TO_ACCOUNT: "An account is named",
  SOLD_WITH_PHOTO: "A photo was taken",
};

const BINS = [name("Score"), number("Labels"), number("Frauds said"), number("Frauds found")];
const SHIFTS = [name("Number"), number("Stability index"), column("State")];

/**
 * Whether today's returns are still those that the model learned from, and whether its scores come
 * true.
 *
 * @param {ModelDrift} drift
 */
export const driftCards = (drift) =>
  drift.figures
    ? html`${trueCard(drift, drift.figures)}${shiftCard(drift, drift.figures)}${salesCard(
        drift.figures.sales,
      )}`
    : tableCard({
        id: "drift",
        title: "Drift",
        head: "",
        rows: [],
        empty: `${drift.model ? "Not known yet" : "Nothing to watch"}: ${drift.detail}.`,
      });

/**
 * @param {ModelDrift} drift
 * @param {DriftFigures} figures
 */
function trueCard(drift, { calibrationError, alertPrecision, topPrecision, calibration }) {
  const known = calibration.filter((bin) => bin.labels > 0);
  return tableCard({
    id: "calibration",
    title: "Whether its scores come true",
    note: html`${nameOf(drift)}, by labels of the last 90 days.
      Of the 20 highest scored returns with a label, ${
        topPrecision.value === null
          ? `frauds: ${TOO_FEW} (${count(topPrecision.labels)} labels)`
          : `${count(topPrecision.frauds)} are frauds`
      }. Of the stopped returns with a label, frauds: ${shareOf(alertPrecision)}. Scores are off
      by: ${shareOf(calibrationError)}.`,
    head: headOf(BINS),
    picture: known.length > 0 && calibrationPlot(known),
    rows: known.map(binRow),
  });
}

/** @param {CalibrationBin} bin */
const binRow = ({ from, to, labels, frauds, said, found }) =>
  html`<tr data-key="${from}">${cellsOf(BINS, [
    `${from} to ${to}`,
    count(labels),
    percent(said),
    html`${percent(found)} <span class="soft small">(${count(frauds)})</span>`,
  ])}</tr>`;

/**
 * @param {ModelDrift} drift
 * @param {DriftFigures} figures
 */
function shiftCard(drift, { days, returns, score, features, level }) {
  const shown = features.filter((each, index) => index < WORST || hasMoved(each));
  return tableCard({
    id: "drift",
    title: "Drift",
    note: html`${nameOf(drift)}: ${count(returns)} returns of ${count(days)} days,
      ${drift.detail}. Computed ${dayTime(drift.at)}. From 0.1 on a number is worth a look, from
      0.25 on these are other returns; what a number is known to do by itself is allowed for.`,
    tools: levelChip(level),
    head: headOf(SHIFTS),
    rows: [score, ...shown].map(shiftRow),
    foot: others(
      features.filter((each) => !shown.includes(each)),
      "numbers that moved less",
    ),
  });
}

/** @param {DriftShift} shift */
const hasMoved = ({ level }) => level === "WATCH" || level === "ALARM";

/** @param {SalesDrift} drift */
function salesCard({ sales, weeks, level, numbers }) {
  const moved = numbers.filter(hasMoved);
  return tableCard({
    id: "sales-drift",
    title: "Drift of sales",
    note: html`Goods come back weeks after they were sold: what moves here moves the returns later,
      prices above all. ${count(sales)} sales of the last 7 days,
      ${
        level === "TOO_FEW"
          ? html`${TOO_FEW}: 200 are needed, and 8 weeks before with as many; there are
            ${count(weeks)}.`
          : html`compared with ${count(weeks)} weeks before. It alarms where a week differs far more
            than those weeks do among themselves.`
      }`,
    tools: levelChip(level),
    head: headOf(SHIFTS),
    rows: moved.map(shiftRow),
    foot: others(
      numbers.filter((each) => !moved.includes(each)),
      moved.length > 0 ? "numbers that moved less" : "numbers",
    ),
  });
}

/**
 * @param {DriftShift[]} shifts that are not shown at once
 * @param {string} what they are
 */
const others = (shifts, what) =>
  shifts.length > 0 &&
  html`<details class="padded" data-key="others">
    <summary>${count(shifts.length)} ${what}</summary>
    <table class="plain"><tbody>${shifts.map(shiftRow)}</tbody></table>
  </details>`;

/** @param {DriftShift} shift */
const shiftRow = ({ name: feature, index, level }) =>
  html`<tr data-key="${feature}">${cellsOf(SHIFTS, [
    NAMES[feature] ?? words(feature),
    index === null ? UNKNOWN : index.toFixed(2),
    levelChip(level),
  ])}</tr>`;

/** @param {DriftLevel} level */
const levelChip = (level) =>
  html`<span class="chip ${LEVELS[level].kind}">${icon(LEVELS[level].icon)}${
    LEVELS[level].words
  }</span>`;

/** @param {DriftMeasure} measure */
const shareOf = ({ value, labels }) =>
  value === null ? `${TOO_FEW} (${count(labels)} labels)` : percent(value);

/** @param {ModelDrift} drift */
const nameOf = ({ model, champion }) =>
  html`${champion ? "Champion" : "Challenger"} <span class="mono">${model?.slice(0, 12)}</span>`;
