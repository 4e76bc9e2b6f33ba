import { html, icon } from "../lib/html.js";
import { dayTime, money, storeName, words } from "../lib/format.js";

const OUTCOMES = {
  FRAUD: { kind: "block", icon: "stop", words: "Fraud" },
  LEGITIMATE: { kind: "approve", icon: "check", words: "Legitimate" },
  INCONCLUSIVE: { kind: "", icon: "info", words: "Inconclusive" },
};

/** Where the work on an alert stands. */
export function alertStatus({ status, claimedBy, outcome, conflict }) {
  const look = OUTCOMES[outcome];
  const contested = conflict
    ? html`<span class="chip review">${icon("alert")}Two verdicts</span>`
    : "";
  if (status === "RESOLVED")
    return html`<span class="chip ${look?.kind ?? ""}">${icon(look?.icon ?? "check")}${look?.words ?? "Resolved"}</span>${contested}`;
  if (status === "CLAIMED")
    return html`<span class="chip">${icon("person")}${person(claimedBy)}</span>${contested}`;
  return contested;
}

/** A session of a page's link has no person's name. */
export function person(actor) {
  return actor === "page:dash"
    ? "dashboard"
    : actor === "page:kiosk"
      ? "kiosk"
      : (actor ?? "the node");
}

/** Score, reasons and what each rests on. */
export function reasonList(reasons) {
  if (!reasons?.length) return html`<p class="soft">No reason is recorded.</p>`;
  return html`<ol class="reasons">
    ${reasons.map(
      ({ code, points, message, evidence }) => html`<li>
      <span class="points" title="Strength in points of 100">${points}</span>
      <div>
        <p><strong>${message}</strong></p>
        <p class="soft small"><code>${code}</code></p>
        ${evidence?.length ? html`<ul class="evidence small">${evidence.map(({ type, ref, detail }) => html`<li>${words(type)} <code>${ref}</code>${detail ? `: ${detail}` : ""}</li>`)}</ul>` : ""}
      </div>
    </li>`,
    )}
  </ol>`;
}

const tenderOf = (transaction) => words((transaction.tender ?? transaction.refundTender)?.type);
const goodsOf = ({ lines }) =>
  lines
    .map(
      (line) =>
        `${line.quantity} × ${line.sku}${line.condition ? ` (${line.condition.toLowerCase()})` : ""}`,
    )
    .join(", ");
const ROWS = [
  ["Store", (transaction) => storeName(transaction.storeId), true],
  ["When", (transaction) => dayTime(transaction.occurredAt), false],
  ["Customer", (transaction) => transaction.customerId ?? "none given", true],
  [
    "Lane, cashier",
    (transaction) => `${transaction.laneId}, ${transaction.cashierId ?? "self-service"}`,
    false,
  ],
  ["Goods", goodsOf, false],
  ["Amount", (transaction) => money(transaction.totalMinor, transaction.currency), true],
  ["Tender", tenderOf, true],
  ["Photo", (transaction) => (transaction.photoId ? "taken" : "none"), true],
  ["Receipt", (transaction) => transaction.receiptNumber ?? "none shown", true],
];

/** Sale and return side by side; what differs between them is marked with a sign and a word. */
export function comparison(sale, attempt) {
  if (!attempt) return "";
  const title = attempt.type === "SALE" ? "This sale" : "The return";
  return html`<table class="comparison">
    <thead><tr><td></td>${sale ? html`<th scope="col">The sale</th>` : ""}<th scope="col">${title}</th></tr></thead>
    <tbody>${ROWS.map(([label, read, compared]) => {
      const differs = sale && compared && read(sale) !== read(attempt);
      return html`<tr class="${differs ? "differs" : ""}"><th scope="row">${label}</th>${sale ? html`<td>${read(sale)}</td>` : ""}
        <td>${read(attempt)}${differs ? html` <span class="differs-mark">${icon("alert")}differs</span>` : ""}</td></tr>`;
    })}</tbody>
  </table>
  ${sale || attempt.type === "SALE" ? "" : html`<p class="notice review">${icon("info")}<span>No store knows a sale for this return.</span></p>`}`;
}

/** What happened to the alert so far. */
export function timeline(steps) {
  return html`<ol class="timeline">
    ${(steps ?? []).map(
      ({ at, storeId, what, by, note }) => html`<li>
      <p><strong>${words(what)}</strong>${by ? ` by ${person(by)}` : ""} · ${storeName(storeId)}</p>
      ${note ? html`<p>${note === "BLOCK" || note === "REVIEW" ? words(note) : html`“${note}”`}</p>` : ""}
      <p class="soft small">${dayTime(at)}</p>
    </li>`,
    )}
  </ol>`;
}
