// @ts-check
/** @import { Printable } from "../types.js" */

import { useLocale } from "../lib/format.js";
import ar from "./words/ar.js";
import de from "./words/de.js";
import en from "./words/en.js";
import es from "./words/es.js";

/** @typedef {keyof typeof en} WordKey */

/** Every language with its own name; all of them come with the page, so that one is at hand even
 * while the node is silent. */
const LANGUAGES = [
  { code: "en", name: "English", dir: "ltr", words: en },
  { code: "es", name: "Español", dir: "ltr", words: es },
  { code: "de", name: "Deutsch", dir: "ltr", words: de },
  { code: "ar", name: "العربية", dir: "rtl", words: ar },
];

/** The language of this visit; announces "change". */
class Language extends EventTarget {
  all = LANGUAGES;
  current = LANGUAGES[0];

  /** What this browser prefers, where the kiosk speaks it. */
  get usual() {
    const wanted = navigator.languages.map((tag) => tag.split("-")[0]);
    return wanted.find((code) => LANGUAGES.some((one) => one.code === code)) ?? "en";
  }

  /** @param {string} code of a language; any other is the usual one */
  choose(code) {
    const found = LANGUAGES.find((one) => one.code === code);
    this.current = found ?? LANGUAGES.find((one) => one.code === this.usual) ?? LANGUAGES[0];
    document.documentElement.lang = this.current.code;
    document.documentElement.dir = this.current.dir;
    // digits as they stand on receipts and price tags, in every script; a store has one currency
    const asPrinted = {
      numberingSystem: "latn",
      currencyDisplay: /** @type {const} */ ("narrowSymbol"),
      // between words from the right, a sign behind the digits would jump before them
      ...(this.current.dir === "rtl" && { money: "en" }),
    };
    useLocale(localeOf(this.current.code), asPrinted);
    this.dispatchEvent(new Event("change"));
  }
}

/** @param {string} code */
const localeOf = (code) => navigator.languages.find((tag) => tag.split("-")[0] === code) ?? code;

export const language = new Language();

/**
 * The words of the key in the language of this visit, with its {places} filled.
 *
 * @param {WordKey} key
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  return language.current.words[key].replace(/\{(\w+)\}/g, (place, name) =>
    apart(values[name] ?? place),
  );
}

/**
 * A value that keeps its own order of signs between words from the right: the sign of a currency
 * would change sides.
 *
 * @param {string | number} value
 */
const apart = (value) => (language.current.dir === "rtl" ? `\u2068${value}\u2069` : String(value));

/**
 * The same where a place holds markup.
 *
 * @param {WordKey} key
 * @param {Record<string, Printable>} values
 * @returns {Printable[]}
 */
export function rich(key, values) {
  const parts = language.current.words[key].split(/\{(\w+)\}/);
  return parts.map((part, i) => (i % 2 === 0 ? part : values[part]));
}

/**
 * Whether there are words for this key, which is put together from a code of the node's.
 *
 * @param {string} key
 * @returns {key is WordKey}
 */
export const known = (key) => key in en;

/**
 * The name of an article in the language of this visit; the catalogue's own where there is none.
 *
 * @param {{ sku: string, description: string | null }} item
 */
export function nameOf({ sku, description }) {
  const key = `goods.${sku}`;
  // the name of an article that the retailer changed is the retailer's
  const ours = known(key) && (description === null || description === en[key]);
  return ours ? t(key) : (description ?? sku);
}
