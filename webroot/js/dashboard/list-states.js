// @ts-check
/** @import { LiveList } from "./live-list.js" */

import { wordsOf } from "../lib/api.js";
import { html, icon } from "../lib/html.js";

/**
 * In place of what is not here yet.
 *
 * @param {string} words
 */
export const loading = (words) => html`<div class="empty" role="status" data-key="loading"><span
  class="spinner"></span><p>${words}</p></div>`;

/**
 * In place of what could not be read.
 *
 * @param {unknown} problem
 * @param {string} retry the action that tries again
 */
export const failed = (problem, retry) => html`<div class="empty" role="alert" data-key="failed">
  ${icon("lost")}<p>${wordsOf(problem)}</p>
  <button type="button" class="button" data-click="${retry}">Try again</button></div>`;

/**
 * What stands in a list's place while there is nothing to list: loading, failed, or empty.
 *
 * @template {object} T
 * @param {LiveList<T>} list
 * @param {{ sign: string, empty: string, retry: string }} words icon and words of an empty list,
 *   and the action that tries again
 */
export function listState(list, { sign, empty, retry }) {
  if (list.state === "LOADING" || (list.state === "READY" && list.total)) return loading("Loading");
  if (list.state === "FAILED") return failed(list.problem, retry);
  return html`<div class="empty" data-key="empty">${icon(sign)}<p>${empty}</p></div>`;
}

/**
 * Says that not all could be read, and the key that tries again.
 *
 * @template {object} T
 * @param {LiveList<T>} list
 * @param {string} action
 */
export function moreKey(list, action) {
  return list.problem && list.items.length > 0
    ? html`<button type="button" class="button quiet wide" data-click="${action}"
        data-key="more">${icon("lost")}Not all could be read. Try again</button>`
    : "";
}
