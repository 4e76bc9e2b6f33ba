// @ts-check
/** @import { CatalogItem } from "../types.js" */

/** `]`, a letter, a letter or digit: how scanners name the kind of barcode, for example ]C1. */
const SYMBOLOGY = /^\][A-Z][A-Z0-9]/;
/** GS1 field (01): the article's number, always 14 digits. */
const GS1_ARTICLE = /^01(\d{14})/;
/** The store's id, eleven digits of time and three of chance; O is 0, I and L are 1. */
const OWN_RECEIPT = /^[A-Z0-9]{1,20}1[0-9A-TV-Z]{13}$/;

/**
 * A code without the scanner's mark of its kind of barcode, in capital letters: what the node keeps
 * of a number that was scanned.
 *
 * @param {string} scanned
 */
export function cleanCode(scanned) {
  // the separator of GS1 fields is no part of a number
  const text = scanned.normalize("NFKC").replaceAll("\u001d", "").toUpperCase().trim();
  return text.length > 3 ? text.replace(SYMBOLOGY, "").trim() : text;
}

/**
 * Whether the code has the form of a receipt number that a store of ours printed.
 *
 * @param {string} code a clean one
 */
export function isOwnReceipt(code) {
  return OWN_RECEIPT.test(code.replace(/[\s\p{Pd}]/gu, ""));
}

/**
 * The article that a code stands for: by its number in any case, by the article's number within a
 * GS1 code, or by the same digits with more or fewer zeros before them, as the shorter and longer
 * forms of one trade number have. Nothing where several would fit.
 *
 * @param {CatalogItem[]} items
 * @param {string} code a clean one
 * @returns {CatalogItem | undefined}
 */
export function articleOf(items, code) {
  const within = GS1_ARTICLE.exec(code)?.[1];
  return find(items, code) ?? (within ? find(items, within) : undefined);
}

/**
 * @param {CatalogItem[]} items
 * @param {string} code
 */
function find(items, code) {
  const exact = items.find(({ sku }) => sku.toUpperCase() === code);
  if (exact || !/^\d+$/.test(code)) return exact;
  const alike = items.filter(({ sku }) => /^\d+$/.test(sku) && digits(sku) === digits(code));
  return alike.length === 1 ? alike[0] : undefined;
}

/** @param {string} number */
const digits = (number) => number.replace(/^0+/, "");
