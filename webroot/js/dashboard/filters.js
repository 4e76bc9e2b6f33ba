// @ts-check
/** @import { Choice } from "../types.js" */

import { beginning, LONGEST_NAME } from "../lib/written.js";
import * as choices from "./choices.js";

/**
 * What the page shows, as its address says it, so that a link or a reload shows the same.
 *
 * @typedef {{
 *   page: string,
 *   id: string,
 *   range: string,
 *   tab: string,
 *   store: string,
 *   view: string,
 *   alerts: string,
 *   order: string,
 *   reason: string,
 *   age: string,
 *   least: string,
 *   customer: string,
 *   cashier: string,
 *   card: string,
 *   sku: string,
 *   who: string,
 *   decided: string,
 *   act: string,
 *   actor: string,
 *   target: string,
 *   listed: string,
 * }} Filters `page`: its name in pages.js; `id`: whom or what a page is about; `range` and `tab`:
 *   which time, and which part of a page, in that page's own words; nothing: its usual one;
 *   `store`: its id, or nothing for all; `view`: the tab of a narrow screen; `alerts`,
 *   `order`, `reason`, `age`, `least` (an amount in whole money), `customer`, `cashier`, `card`
 *   (its fingerprint), `sku` and `who` (works on it: nothing or `me`) choose alerts, `decided`
 *   transactions, `act`, `actor` and `target` entries of the audit trail, `listed` (their state)
 *   entries of lists
 */

/** @type {Filters} */
const USUAL = {
  page: "desk",
  id: "",
  range: "",
  tab: "",
  store: "",
  view: "alerts",
  alerts: "TODO",
  order: "RISK",
  reason: "",
  age: "",
  least: "",
  customer: "",
  cashier: "",
  card: "",
  sku: "",
  who: "",
  decided: "",
  act: "",
  actor: "",
  target: "",
  listed: "IN_FORCE",
};

/** Every alert there is: what chooses among them is given up. */
export const ALL_ALERTS = /** @type {const} */ ({
  page: "desk",
  view: "alerts",
  alerts: "ALL",
  reason: "",
  age: "",
  least: "",
  customer: "",
  cashier: "",
  card: "",
  sku: "",
  who: "",
});

/**
 * What can be chosen for those filters that are no names.
 *
 * @type {Partial<Record<keyof Filters, Choice[]>>}
 */
const CHOICES = {
  view: choices.VIEWS,
  alerts: choices.PROGRESS,
  order: choices.ORDERS,
  age: choices.AGES,
  least: choices.AMOUNTS,
  who: choices.WHO,
  decided: choices.STATUSES,
  act: choices.DEEDS,
  listed: choices.ENTRY_STATES,
};

const NAMES = /** @type {(keyof Filters)[]} */ (Object.keys(USUAL));

const MINUTE_MS = 60_000;

/** @type {Record<string, number>} */
const AGES = { "1h": 3_600_000, "24h": 86_400_000, "7d": 604_800_000 };

/** @returns {Filters} */
export function filtersOfAddress() {
  const query = new URLSearchParams(location.search);
  const given = NAMES.map((name) => [name, known(name, query.get(name)) ?? USUAL[name]]);
  return { ...USUAL, ...Object.fromEntries(given) };
}

/**
 * What the address says of a filter, or null where that is nothing that can be chosen.
 *
 * @param {keyof Filters} name
 * @param {string | null} said
 */
function known(name, said) {
  if (said === null) return null;
  const options = CHOICES[name];
  const isOffered = !options || options.some(({ value }) => value === said);
  return isOffered ? beginning(said, LONGEST_NAME) : null;
}

/**
 * The address of what these choose, the rest as it is usual; always with its question mark, so that
 * a link with it is one within the dashboard.
 *
 * @param {Partial<Filters>} filters
 */
export function addressWith(filters) {
  const all = { ...USUAL, ...filters };
  const said = NAMES.filter((name) => all[name] !== USUAL[name]).map((name) => [name, all[name]]);
  const search = new URLSearchParams(said).toString();
  return `?${search}`;
}

/**
 * Another page is another step of the browser's way back; a filter is not.
 *
 * @param {Filters} filters
 */
export function showInAddress(filters) {
  const before = filtersOfAddress();
  const isStep = filters.page !== before.page || filters.id !== before.id;
  if (isStep) stepTo(addressWith(filters));
  else history.replaceState(null, "", fullAddress(addressWith(filters)) + location.hash);
}

/**
 * A step of the browser's way back. It leaves the alert or the search that was open behind.
 *
 * @param {string} address
 */
export function stepTo(address) {
  history.pushState(null, "", fullAddress(address));
  dispatchEvent(new HashChangeEvent("hashchange"));
}

/** @param {string} address */
const fullAddress = (address) => location.pathname + (address === "?" ? "" : address);

/**
 * The address names nothing any more (an alert, what is searched for), and whoever follows it hears
 * so.
 */
export function clearFragment() {
  history.replaceState(null, "", location.pathname + location.search);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

/**
 * The time from which on things are young enough, or nothing.
 *
 * @param {string} age
 */
export function since(age) {
  if (!Object.hasOwn(AGES, age)) return "";
  const minute = Math.floor((Date.now() - AGES[age]) / MINUTE_MS) * MINUTE_MS;
  return new Date(minute).toISOString();
}
