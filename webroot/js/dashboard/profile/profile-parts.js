// @ts-check
/** @import { PeerComparison, Printable, Profile } from "../../types.js" */
/** @import { RelatedShare, SubjectKind } from "../../types.js" */

import { count, dayTime, money, percent, storeName, UNKNOWN } from "../../lib/format.js";
import { html } from "../../lib/html.js";
import { subjectLink } from "../links.js";
import { tile } from "../tile.js";
import { SUBJECTS } from "./subjects.js";

/**
 * The figures of a subject; each is the node's.
 *
 * @param {Profile} profile
 * @param {string} currency
 */
export function figures({ kind, transactions, counts, money: sums }, currency) {
  const { sales, returns, voided, held, blocked, alerts, openAlerts, frauds } = counts;
  return html`<dl class="tiles" data-key="figures">
    ${tile("Visits", count(transactions), `${count(sales)} sales, ${count(returns)} returns`)}
    ${tile(
      SUBJECTS[kind]?.sold ?? "Sold",
      money(sums.soldMinor, currency),
      voided ? `without ${count(voided)} cancelled` : "completed sales",
    )}
    ${tile("Refunded", money(sums.refundedMinor, currency), "paid back")}
    ${tile(
      "Returned",
      sums.returnedShare === null ? UNKNOWN : percent(sums.returnedShare),
      "refunded of what was sold",
    )}
    ${tile("Net", money(sums.netMinor, currency), "sold less refunded")}
    ${tile("Held", count(held), "wait for a reviewer now")}
    ${tile("Blocked", count(blocked), "paid nothing")}
    ${tile("Alerts", count(alerts), `${count(openAlerts)} open, ${count(frauds)} found fraud`)}
  </dl>`;
}

/**
 * What of the ledger was looked at, where that is not all of it.
 *
 * @param {Profile} profile
 */
export function coverage({ complete, since }) {
  if (!complete)
    return html`<p class="chip review" data-key="coverage">The node still reads its history: more
      is to come.</p>`;
  return since
    ? html`<p class="chip review" data-key="coverage">Memory reaches back to ${dayTime(since)}: what
        happened before is not counted.</p>`
    : "";
}

/**
 * Beside all others of its kind.
 *
 * @param {Profile} profile
 */
export function peers({ kind, peers: group }) {
  const title = (SUBJECTS[kind]?.title ?? "").toLowerCase();
  if (!group) return "";
  return html`<section class="panel card" aria-labelledby="peers-title" data-key="peers">
    <h2 id="peers-title">Among ${count(group.count)} other ${title}s</h2>
    <dl class="facts">
      ${comparison("Returned of what was sold", group.returnedShare)}
      ${comparison("Transactions with an alert", group.flaggedShare)}
    </dl>
  </section>`;
}

/**
 * @param {string} label
 * @param {PeerComparison} figure
 */
function comparison(label, { own, median, exceeds }) {
  const rank = exceeds === null ? UNKNOWN : `more than ${percent(exceeds)} of them`;
  return html`<div data-key="${label}">
    <dt>${label}</dt>
    <dd>${share(own)} <span class="soft small">usual ${share(median)}; ${rank}</span></dd>
  </div>`;
}

/** @param {number | null} value */
const share = (value) => (value === null ? UNKNOWN : percent(value));

/**
 * Who and what else is in its transactions.
 *
 * @param {Profile} profile
 */
export function related({ related: { stores, customers, cashiers, cards, articles } }) {
  const groups = [
    group("Stores", "STORE", stores, storeName),
    group("Customers", "CUSTOMER", customers),
    group("Cashiers", "CASHIER", cashiers),
    group("Cards", "CARD", cards),
    group("Articles", "ARTICLE", articles),
  ].filter(Boolean);
  if (groups.length === 0) return "";
  return html`<section class="panel card" aria-labelledby="related-title" data-key="related">
    <h2 id="related-title">In its transactions</h2>
    <div class="related">${groups}</div>
  </section>`;
}

/**
 * @param {string} heading
 * @param {SubjectKind} kind
 * @param {RelatedShare[]} shares
 * @param {(id: string) => Printable} [words]
 */
function group(heading, kind, shares, words = (id) => id) {
  if (shares.length === 0) return "";
  return html`<div data-key="${heading}">
    <h3>${heading}</h3>
    <ul>${shares.map(
      ({ id, transactions }) => html`<li data-key="${id}">${subjectLink(kind, id, words(id))}
        <span class="soft small">${count(transactions)}</span></li>`,
    )}</ul>
  </div>`;
}
