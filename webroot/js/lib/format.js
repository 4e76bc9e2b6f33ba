// @ts-check
/*
 * Money, numbers and times in the reader's own locale. What is not known is said, never shown as 0.
 */

/** @typedef {number | null | undefined} Known a number, where it is known */
/** @typedef {string | null | undefined} When RFC 3339, where it is known */

const LOCALE = navigator.languages?.[0] ?? "en";
export const UNKNOWN = "not known";

/**
 * @template T
 * @param {T | null | undefined} value
 * @returns {value is T}
 */
const known = (value) => value !== null && value !== undefined;
/**
 * @template T
 * @param {(key: string) => T} make
 */
const cached = (make) => {
  /** @type {Map<string, T>} */
  const made = new Map();
  return (/** @type {string} */ key) => {
    const found = made.get(key) ?? make(key);
    made.set(key, found);
    return found;
  };
};

const currencyFormat = cached(
  (currency) => new Intl.NumberFormat(LOCALE, { style: "currency", currency }),
);
const numberFormat = new Intl.NumberFormat(LOCALE);
const decimalFormat = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 3 });
const percentFormat = new Intl.NumberFormat(LOCALE, { style: "percent", maximumFractionDigits: 1 });
const relativeFormat = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" });
const timeFormat = new Intl.DateTimeFormat(LOCALE, { timeStyle: "medium" });
const dayTimeFormat = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeStyle: "medium" });

/**
 * 249999, "USD" -> $2,499.99; the currency says how many digits are minor.
 *
 * @param {Known} minor
 * @param {string} [currency]
 */
export function money(minor, currency) {
  if (!known(minor)) return UNKNOWN;
  const format = currencyFormat(currency ?? "USD");
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 0));
}

/**
 * 2499.99, "USD" -> 249999.
 *
 * @param {number} major
 * @param {string} currency
 */
export function minorOf(major, currency) {
  const digits = currencyFormat(currency).resolvedOptions().maximumFractionDigits ?? 0;
  return Math.round(major * 10 ** digits);
}

/** @param {Known} value */
export const count = (value) => (known(value) ? numberFormat.format(value) : UNKNOWN);

/** @param {Known} value */
export const percent = (value) => (known(value) ? percentFormat.format(value) : UNKNOWN);

/**
 * 412 -> 412 µs, 1240 -> 1.24 ms, 2100000 -> 2.1 s.
 *
 * @param {Known} value
 */
export function micros(value) {
  if (!known(value)) return UNKNOWN;
  const size = Math.abs(value);
  if (size < 1_000) return `${decimalFormat.format(value)} µs`;
  if (size < 1_000_000) return `${decimalFormat.format(value / 1_000)} ms`;
  return duration(value / 1_000);
}

/** @param {Known} milliseconds */
export function duration(milliseconds) {
  if (!known(milliseconds)) return UNKNOWN;
  if (milliseconds < 1_000) return `${decimalFormat.format(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${decimalFormat.format(milliseconds / 1_000)} s`;
  if (milliseconds < 3_600_000)
    return `${numberFormat.format(Math.round(milliseconds / 60_000))} min`;
  return `${decimalFormat.format(milliseconds / 3_600_000)} h`;
}

/** @param {When} instant */
export const dayTime = (instant) => (instant ? dayTimeFormat.format(new Date(instant)) : UNKNOWN);

/**
 * The time alone today, with its date on other days.
 *
 * @param {When} instant
 */
export function when(instant) {
  if (!instant) return UNKNOWN;
  const date = new Date(instant);
  return date.toDateString() === new Date().toDateString()
    ? timeFormat.format(date)
    : dayTimeFormat.format(date);
}

/** @param {When} instant */
export function ago(instant) {
  if (!instant) return UNKNOWN;
  const seconds = Math.round((new Date(instant).getTime() - Date.now()) / 1_000);
  if (Math.abs(seconds) < 60) return relativeFormat.format(seconds, "second");
  if (Math.abs(seconds) < 3_600) return relativeFormat.format(Math.trunc(seconds / 60), "minute");
  if (Math.abs(seconds) < 86_400) return relativeFormat.format(Math.trunc(seconds / 3_600), "hour");
  return relativeFormat.format(Math.trunc(seconds / 86_400), "day");
}

/**
 * How long it is from one time to another: 45 s, 12 min, 2 h 5 min, 3 days.
 *
 * @param {string} from
 * @param {string} [to] absent: until now
 */
export function lasting(from, to) {
  const seconds = Math.max(0, ((to ? Date.parse(to) : Date.now()) - Date.parse(from)) / 1_000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return `${Math.floor(seconds)} s`;
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 2_880) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `${count(Math.floor(minutes / 1_440))} days`;
}

/**
 * store-a -> Store A: a name that people say, where no better one was told.
 *
 * @param {string | null | undefined} storeId
 */
export function storeName(storeId) {
  if (!storeId) return UNKNOWN;
  return storeId.replace(/[-_]+/g, " ").replace(/(^|\s)\p{Ll}/gu, (letter) => letter.toUpperCase());
}

/**
 * CARD_TO_CASH -> Card to cash.
 *
 * @param {string | null | undefined} code
 */
export function words(code) {
  if (!code) return UNKNOWN;
  const text = code.replace(/_/g, " ").toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
