// @ts-check
/** @import { AlertDetail } from "../types.js" */
/** @import { OpenCase } from "./open-case.js" */
/** @import { Part } from "./parts.js" */

import { decisionChip, scoreBar } from "../lib/decision.js";
import { html } from "../lib/html.js";
import { alertStatus, reasonList } from "./alert-parts.js";
import { arithmetic } from "./arithmetic.js";
import { board } from "./board.js";
import { claimRow, KEYS, refused } from "./case-controls.js";
import { listing, onTrial, sideBySide, timeline, waiting } from "./case-parts.js";
import { addressWith } from "./filters.js";
import "./linked-cases.js";
import { part } from "./parts.js";
import "./photo-pair.js";

/** @type {Part[]} */
export const CASE_PARTS = [
  { id: "why", label: "Why", icon: "alert" },
  { id: "compare", label: "Compare", icon: "contrast" },
  { id: "history", label: "History", icon: "clock" },
];

export const FIRST_PART = "why";
export const PART_OF_KEYS = "history";

/**
 * All that is known of a case.
 *
 * @param {OpenCase} open with its alert
 * @param {AlertDetail} alert
 * @param {string} chosen the part that a narrow screen shows
 */
export function evidence({ problem, isBusy }, alert, chosen) {
  const { assessment, arithmetic: parts } = alert;
  const judged = assessment
    ? html`${decisionChip(assessment.decision)}${scoreBar(assessment, parts?.thresholds)}`
    : "";
  return html`<div class="row" data-key="judged">${judged}${alertStatus(alert)}</div>
    ${problem ? refused(problem) : ""}
    ${waiting(alert)}
    ${part("why", chosen, why(alert, isBusy))}
    ${part("compare", chosen, compared(alert))}
    ${part("history", chosen, history(alert))}`;
}

/**
 * @param {AlertDetail} alert
 * @param {boolean} isBusy
 */
const why = (alert, isBusy) => html`${claimRow(alert, isBusy)}
  <section><h3>Why</h3>
    ${reasonList(alert.assessment?.reasons, alert.currency ?? board.currency)}
    ${arithmetic(alert)}</section>
  ${onTrial(alert)}`;

/** @param {AlertDetail} alert */
const compared = (alert) => html`${sideBySide(alert)}
  <section><h3>Photos</h3><tw-photo-pair></tw-photo-pair></section>`;

/** @param {AlertDetail} alert */
const history = (alert) => html`
  <section><h3>Linked alerts</h3><tw-linked-cases></tw-linked-cases></section>
  <section><h3>What happened</h3>${timeline(alert)}</section>
  ${listing(alert)}
  ${explained(alert)}
  ${KEYS}`;

/** @param {AlertDetail} alert */
const explained = ({ transaction }) =>
  transaction
    ? html`<p data-key="explained"><a href="${addressWith({
        page: "explanation",
        id: transaction.id,
      })}">Explanation for the customer, to print</a></p>`
    : "";
