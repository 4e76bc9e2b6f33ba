// @ts-check
/** @import { Printable } from "../types.js" */

import { UNKNOWN } from "../lib/format.js";
import { html, icon } from "../lib/html.js";

/** From so many characters on a value is written smaller where there is little room. */
const LONG = 9;

/**
 * A figure in a field of its own.
 *
 * @param {string} label
 * @param {string} value
 * @param {Printable} note
 * @param {{ sign?: string, kind?: string }} [look]
 */
export function tile(label, value, note, { sign, kind = "" } = {}) {
  const isLong = value.length > LONG ? "long" : "";
  return html`<div class="tile card ${kind}" data-key="${label}">
    <dt>${sign ? icon(sign) : ""}${label}</dt>
    <dd class="value ${value === UNKNOWN ? "unknown" : isLong}">${value}</dd>
    <dd class="note">${note}</dd>
  </div>`;
}
