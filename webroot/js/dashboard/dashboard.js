// @ts-check
/** @import { Actions } from "../types.js" */

import { html } from "../lib/html.js";
import { count } from "../lib/format.js";
import "../lib/sign-in.js";
import "../lib/theme-button.js";
import "./alert-list.js";
import "./alert-sheet.js";
import "./figure-tiles.js";
import "./held-list.js";
import { failed, header, heldBack, menu, page, views } from "./frame.js";
import { failed as unreadable, loading } from "./list-states.js";
import { outbox } from "./outbox.js";
import "./news-line.js";
import "./notify-button.js";
import "./outbox-bar.js";
import { isLoaded, loadPage, pageView, PAGES } from "./pages.js";
import "./peer-panel.js";
import "./search-box.js";
import "./search-sheet.js";
import { storesInTrouble } from "./store-alarm.js";
import "./transaction-list.js";
import { board } from "./board.js";
import { Panel } from "./panel.js";

/** The whole dashboard: its frame and its panels. */
class Dashboard extends Panel {
  /**
   * Which page could not be loaded, and why, or null.
   *
   * @type {{ page: string, problem: unknown } | null}
   */
  #broken = null;
  /** The page whose place in the menu was brought into sight. */
  #inMenu = "";

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
    if (session.state === "SIGNED_OUT") return html`<tw-sign-in></tw-sign-in>`;
    if (session.state === "CHECKING" || !board.isBegun)
      return html`<div class="waiting" role="status"><span class="spinner"></span>Starting</div>`;
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
    this.#bringPageIntoSight();
    this.querySelector("tw-sign-in")?.use(board.session, "Sign in to the dashboard", "reviewer");
  }

  /** Of a menu that is wider than the screen. */
  #bringPageIntoSight() {
    if (this.#inMenu === page()) return;
    const menu = this.querySelector("nav.pages");
    const link = /** @type {HTMLElement | null} */ (menu?.querySelector("[aria-current]") ?? null);
    if (!menu || !link) return;
    this.#inMenu = page();
    menu.scrollLeft = link.offsetLeft - (menu.clientWidth - link.offsetWidth) / 2;
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
    if (name === "desk") return board.isRead ? DESK : loading("Loading");
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

customElements.define("tw-dashboard", Dashboard);
