// @ts-check
/** @import { Markup } from "../lib/html.js" */
/** @import { Choice, Printable } from "../types.js" */

import { segments } from "../lib/fields.js";
import { html, icon } from "../lib/html.js";
import { failed, loading } from "./list-states.js";

/**
 * The top of a page: its name, what chooses what it shows, and what can be taken away.
 *
 * @param {string} title
 * @param {Printable} tools
 */
export const pageHead = (title, tools) => html`<div class="spread page-head" data-key="page-head">
  <h1>${title}</h1><div class="row page-tools">${tools}</div></div>`;

/**
 * The parts of a page, of which one is shown.
 *
 * @param {Choice[]} options
 * @param {string} value
 */
export const tabs = (options, value) =>
  html`<div class="page-tabs" data-key="tabs">${segments({
    name: "tab",
    legend: "Part of this page",
    options,
    value,
    change: "tab",
    hideLegend: true,
  })}</div>`;

/**
 * What is read, or that it is being read, or why it could not be; the old answer stays while a new
 * one is asked for.
 *
 * @template T
 * @param {{ answer: T | null, problem: unknown }} reading
 * @param {(answer: T) => Markup} shown
 */
export function whenRead({ answer, problem }, shown) {
  if (problem) return failed(problem, "retry");
  return answer ? shown(answer) : loading("Loading");
}

/**
 * A table in a card, which scrolls sideways by itself where there is no room.
 *
 * @param {{ id: string, title: string, note?: Printable, tools?: Printable, picture?: Printable,
 *   head: Printable, rows: Printable, empty?: string, foot?: Printable }} table
 */
export function tableCard({ id, title, note, tools, picture, head, rows, empty, foot }) {
  const isEmpty = Array.isArray(rows) && rows.length === 0;
  return html`<section class="panel card" aria-labelledby="${id}-title" data-key="${id}">
    <div class="spread panel-head"><h2 id="${id}-title">${title}</h2>${tools}</div>
    ${note && html`<p class="soft small panel-note">${note}</p>`}
    ${picture}
    ${
      isEmpty
        ? empty && html`<div class="empty">${icon("info")}<p>${empty}</p></div>`
        : html`<div class="table-scroll" tabindex="0" role="group" aria-labelledby="${id}-title">
          <table class="plain"><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table></div>`
    }
    ${foot}
  </section>`;
}

/**
 * A heading of a column.
 *
 * @param {Printable} words
 * @param {string} [kind] number, for one of numbers
 */
export const th = (words, kind = "") => html`<th scope="col" class="${kind}">${words}</th>`;

/** A heading that the eye does not need: of what can be done with each row. */
export const UNNAMED = html`<span class="visually-hidden">What can be done</span>`;

/**
 * The key that reads the next page, where there is one.
 *
 * @param {{ answer: { nextCursor: string | null } | null, isBusy: boolean }} reading
 */
export const moreOf = ({ answer, isBusy }) =>
  answer?.nextCursor
    ? html`<button type="button" class="button quiet wide" data-click="more" data-key="more"
        aria-disabled="${String(isBusy)}">${isBusy ? "Reading" : "Show more"}</button>`
    : "";

/**
 * A file of the node, to be saved.
 *
 * @param {string} address
 * @param {string} words
 */
export const download = (address, words) =>
  html`<a class="button" href="${address}" download>${words}</a>`;

/** Prints this page. */
export const printKey = html`<button type="button" class="button" data-click="print">${icon(
  "print",
)}Print</button>`;
