// @ts-check
/** @import { Printable, SubjectKind } from "../types.js" */

import { html } from "../lib/html.js";
import { addressWith } from "./filters.js";

/**
 * Where all is said of a customer, cashier, store, card, article, serial number, receipt or
 * transaction.
 *
 * @param {SubjectKind} kind
 * @param {string} id
 */
export const addressOfSubject = (kind, id) => addressWith({ page: kind.toLowerCase(), id });

/**
 * A name that leads to its page.
 *
 * @param {SubjectKind} kind
 * @param {string | null | undefined} id nothing: what stands in its place
 * @param {Printable} [words] instead of the id
 */
export const subjectLink = (kind, id, words) =>
  id ? html`<a href="${addressOfSubject(kind, id)}">${words ?? id}</a>` : (words ?? "");
