// @ts-check
/** @import { Printable } from "../types.js" */

import { html, icon } from "../lib/html.js";

/**
 * A part of what is shown. A narrow screen shows one part at a time, a wide one all of them.
 *
 * @typedef {{ id: string, label: string, icon: string }} Part
 */

/**
 * The part that an address names, or the first one where it names none.
 *
 * @param {Part[]} parts
 * @param {string} named
 */
export const partOf = (parts, named) =>
  parts.some(({ id }) => id === named) ? named : parts[0].id;

/**
 * The keys that choose the part of a narrow screen, through the action `part`.
 *
 * @param {string} of whose parts these are
 * @param {Part[]} parts
 * @param {string} chosen id of the part in sight
 */
export const partKeys = (of, parts, chosen) => html`<nav class="parts" data-key="parts"
  aria-label="Parts of this ${of}">${parts.map(
    ({ id, label, icon: sign }) => html`<button type="button" value="${id}" data-click="part"
      ${id === chosen && html`aria-current="true"`}>${icon(sign)}${label}</button>`,
  )}</nav>`;

/**
 * What belongs to a part.
 *
 * @param {string} id
 * @param {string} chosen
 * @param {Printable} inside
 */
export const part = (id, chosen, inside) =>
  html`<div class="part ${id === chosen ? "chosen" : ""}" data-key="part-${id}">${inside}</div>`;
