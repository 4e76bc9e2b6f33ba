// @ts-check
import { html } from "../../lib/html.js";

const WIDTH = 600;

/**
 * A bar for each value, from zero up to the highest; the values stand in a table beside it, so the
 * picture is described and hidden from readers of the tree bar by bar.
 *
 * @param {{
 *   values: number[], marked?: number[], label: string, height?: number, kind?: string,
 * }} chart
 *   `marked`: a part of each value, drawn in front of it
 */
export function bars({ values, marked = [], label, height = 120, kind = "" }) {
  const highest = Math.max(1, ...values);
  const step = WIDTH / Math.max(1, values.length);
  const wide = Math.max(1, step * 0.72);
  const bar = (
    /** @type {number} */ value,
    /** @type {number} */ i,
    /** @type {string} */ look,
  ) => {
    const tall = (value / highest) * (height - 2);
    return html`<rect class="${look}" x="${(i * step + (step - wide) / 2).toFixed(1)}"
      y="${(height - tall).toFixed(1)}" width="${wide.toFixed(1)}"
      height="${tall.toFixed(1)}"></rect>`;
  };
  return html`<svg class="bars ${kind}" viewBox="0 0 ${WIDTH} ${height}" preserveAspectRatio="none"
    role="img" aria-label="${label}">
    <path class="floor" d="M0 ${height}H${WIDTH}"></path>
    ${values.map((value, i) => bar(value, i, "whole"))}
    ${marked.map((value, i) => bar(value, i, "share"))}
  </svg>`;
}

/**
 * Two shares beside each other, 0..1: whose, and the others'.
 *
 * @param {number | null} own
 * @param {number | null} others
 */
export function against(own, others) {
  const mark = others === null ? "" : html`<path class="others" d="M${others * 100} 0V12"></path>`;
  return html`<svg class="against" viewBox="0 0 100 12" preserveAspectRatio="none"
    aria-hidden="true" focusable="false"><rect class="track" width="100" height="12"></rect>
    <rect class="own" width="${(own ?? 0) * 100}" height="12"></rect>${mark}</svg>`;
}

/**
 * How deep a cell of a heat map is, 0..5.
 *
 * @param {number} value
 * @param {number} highest
 */
export const depth = (value, highest) =>
  value === 0 ? 0 : Math.max(1, Math.ceil((value / Math.max(1, highest)) * 5));
