// @ts-check
/** @import { Alert, AlertStep, Look, Reason, Transaction, Verdict } from "../types.js" */

import { html, icon } from "../lib/html.js";
import { dayTime, money, storeName, words } from "../lib/format.js";

/** @type {Record<Verdict, Look>} */
const OUTCOMES = {
  FRAUD: { kind: "block", icon: "stop", words: "Fraud" },
  LEGITIMATE: { kind: "approve", icon: "check", words: "Legitimate" },
  INCONCLUSIVE: { kind: "", icon: "info", words: "Inconclusive" },
};

/** @type {Look} */
const RESOLVED = { kind: "", icon: "check", words: "Resolved" };

/**
 * Where the work on an alert stands.
 *
 * @param {Alert} alert
 */
export function alertStatus({ status, claimedBy, outcome, conflict }) {
  const contested = conflict
    ? html`<span class="chip review">${icon("alert")}Two verdicts</span>`
    : "";
  if (status === "RESOLVED") {
    const look = (outcome && OUTCOMES[outcome]) ?? RESOLVED;
    return html`<span class="chip ${look.kind}">${icon(look.icon)}${look.words}</span>${contested}`;
  }
  if (status === "CLAIMED")
    return html`<span class="chip">${icon("person")}${person(claimedBy)}</span>${contested}`;
  return contested;
}

/**
 * A session of a page's link has no person's name.
 *
 * @param {string | null} actor
 */
export function person(actor) {
  if (actor === "page:dash") return "dashboard";
  return actor === "page:kiosk" ? "kiosk" : (actor ?? "the node");
}

/**
 * Score, reasons and what each rests on.
 *
 * @param {Reason[]} [reasons]
 */
export function reasonList(reasons) {
  if (!reasons?.length) return html`<p class="soft">No reason is recorded.</p>`;
  return html`<ol class="reasons">
    ${reasons.map(
      ({ code, points, message, evidence }) => html`<li>
      <span class="points" title="Strength in points of 100">${points}</span>
      <div>
        <p><strong>${message}</strong></p>
        <p class="soft small"><code>${code}</code></p>
        ${evidence?.length ? evidenceList(evidence) : ""}
      </div>
    </li>`,
    )}
  </ol>`;
}

/** @param {Reason["evidence"]} evidence */
function evidenceList(evidence) {
  return html`<ul class="evidence small">${evidence.map(
    ({ type, ref, detail }) =>
      html`<li>${words(type)} <code>${ref}</code>${detail ? `: ${detail}` : ""}</li>`,
  )}</ul>`;
}

/** @param {Transaction} transaction */
const tenderOf = (transaction) => words((transaction.tender ?? transaction.refundTender)?.type);

/** @param {Transaction} transaction */
function goodsOf({ lines }) {
  const condition = (/** @type {string | null | undefined} */ of) =>
    of ? ` (${of.toLowerCase()})` : "";
  return lines
    .map((line) => `${line.quantity} × ${line.sku}${condition(line.condition)}`)
    .join(", ");
}

/**
 * Label, what it says of a transaction, and whether a difference between two is marked.
 *
 * @type {[string, (transaction: Transaction) => string, boolean][]}
 */
const ROWS = [
  ["Store", ({ storeId }) => storeName(storeId), true],
  ["When", ({ occurredAt }) => dayTime(occurredAt), false],
  ["Customer", ({ customerId }) => customerId ?? "none given", true],
  ["Lane, cashier", ({ laneId, cashierId }) => `${laneId}, ${cashierId ?? "self-service"}`, false],
  ["Goods", goodsOf, false],
  ["Amount", ({ totalMinor, currency }) => money(totalMinor, currency), true],
  ["Tender", tenderOf, true],
  ["Photo", ({ photoId }) => (photoId ? "taken" : "none"), true],
  ["Receipt", ({ receiptNumber }) => receiptNumber ?? "none shown", true],
];

/**
 * Sale and return side by side; what differs between them is marked with a sign and a word.
 *
 * @param {Transaction | null} sale null where no store knows one
 * @param {Transaction} attempt
 */
export function comparison(sale, attempt) {
  const title = attempt.type === "SALE" ? "This sale" : "The return";
  return html`<table class="comparison">
    <thead><tr><td></td>${sale ? html`<th scope="col">The sale</th>` : ""}<th
      scope="col">${title}</th></tr></thead>
    <tbody>${ROWS.map(([label, read, compared]) => {
      const differs = Boolean(sale && compared && read(sale) !== read(attempt));
      return html`<tr class="${differs ? "differs" : ""}"><th scope="row">${label}</th>${
        sale ? html`<td>${read(sale)}</td>` : ""
      }
        <td>${read(attempt)}${differs ? DIFFERS : ""}</td></tr>`;
    })}</tbody>
  </table>
  ${sale || attempt.type === "SALE" ? "" : NO_SALE}`;
}

const DIFFERS = html` <span class="differs-mark">${icon("alert")}differs</span>`;
const NO_SALE = html`<p class="notice review">${icon("info")}<span>No store knows a sale for this
  return.</span></p>`;

/**
 * What happened to the alert so far.
 *
 * @param {AlertStep[]} steps
 */
export function timeline(steps) {
  return html`<ol class="timeline">
    ${(steps ?? []).map(
      ({ at, storeId, what, by, note }) => html`<li>
      <p><strong>${words(what)}</strong>${by ? ` by ${person(by)}` : ""} · ${storeName(storeId)}</p>
      ${note ? html`<p>${said(note)}</p>` : ""}
      <p class="soft small">${dayTime(at)}</p>
    </li>`,
    )}
  </ol>`;
}

/** @param {string} note a decision's name or somebody's words */
const said = (note) => (note === "BLOCK" || note === "REVIEW" ? words(note) : html`“${note}”`);
