// @ts-check
/** @import { Actions, Profile, SubjectKind } from "../../types.js" */
/** @import { LiveList } from "../live-list.js" */

import { pathPart } from "../../lib/api.js";
import { count, dayTime, storeName } from "../../lib/format.js";
import { html, icon } from "../../lib/html.js";
import "../../lib/rows.js";
import { board } from "../board.js";
import { failed, listState, loading, moreKey } from "../list-states.js";
import { transactionList } from "../lists.js";
import { Panel } from "../panel.js";
import { part, partKeys, partOf } from "../parts.js";
import { FRAME, row } from "../transaction-list.js";
import { coverage, figures, peers, related } from "./profile-parts.js";
import { SUBJECTS } from "./subjects.js";

const AGAIN_MS = 15_000;
const PARTS = [
  { id: "", label: "Figures", icon: "live" },
  { id: "history", label: "History", icon: "clock" },
];

/** All that is known of one customer, cashier, store, card, article or serial number. */
class ProfilePage extends Panel {
  /** What the address names, `kind id`. */
  #named = "";
  /** @type {Profile | null} */
  #profile = null;
  /** @type {unknown} */
  #problem = null;
  /** @type {LiveList<import("../../types.js").TransactionItem> | null} */
  #list = null;

  /** @type {Actions} */
  actions = {
    retry: () => this.#read(),
    part: (button) => board.choose({ tab: button.value }),
    retryList: () => this.#list?.retry(),
  };

  start() {
    this.listen(board, "change", () => {
      this.#follow();
      this.update();
    });
    this.every(AGAIN_MS, () => this.#again());
    this.#follow();
  }

  view() {
    const { page, id } = board.filters;
    const kind = /** @type {SubjectKind} */ (page.toUpperCase());
    const { title, icon: sign } = SUBJECTS[kind] ?? { title: page, icon: "info" };
    return html`<header class="profile-head" data-key="head">
        <p class="soft">${icon(sign)} ${title}</p>
        <h1>${kind === "STORE" ? storeName(id) : id}</h1>
        ${this.#profile ? visits(this.#profile) : ""}
      </header>
      ${this.#inside()}`;
  }

  drawn() {
    const list = this.#list;
    const rows = this.querySelector("tw-rows");
    if (!list || !rows) return;
    rows.use({ ...LOOK, nearEnd: () => this.#list?.more() });
    rows.show(list.items);
  }

  #inside() {
    if (this.#problem) return failed(this.#problem, "retry");
    const isListed = this.#list && (this.#list.items.length > 0 || this.#list.state !== "LOADING");
    if (!this.#profile || !isListed) return loading("Loading");
    const tab = partOf(PARTS, board.filters.tab);
    return html`${coverage(this.#profile)}
      ${partKeys("page", PARTS, tab)}
      ${part("", tab, figures(this.#profile, board.currency))}
      <div class="columns" data-key="columns">
        <div class="column">${part("history", tab, this.#history())}</div>
        <div class="column">${part(
          "",
          tab,
          html`${peers(this.#profile)}${related(this.#profile)}`,
        )}</div>
      </div>`;
  }

  #history() {
    const list = this.#list;
    if (!list) return "";
    return html`<section class="panel card" aria-labelledby="history-title">
      <div class="spread panel-head">
        <h2 id="history-title">History</h2>
        <span class="soft small">${count(list.total)}</span>
      </div>
      ${list.items.length > 0 ? html`<tw-rows data-key="rows"></tw-rows>` : listState(list, EMPTY)}
      ${moreKey(list, "retryList")}
    </section>`;
  }

  #follow() {
    const { page, id } = board.filters;
    const { filter } = SUBJECTS[/** @type {SubjectKind} */ (page.toUpperCase())] ?? {};
    const named = `${page} ${id}`;
    if (!filter || named === this.#named) return;
    this.#named = named;
    this.#profile = null;
    const list = transactionList(board.api, { [filter]: id });
    this.#list = list;
    this.listen(list, "change", () => this.update());
    list.load();
    this.#read();
  }

  async #read() {
    const named = this.#named;
    const [kind] = named.split(" ");
    this.#problem = null;
    this.update();
    try {
      const path = /** @type {const} */ (`/profiles/${kind}/${pathPart(board.filters.id)}`);
      const profile = await board.api.get(path);
      if (named !== this.#named) return;
      this.#profile = profile;
    } catch (problem) {
      if (named !== this.#named) return;
      this.#problem = problem;
    }
    this.update();
  }

  /** What is shown grows old; the list is read anew only where nobody has scrolled in it. */
  async #again() {
    if (document.hidden || !this.#profile) return;
    const before = this.#profile.transactions;
    await this.#read();
    const isAtTop = this.querySelector("tw-rows")?.atTop ?? true;
    if (isAtTop && this.#profile?.transactions !== before) this.#list?.load();
  }
}

const LOOK = {
  frame: FRAME,
  row,
  /** @param {import("../../types.js").TransactionItem} item */
  idOf: (item) => item.transaction.id,
};

const EMPTY = {
  sign: "receipt",
  empty: "No transaction is known by that name. It is looked for as it is written.",
  retry: "retryList",
};

/** @param {Profile} profile */
const visits = ({ transactions, first, last }) =>
  transactions === 0
    ? html`<p class="soft">Nothing is known here.</p>`
    : html`<p class="soft">First seen ${dayTime(first)}, last ${dayTime(last)}</p>`;

customElements.define("tw-profile-page", ProfilePage);
