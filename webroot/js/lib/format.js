// @ts-check
/*
 * Money, numbers and times in the reader's own locale. What is not known is said, never shown as 0.
 */

/** @typedef {number | null | undefined} Known a number, where it is known */
/** @typedef {string | null | undefined} When RFC 3339, where it is known */

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

/**
 * How a locale writes; `money` where amounts are written as another one does.
 *
 * @typedef {{
 *   numberingSystem?: string, currencyDisplay?: "narrowSymbol", money?: string
 * }} Writing
 */

/**
 * @param {string} locale
 * @param {Writing} [writing]
 */
function formatsFor(locale, { money: moneyLocale = locale, ...options } = {}) {
  return {
    currency: cached(
      (currency) => new Intl.NumberFormat(moneyLocale, { ...options, style: "currency", currency }),
    ),
    number: new Intl.NumberFormat(locale, options),
    decimal: new Intl.NumberFormat(locale, { ...options, maximumSignificantDigits: 3 }),
    percent: new Intl.NumberFormat(locale, {
      ...options,
      style: "percent",
      maximumFractionDigits: 1,
    }),
    relative: new Intl.RelativeTimeFormat(locale, { ...options, numeric: "auto" }),
    time: new Intl.DateTimeFormat(locale, { ...options, timeStyle: "medium" }),
    dayTime: new Intl.DateTimeFormat(locale, {
      ...options,
      dateStyle: "medium",
      timeStyle: "medium",
    }),
  };
}

let formats = formatsFor(navigator.languages?.[0] ?? "en");

/**
 * From now on as readers of this locale write; until then as this browser's reader does.
 *
 * @param {string} locale
 * @param {Writing} [writing]
 */
export function useLocale(locale, writing) {
  formats = formatsFor(locale, writing);
}

/**
 * 249999, "USD" -> $2,499.99; the currency says how many digits are minor.
 *
 * @param {Known} minor
 * @param {string} [currency]
 */
export function money(minor, currency) {
  if (!known(minor)) return UNKNOWN;
  const format = formats.currency(currency ?? "USD");
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 0));
}

/**
 * 2499.99, "USD" -> 249999.
 *
 * @param {number} major
 * @param {string} currency
 */
export function minorOf(major, currency) {
  const digits = formats.currency(currency).resolvedOptions().maximumFractionDigits ?? 0;
  return Math.round(major * 10 ** digits);
}

/** @param {Known} value */
export const count = (value) => (known(value) ? formats.number.format(value) : UNKNOWN);

/** @param {Known} value */
export const percent = (value) => (known(value) ? formats.percent.format(value) : UNKNOWN);

/**
 * 412 -> 412 µs, 1240 -> 1.24 ms, 2100000 -> 2.1 s.
 *
 * @param {Known} value
 */
export function micros(value) {
  if (!known(value)) return UNKNOWN;
  const size = Math.abs(value);
  if (size < 1_000) return `${formats.decimal.format(value)} µs`;
  if (size < 1_000_000) return `${formats.decimal.format(value / 1_000)} ms`;
  return duration(value / 1_000);
}

/**
 * 412 -> 412 m, 95300 -> 95.3 km.
 *
 * @param {Known} metres
 */
export function distance(metres) {
  if (!known(metres)) return UNKNOWN;
  if (metres < 1_000) return `${formats.number.format(metres)} m`;
  return `${formats.decimal.format(metres / 1_000)} km`;
}

/** @param {Known} milliseconds */
export function duration(milliseconds) {
  if (!known(milliseconds)) return UNKNOWN;
  if (milliseconds < 1_000) return `${formats.decimal.format(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${formats.decimal.format(milliseconds / 1_000)} s`;
  if (milliseconds < 3_600_000)
    return `${formats.number.format(Math.round(milliseconds / 60_000))} min`;
  return `${formats.decimal.format(milliseconds / 3_600_000)} h`;
}

/**
 * What is no time is one that is not known.
 *
 * @param {When} instant
 */
function dateOf(instant) {
  const date = new Date(instant ?? NaN);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** @param {When} instant */
export function dayTime(instant) {
  const date = dateOf(instant);
  return date ? formats.dayTime.format(date) : UNKNOWN;
}

/**
 * The time alone today, with its date on other days.
 *
 * @param {When} instant
 */
export function when(instant) {
  const date = dateOf(instant);
  if (!date) return UNKNOWN;
  return date.toDateString() === new Date().toDateString()
    ? formats.time.format(date)
    : formats.dayTime.format(date);
}

/** @param {When} instant */
export function ago(instant) {
  const date = dateOf(instant);
  if (!date) return UNKNOWN;
  const seconds = Math.round((date.getTime() - Date.now()) / 1_000);
  if (Math.abs(seconds) < 60) return formats.relative.format(seconds, "second");
  if (Math.abs(seconds) < 3_600) return formats.relative.format(Math.trunc(seconds / 60), "minute");
  if (Math.abs(seconds) < 86_400)
    return formats.relative.format(Math.trunc(seconds / 3_600), "hour");
  return formats.relative.format(Math.trunc(seconds / 86_400), "day");
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
