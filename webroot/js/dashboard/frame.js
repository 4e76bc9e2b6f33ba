// @ts-check
/** @import { Choice, GuardAlarm } from "../types.js" */

import { wordsOf } from "../lib/api.js";
import { choice, segments } from "../lib/fields.js";
import { count, storeName, when } from "../lib/format.js";
import { html, icon } from "../lib/html.js";
import { board } from "./board.js";
import { VIEWS } from "./choices.js";
import { addressWith } from "./filters.js";
import { isPage, PAGES } from "./pages.js";

/** So many choices have room beside each other. */
const MOST_BESIDE = 5;
const FEED_WORDS = { LIVE: "Live", CONNECTING: "Connecting", LOST: "Live feed lost, retrying" };

/** The page that the address names, or the desk where there is no such page. */
export const page = () => (isHere(board.filters.page) ? board.filters.page : "desk");

/**
 * Whether there is such a page: that of the demo, only in a store that was started for it.
 *
 * @param {string} name
 */
const isHere = (name) => isPage(name) && (name !== "demo" || board.session.who?.demo === true);

/** The way to the other pages; the filter for stores goes along. */
export function menu() {
  const { store } = board.filters;
  const here = page();
  const shown = Object.entries(PAGES).filter(([name, { inMenu }]) => inMenu && isHere(name));
  return html`<nav class="pages" aria-label="Pages" data-key="pages">${shown.map(
    ([name, { title, icon: sign }]) => html`<a href="${addressWith({ page: name, store })}"
      ${name === here && html`aria-current="page"`}>${icon(sign)}${title}</a>`,
  )}</nav>`;
}

export function header() {
  const { session, store, stores, feed } = board;
  const state = feed?.state ?? "CONNECTING";
  const sign = state === "LOST" ? icon("lost") : html`<span class="dot"></span>`;
  const here = session.who?.storeName ?? storeName(session.who?.storeId);
  const me = session.who?.actor === "page:dash" ? "the node's link" : session.who?.actor;
  const options = [
    { value: "", label: "All stores" },
    ...stores.map((id) => ({ value: id, label: storeName(id) })),
  ];
  return html`<header class="top" data-key="top">
    <a class="brand" href="/"><img src="/icon.svg" alt="" />Tillwatch</a>
    <p class="place soft" title="Seen from ${here} by ${me}"><span><span
      class="visually-hidden">Seen from </span><strong>${here}</strong></span><span>by
      ${me}</span></p>
    <tw-search-box></tw-search-box>
    <div class="filter">${whichStores(options, store ?? "")}</div>
    <p class="feed-state ${state.toLowerCase()}" role="status">${sign}<span
      class="words">${FEED_WORDS[state]}</span></p>
    <div class="tools">
      <tw-notify-button></tw-notify-button>
      <tw-theme-button></tw-theme-button>
      <button type="button" class="button quiet" data-click="signOut" title="Sign out">
        ${icon("out")}<span class="visually-hidden">Sign out</span>
      </button>
    </div>
  </header>`;
}

/**
 * A few stand beside each other; of many one is chosen from a list.
 *
 * @param {Choice[]} options
 * @param {string} value
 */
function whichStores(options, value) {
  const field = { name: "store", options, value, change: "store" };
  return options.length > MOST_BESIDE
    ? choice({ ...field, label: "Which stores" })
    : segments({ ...field, legend: "Which stores", hideLegend: true });
}

/** @param {unknown} problem */
export function failed(problem) {
  return html`<div class="notice block" role="alert" data-key="failed">
    ${icon("lost")}<div class="grow">
      <p><strong>The figures could not be read.</strong></p>
      <p>${wordsOf(problem)}</p>
    </div>
    <button type="button" class="button" data-click="reload">Try again</button>
  </div>`;
}

/**
 * Changed rules block far more than is normal: the node holds back what only they would block.
 *
 * @param {GuardAlarm} alarm
 */
export function heldBack({ rules, blocks, returns, since }) {
  const named =
    rules.length > 4
      ? `${rules.slice(0, 4).join(", ")} and ${rules.length - 4} more`
      : rules.join(", ");
  return html`<div class="notice block" role="alert" data-key="held-back">
    ${icon("alert")}<div class="grow">
      <p><strong>Changed rules blocked ${count(blocks)} of ${count(returns)} returns and are held
        back.</strong></p>
      <p>Since ${when(since)}, returns that only ${named} would block wait for a reviewer. Put
        better rules in force, or the same ones once more if they are meant.</p>
    </div>
  </div>`;
}

export function views() {
  const { view } = board.filters;
  return html`<nav class="views" aria-label="Parts of this page" data-key="views">
    ${VIEWS.map(
      ({ value, label, icon: sign }) => html`<button type="button" value="${value}"
      data-click="view" ${value === view && html`aria-current="page"`}>${icon(
        sign,
      )}${label}</button>`,
    )}
  </nav>`;
}
