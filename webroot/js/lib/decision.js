// @ts-check
/** @import { Assessment, DecisionName, Look, TransactionStatus } from "../types.js" */

import { html, icon } from "./html.js";

/** @type {Record<DecisionName, Look>} */
const DECISIONS = {
  APPROVE: { kind: "approve", icon: "check", words: "Approved" },
  REVIEW: { kind: "review", icon: "clock", words: "Review" },
  BLOCK: { kind: "block", icon: "stop", words: "Blocked" },
};
/** @type {Record<TransactionStatus, Look>} */
const STATUSES = {
  COMPLETED: { kind: "approve", icon: "check", words: "Completed" },
  HELD: { kind: "review", icon: "clock", words: "Held" },
  BLOCKED: { kind: "block", icon: "stop", words: "Blocked" },
};

/** @param {Look} look */
const chip = (look) => html`<span class="chip ${look.kind}">${icon(look.icon)}${look.words}</span>`;

/**
 * A decision as colour, sign and word: never by colour alone.
 *
 * @param {DecisionName} decision
 */
export const decisionChip = (decision) =>
  chip(DECISIONS[decision] ?? { kind: "", icon: "info", words: decision });

/** @param {TransactionStatus} status */
export const statusChip = (status) =>
  chip(STATUSES[status] ?? { kind: "", icon: "info", words: status });

/** @param {DecisionName} decision */
export const decisionKind = (decision) => DECISIONS[decision]?.kind ?? "";

/**
 * Score 0..100 in the colour of its decision. Where the thresholds lie the page must have been
 * told: any page reads this script, one without a PIN too.
 *
 * @param {Pick<Assessment, "score" | "decision">} assessment
 * @param {{ review: number, block: number }} [thresholds] marked where they are known
 */
export function scoreBar({ score, decision }, thresholds) {
  const marks = thresholds
    ? [thresholds.review, thresholds.block].map(
        (at) => html`<line class="mark" x1="${at}" x2="${at}" y1="-5" y2="13"></line>`,
      )
    : "";
  const said = thresholds
    ? `, held from ${thresholds.review}, refused from ${thresholds.block}`
    : "";
  return html`<span class="score ${decisionKind(decision)}">
    <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" width="100" height="8" rx="2"></rect>
      <rect class="value" width="${score}" height="8" rx="2"></rect>
      ${marks}
    </svg>
    <span><strong>${score}</strong><span class="soft"> of 100${said}</span></span>
  </span>`;
}
