// @ts-check
/** @import { CashierFigures, Patterns } from "../../types.js" */

import { count, dayTime, money, percent, storeName, words } from "../../lib/format.js";
import { html } from "../../lib/html.js";
import { board } from "../board.js";
import { cutOf } from "../cut.js";
import { addressWith } from "../filters.js";
import { cellsOf, column, headOf, name, number, place } from "../columns.js";
import { tableCard } from "../page-parts.js";
import { against, bars, depth } from "./charts.js";
import { cell } from "./cell.js";
import { perSlot } from "./slots.js";
import { storeMap } from "./store-map.js";

/** Hours of a day. */
export const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** @param {number} hour */
const hourName = (hour) => String(hour).padStart(2, "0");

const HEAT = [
  name("Reason"),
  number("All"),
  column("Over time"),
  ...HOURS.map((hour) => number(hourName(hour))),
];
const CATEGORIES = [
  name("Category"),
  number("Sold"),
  number("Came back"),
  number("Held or refused"),
  number("Asked for"),
];
const FLOWS = [
  place("Sold at"),
  column("Returned at"),
  number("Returns"),
  number("Held or refused"),
  number("Refused"),
  number("Asked for"),
];
const TRAVELS = [place("Just before at"), column("Return at"), number("Returns")];
const CASHIERS = [
  name("Cashier"),
  number("Sales"),
  number("Returns"),
  number("Without receipt"),
  number("Held or refused"),
  column("Share"),
  number("A refund, on average"),
];

/** Each reason by hour of the day, and over time. @param {Patterns} patterns */
export function reasonHeat(patterns) {
  const { all, hours } = patterns;
  const at = new Map(hours.map((each) => [each.hour, each.reasons]));
  const codes = Object.keys(all.reasons).sort((a, b) => all.reasons[b] - all.reasons[a]);
  const highest = Math.max(1, ...hours.flatMap(({ reasons }) => Object.values(reasons)));
  return tableCard({
    id: "heat",
    title: "Reasons by hour of the day",
    note: "By each store's own clock. A number opens the transactions that it counts.",
    head: headOf(HEAT),
    rows: codes.map(
      (code) => html`<tr data-key="${code}" class="heat"><th scope="row">${words(code)}</th>
        <td class="number" data-label="All">${cell(patterns, all.reasons[code], {
          reason: code,
        })}</td>
        <td data-label="Over time">${bars({
          values: perSlot(patterns, ({ reasons }) => reasons[code] ?? 0),
          label: `${words(code)} over time`,
          height: 60,
          kind: "small",
        })}</td>
        ${HOURS.map((hour) => {
          const value = at.get(hour)?.[code] ?? 0;
          return html`<td class="number hour depth-${depth(value, highest)}"
            data-label="${hourName(hour)}">${cell(patterns, value, {
              reason: code,
              hourOfDay: hour,
            })}</td>`;
        })}</tr>`,
    ),
    empty: "No reason was given in this time.",
  });
}

/** What became of the goods of each category. @param {Patterns} patterns */
export function byCategory(patterns) {
  const { all, currency } = patterns;
  return tableCard({
    id: "categories",
    title: "By category of goods",
    note: "Units, not transactions. A category opens the returns with an article of it.",
    head: headOf(CATEGORIES),
    rows: Object.entries(all.categories).map(
      ([category, moved]) =>
        html`<tr data-key="${category}">${cellsOf(CATEGORIES, [
          html`<a href="#cut=${cutOf({
            from: patterns.from,
            to: patterns.to,
            storeId: patterns.storeId,
            category,
            only: "RETURNS",
          })}">${words(category)}</a>`,
          count(moved.sold),
          count(moved.returned),
          count(moved.flagged),
          money(moved.returnedMinor, currency),
        ])}</tr>`,
    ),
    empty: "Nothing was sold or came back in this time.",
  });
}

/** From where to where goods come back. @param {Patterns} patterns */
export function betweenStores(patterns) {
  const { flows, travels, currency } = patterns;
  const table = tableCard({
    id: "flows",
    title: "Sold here, returned there",
    note: storeMap(patterns),
    head: headOf(FLOWS),
    rows: flows.map(({ soldAt, returnedAt, returned, flagged, blocked, askedMinor }) => {
      const cut = { soldAt, storeId: returnedAt };
      return html`<tr data-key="${soldAt} ${returnedAt}">${cellsOf(FLOWS, [
        storeName(soldAt),
        storeName(returnedAt),
        cell(patterns, returned, cut),
        cell(patterns, flagged, { ...cut, only: "FLAGGED_RETURNS" }),
        cell(patterns, blocked, { ...cut, only: "REFUSED_RETURNS" }),
        money(askedMinor, currency),
      ])}</tr>`;
    }),
    empty: "No return of a known receipt in this time.",
  });
  if (travels.length === 0) return table;
  return html`${table}${tableCard({
    id: "travels",
    title: "Journeys that nobody can have made",
    head: headOf(TRAVELS),
    rows: travels.map(({ before, at, count: times }) => {
      const cut = { reason: "IMPOSSIBLE_TRAVEL", travelledFrom: before, storeId: at };
      return html`<tr data-key="${before} ${at}">${cellsOf(TRAVELS, [
        storeName(before),
        storeName(at),
        cell(patterns, times, cut),
      ])}</tr>`;
    }),
  })}`;
}

/** Cashiers beside the others of their store. @param {Patterns} patterns */
export function cashiersAgainstPeers(patterns) {
  const { from, to, items, more } = patterns.cashiers;
  const days = { ...patterns, from, to };
  return tableCard({
    id: "cashiers",
    title: "Cashiers against their peers",
    note: `By whole days, ${dayTime(from)} to ${dayTime(to)}. The mark in a bar is what
      the store's other cashiers have.${more ? " There are more cashiers than these." : ""}`,
    head: headOf(CASHIERS),
    rows: items.map((item) => cashier(days, item)),
    empty: "No cashier took anything back in this time.",
  });
}

/**
 * @param {Patterns} days
 * @param {CashierFigures} item
 */
function cashier(days, item) {
  const { storeId, cashierId, flaggedShare, peersFlaggedShare } = item;
  const cut = { storeId, cashierId };
  return html`<tr data-key="${storeId} ${cashierId}">${cellsOf(CASHIERS, [
    html`<a href="${addressWith({ page: "cashier", id: cashierId })}">${cashierId}</a>
      <span class="soft small block">${storeName(storeId)}</span>`,
    cell(days, item.sales, { ...cut, only: "SALES" }),
    cell(days, item.returns, { ...cut, only: "RETURNS" }),
    cell(days, item.withoutReceipt, { ...cut, only: "RETURNS_WITHOUT_RECEIPT" }),
    cell(days, item.flagged, { ...cut, only: "FLAGGED_RETURNS" }),
    html`${against(flaggedShare, peersFlaggedShare)}<span class="soft small block nowrap">${percent(
      flaggedShare,
    )}, peers ${percent(peersFlaggedShare)}</span>`,
    html`${money(item.meanRefundMinor, board.currency)}<span
      class="soft small block nowrap">peers ${money(
        item.peersMeanRefundMinor,
        board.currency,
      )}</span>`,
  ])}</tr>`;
}
