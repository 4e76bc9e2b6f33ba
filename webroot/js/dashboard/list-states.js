import { html, icon } from "../lib/html.js";

/** What stands in a list's place while there is nothing to list: loading, failed, or empty. */
export function listState(list, { sign, empty, retry }) {
  if (list.state === "LOADING")
    return html`<div class="empty" role="status" data-key="loading"><span class="spinner"></span><p>Loading</p></div>`;
  if (list.state === "FAILED") {
    return html`<div class="empty" role="alert" data-key="failed">${icon("lost")}<p>${list.problem.message}</p>
      <button type="button" class="button" data-click="${retry}">Try again</button></div>`;
  }
  return html`<div class="empty" data-key="empty">${icon(sign)}<p>${empty}</p></div>`;
}

/** The key that reads on, while there is more. */
export function moreKey(list, action) {
  return list.cursor
    ? html`<button type="button" class="button quiet wide" data-click="${action}" data-key="more">Show older</button>`
    : "";
}
