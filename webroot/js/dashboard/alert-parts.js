// @ts-check
/** @import { Alert, Look, Reason, Verdict } from "../types.js" */

import { html, icon } from "../lib/html.js";
import { money, when, words } from "../lib/format.js";
import { board } from "./board.js";

/** @type {Record<Verdict, Look>} */
const OUTCOMES = {
  FRAUD: { kind: "block", icon: "stop", words: "Fraud" },
  LEGITIMATE: { kind: "approve", icon: "check", words: "Legitimate" },
  INCONCLUSIVE: { kind: "", icon: "info", words: "Inconclusive" },
};

/** @type {Look} */
const RESOLVED = { kind: "", icon: "check", words: "Resolved" };

/**
 * The alert that a transaction raised, where it raised one.
 *
 * @param {string} transactionId
 */
export const alertIdOf = (transactionId) => `al_${transactionId}`;

/**
 * What the page's address says so that it shows this alert.
 *
 * @param {string} alertId
 */
export const addressOf = (alertId) => `#alert=${encodeURIComponent(alertId)}`;

/**
 * Where the work on an alert stands.
 *
 * @param {Alert} alert
 */
export function alertStatus({ status, claimedBy, snoozedUntil, outcome, conflict }) {
  const contested = conflict
    ? html`<span class="chip review">${icon("alert")}Two verdicts</span>`
    : "";
  if (status === "RESOLVED") {
    const look = (outcome && OUTCOMES[outcome]) ?? RESOLVED;
    return html`<span class="chip ${look.kind}">${icon(look.icon)}${look.words}</span>${contested}`;
  }
  if (status === "CLAIMED")
    return html`<span class="chip">${icon("person")}${person(claimedBy)}</span>${contested}`;
  if (snoozedUntil)
    return html`<span class="chip">${icon("clock")}Until ${when(snoozedUntil)}</span>`;
  return contested;
}

/**
 * Whether that is who works at this page.
 *
 * @param {string | null} actor
 */
export const isMe = (actor) => actor !== null && actor === board.session.who?.actor;

/**
 * A session of a page's link has no person's name.
 *
 * @param {string | null} actor
 */
export function person(actor) {
  if (isMe(actor)) return "you";
  if (actor === "page:dash") return "dashboard";
  return actor === "page:kiosk" ? "kiosk" : (actor ?? "the node");
}

/**
 * Score, reasons and what each rests on.
 *
 * @param {Reason[] | undefined} reasons
 * @param {string} [currency] of amounts in the evidence
 */
export function reasonList(reasons, currency) {
  if (!reasons?.length) return html`<p class="soft">No reason is recorded.</p>`;
  return html`<ol class="reasons">
    ${reasons.map(
      ({ code, points, message, evidence }) => html`<li>
      <span class="points" title="Strength in points of 100">${points}</span>
      <div>
        <p>${ofModel(code, evidence)}<strong>${message}</strong></p>
        <p class="soft small"><code>${code}</code></p>
        ${evidence?.length ? evidenceList(evidence, currency) : ""}
      </div>
    </li>`,
    )}
  </ol>`;
}

/**
 * How many of the points that it may have the model gives: Model: 34 of 50.
 *
 * @param {string} code
 * @param {Reason["evidence"]} evidence
 */
function ofModel(code, evidence) {
  const given = evidence?.find(({ type }) => type === "points");
  return code === "MODEL" && given
    ? html`<strong>Model: ${given.ref} ${given.detail}.</strong> `
    : "";
}

/**
 * @param {Reason["evidence"]} evidence
 * @param {string | undefined} currency
 */
function evidenceList(evidence, currency) {
  return html`<ul class="evidence small">${evidence.map(({ type, ref, detail }) =>
    // what a model's number is stands in its words
    type === "feature" && detail
      ? html`<li>${capital(detail)}</li>`
      : html`<li>${words(type)} ${said(type, ref, currency)}${detail ? `: ${detail}` : ""}</li>`,
  )}</ul>`;
}

/** @param {string} text */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * An amount is read as money, everything else is a name.
 *
 * @param {string} type
 * @param {string} ref
 * @param {string | undefined} currency
 */
const said = (type, ref, currency) =>
  type === "amount" && /^\d{1,15}$/.test(ref)
    ? html`<strong>${money(Number(ref), currency)}</strong>`
    : html`<code>${ref}</code>`;
