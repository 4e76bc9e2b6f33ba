// @ts-check
/** @import { Patterns, Query } from "../../types.js" */

import { count } from "../../lib/format.js";
import { html } from "../../lib/html.js";
import { cutOf } from "../cut.js";

/**
 * A number that leads to the rows it counts.
 *
 * @param {Patterns} patterns
 * @param {number | undefined} value
 * @param {Query} cut
 */
export function cell({ from, to, storeId }, value, cut) {
  if (!value) return html`<span class="soft">${count(value ?? 0)}</span>`;
  return html`<a href="#cut=${cutOf({ from, to, storeId, ...cut })}">${count(value)}</a>`;
}
