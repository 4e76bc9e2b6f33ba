// @ts-check
/** @import { Actions, GuardAlarm } from "../types.js" */

import { wordsOf } from "../lib/api.js";
import { html, icon } from "../lib/html.js";
import { count, storeName, when } from "../lib/format.js";
import { segments } from "../lib/fields.js";
import "../lib/sign-in.js";
import "../lib/theme-button.js";
import "./alert-list.js";
import "./alert-sheet.js";
import "./figure-tiles.js";
import "./held-list.js";
import { addressWith } from "./filters.js";
import { failed as unreadable, loading } from "./list-states.js";
import { outbox } from "./outbox.js";
import "./news-line.js";
import "./notify-button.js";
import "./outbox-bar.js";
import { isLoaded, isPage, loadPage, pageView, PAGES } from "./pages.js";
import "./peer-panel.js";
import "./search-box.js";
import "./search-sheet.js";
import { storesInTrouble } from "./store-alarm.js";
import "./transaction-list.js";
import { board } from "./board.js";
import { Panel } from "./panel.js";

/** Tabs of a narrow screen: the parts of the page that each shows are in the style sheet. */
const VIEWS = [
  ["alerts", "Alerts", "alert"],
  ["figures", "Figures", "live"],
  ["transactions", "Live", "receipt"],
  ["stores", "Stores", "store"],
];
const FEED_WORDS = { LIVE: "Live", CONNECTING: "Connecting", LOST: "Live feed lost, retrying" };

/** The whole dashboard: its frame and its panels. */
class Dashboard extends Panel {
  /**
   * Which page could not be loaded, and why, or null.
   *
   * @type {{ page: string, problem: unknown } | null}
   */
  #broken = null;

  /** @type {Actions} */
  actions = {
    store: (input) => board.choose({ store: input.value }),
    view: (button) => {
      board.choose({ view: button.value || (button.dataset.view ?? "") });
      scrollTo(0, 0);
    },
    signOut: async () => {
      // what was not done is said, and who is told so is still here
      if (await outbox.sendAll()) await board.session.signOut();
    },
    reload: () => board.load(),
    reloadPage: () => this.#load(),
  };

  start() {
    this.listen(board, "change", () => this.#changed());
    this.listen(this, "click", follow);
    this.listen(board, "stats", () => this.#hearStats());
    this.listen(board, "replication", () => this.update());
  }

  view() {
    const { session } = board;
    if (session.state === "CHECKING")
      return html`<div class="waiting" role="status"><span class="spinner"></span>Starting</div>`;
    if (session.state === "SIGNED_OUT") return html`<tw-sign-in></tw-sign-in>`;
    return html`${header()}${menu()}
      <main data-key="main" data-view="${board.filters.view}">
        ${board.problem ? failed(board.problem) : ""}
        ${board.stats?.guardAlarm ? heldBack(board.stats.guardAlarm) : ""}
        ${storesInTrouble(board.replication)}
        ${this.#page()}
      </main>
      ${page() === "desk" ? views() : ""}
      <tw-alert-sheet></tw-alert-sheet>
      <tw-search-sheet></tw-search-sheet>
      <tw-outbox-bar></tw-outbox-bar>
      <tw-news-line></tw-news-line>`;
  }

  drawn() {
    this.querySelector("tw-sign-in")?.use(board.session, "Sign in to the dashboard", "reviewer");
  }

  #changed() {
    const isMissing = !isLoaded(page()) && this.#broken?.page !== page();
    if (board.session.state === "SIGNED_IN" && isMissing) this.#load();
    this.#entitle();
    this.update();
  }

  #hearStats() {
    this.#entitle();
    this.update();
  }

  /** The title is seen while the page is not, so it waits for no drawing. */
  #entitle() {
    const open = board.stats?.all.openAlerts ?? 0;
    const { title } = PAGES[page()];
    document.title = `${open > 0 ? `(${count(open)}) ` : ""}${title} · Tillwatch`;
  }

  #page() {
    const name = page();
    if (name === "desk") return DESK;
    if (isLoaded(name)) return pageView(name);
    const broken = this.#broken?.page === name && this.#broken;
    return broken ? unreadable(broken.problem, "reloadPage") : loading("Loading");
  }

  async #load() {
    const name = page();
    this.#broken = null;
    try {
      await loadPage(name);
    } catch (problem) {
      this.#broken = { page: name, problem };
    }
    this.update();
  }
}

const DESK = html`<h1 class="visually-hidden">Return fraud dashboard</h1>
  <tw-figure-tiles id="figures"></tw-figure-tiles>
  <div class="columns" data-key="desk">
    <div class="column">
      <tw-held-list id="held"></tw-held-list>
      <tw-alert-list id="alerts"></tw-alert-list>
    </div>
    <div class="column">
      <tw-transaction-list id="transactions"></tw-transaction-list>
      <tw-peer-panel id="stores"></tw-peer-panel>
    </div>
  </div>`;

/** The page that the address names, or the desk where there is no such page. */
const page = () => (isPage(board.filters.page) ? board.filters.page : "desk");

/**
 * A link within the dashboard needs no new document, unless a new tab is asked for.
 *
 * @param {MouseEvent} event
 */
function follow(event) {
  const link = /** @type {Element} */ (event.target).closest("a");
  const address = link?.getAttribute("href");
  if (!address?.startsWith("?") || link?.target || link?.hasAttribute("download")) return;
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  event.preventDefault();
  board.follow(address);
  scrollTo(0, 0);
}

/** The way to the other pages; the filter for stores goes along. */
function menu() {
  const { store } = board.filters;
  const here = page();
  const shown = Object.entries(PAGES).filter(([, { inMenu }]) => inMenu);
  return html`<nav class="pages" aria-label="Pages" data-key="pages">${shown.map(
    ([name, { title, icon: sign }]) => html`<a href="${addressWith({ page: name, store })}"
      ${name === here && html`aria-current="page"`}>${icon(sign)}${title}</a>`,
  )}</nav>`;
}

function header() {
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
    <p class="place soft">Seen from <strong>${here}</strong> by <strong>${me}</strong></p>
    <tw-search-box></tw-search-box>
    <div class="filter">${segments({
      name: "store",
      legend: "Which stores",
      options,
      value: store ?? "",
      change: "store",
      hideLegend: true,
    })}</div>
    <p class="feed-state ${state.toLowerCase()}" role="status">${sign}${FEED_WORDS[state]}</p>
    <div class="tools">
      <tw-notify-button></tw-notify-button>
      <tw-theme-button></tw-theme-button>
      <button type="button" class="button quiet" data-click="signOut" title="Sign out">
        ${icon("out")}<span class="visually-hidden">Sign out</span>
      </button>
    </div>
  </header>`;
}

/** @param {unknown} problem */
function failed(problem) {
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
function heldBack({ rules, blocks, returns, since }) {
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

function views() {
  const { view } = board.filters;
  return html`<nav class="views" aria-label="Parts of this page" data-key="views">
    ${VIEWS.map(
      ([id, label, sign]) => html`<button type="button" value="${id}" data-click="view"
      ${id === view && html`aria-current="page"`}>${icon(sign)}${label}</button>`,
    )}
  </nav>`;
}

customElements.define("tw-dashboard", Dashboard);
