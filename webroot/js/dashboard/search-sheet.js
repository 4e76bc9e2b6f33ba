// @ts-check
/** @import { Actions, Search, SearchHit, SubjectKind } from "../types.js" */

import { count, storeName } from "../lib/format.js";
import { html, icon } from "../lib/html.js";
import { beginning, LONGEST_NAME } from "../lib/written.js";
import { board } from "./board.js";
import { clearFragment } from "./filters.js";
import { addressOfSubject } from "./links.js";
import { failed, loading } from "./list-states.js";
import { Panel } from "./panel.js";

/** What a text is the name of, over the page. The address names it (#find=TEXT). */
class SearchSheet extends Panel {
  /** @type {string | null} */
  #text = null;
  /** @type {Search | null} */
  #found = null;
  /** @type {unknown} */
  #problem = null;

  /** @type {Actions} */
  actions = {
    close: () => this.one("dialog").close(),
    retry: () => this.#read(),
  };

  start() {
    this.listen(window, "hashchange", () => this.#follow());
    this.#follow();
  }

  view() {
    return html`<dialog class="sheet" aria-labelledby="found-title">${
      this.#text === null ? "" : this.#inside(this.#text)
    }</dialog>`;
  }

  drawn() {
    const dialog = this.one("dialog");
    dialog.onclose = () => this.#closed();
    dialog.onclick = (event) => {
      if (event.target === dialog) dialog.close();
    };
    if (this.#text !== null && !dialog.open) dialog.showModal();
    if (this.#text === null && dialog.open) dialog.close();
  }

  /** @param {string} text */
  #inside(text) {
    return html`<div class="sheet-inside">
      <header class="spread case-head">
        <div><p class="soft small">Search</p><h2 id="found-title">${text}</h2></div>
        <button type="button" class="button quiet" data-click="close">
          ${icon("close")}<span class="visually-hidden">Close</span>
        </button>
      </header>
      ${this.#result()}
    </div>`;
  }

  #result() {
    if (this.#problem) return failed(this.#problem, "retry");
    return this.#found ? results(this.#found) : loading("Searching");
  }

  #follow() {
    const text = new URLSearchParams(location.hash.slice(1)).get("find");
    if (text === this.#text) return;
    this.#text = text;
    this.#read();
  }

  async #read() {
    const text = this.#text;
    this.#found = null;
    this.#problem = null;
    this.update();
    if (text === null) return;
    try {
      const found = await board.api.get("/search", { text: beginning(text, LONGEST_NAME) });
      if (text !== this.#text) return;
      this.#found = found;
    } catch (problem) {
      if (text !== this.#text) return;
      this.#problem = problem;
    }
    this.update();
  }

  #closed() {
    if (this.#text === null) return;
    this.#text = null;
    clearFragment();
    this.update();
  }
}

const NOTHING = html`<div class="empty" role="status">${icon("search")}<p>Nothing is known by that
  name. A name is found by how it begins, a number by the whole.</p></div>`;

/** @type {Record<SubjectKind, string>} */
const KINDS = {
  TRANSACTION: "By this reference",
  RECEIPT: "Receipt",
  CUSTOMER: "Customer",
  CASHIER: "Cashier",
  STORE: "Store",
  CARD: "Card",
  ARTICLE: "Article",
  SERIAL: "Serial number",
};

/** @param {Search} found */
function results({ items, complete }) {
  const more = complete ? "" : html`<p class="soft">The node still reads its history.</p>`;
  if (items.length === 0) return [NOTHING, more];
  return [html`<section class="linked"><ul>${items.map(hit)}</ul></section>`, more];
}

/** @param {SearchHit} hit */
const hit = ({ kind, id, transactions }) => html`<li data-key="${kind} ${id}">
  <a href="${addressOfSubject(kind, id)}"><span class="soft small kind">${KINDS[kind]}</span>
    <strong class="line">${kind === "STORE" ? storeName(id) : id}</strong>
    <span class="soft small nowrap">${count(transactions)} ${
      transactions === 1 ? "transaction" : "transactions"
    }</span></a></li>`;

customElements.define("tw-search-sheet", SearchSheet);
