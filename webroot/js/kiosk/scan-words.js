// @ts-check
/** @import { CatalogItem } from "../types.js" */
/** @import { DraftLine, Scanned } from "./drafts.js" */

import { nameOf, t } from "./words.js";

/** @satisfies {Record<Scanned, string>} */
const WORDS = /** @type {const} */ ({
  TAKEN: "scan.one",
  NO_MORE: "scan.noMore",
  NOT_ON_RECEIPT: "scan.notOnReceipt",
});

/**
 * What became of an article that was scanned.
 *
 * @param {Scanned} scanned
 * @param {CatalogItem | DraftLine} item
 */
export const scanWords = (scanned, item) => t(WORDS[scanned], { article: nameOf(item) });
