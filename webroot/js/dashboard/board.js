// @ts-check
/** @import { Alert, AlertWay, Query, Replication, Stats } from "../types.js" */
/** @import { TransactionItem, Verdict } from "../types.js" */
/** @import { Filters } from "./filters.js" */

import { Api } from "../lib/api.js";
import { Feed } from "../lib/feed.js";
import { minorOf } from "../lib/format.js";
import { Session } from "../lib/session.js";
import { addressWith, filtersOfAddress, showInAddress, since, stepTo } from "./filters.js";
import { LatencyHistory } from "./latency-history.js";
import { alertList, transactionList } from "./lists.js";
import { News } from "./news.js";
import { tellPainted } from "./painted.js";

/** What is decided leaves the page even when that is being left. */
const KEEP_ALIVE = { keepalive: true };

/**
 * What the dashboard knows, kept current by the live feed. Its lists announce their own changes; it
 * announces "stats" and "replication" when the node told new ones, "alert" with an alert that was
 * raised or changed, "news" with one that was raised just now, and "change" for everything else:
 * the session, the feed's state, the chosen store. Every figure comes from the node; nothing is
 * counted here.
 */
class Board extends EventTarget {
  api = new Api("dash");
  session = new Session(this.api, "dash");
  /** @type {Feed | null} */
  feed = null;
  filters = filtersOfAddress();
  /** @type {Stats | null} */
  stats = null;
  /** @type {Replication | null} */
  replication = null;
  latencies = new LatencyHistory();
  #news = new News();
  transactions = transactionList(this.api, this.#transactionQuery());
  held = transactionList(this.api, this.#heldQuery());
  alerts = alertList(this.api, this.#alertQuery(), () => this.session.who?.actor);
  /**
   * Why figures or peers could not be read, or null.
   *
   * @type {unknown}
   */
  problem = null;
  /** Whether figures and peers were read, or could not be: the page's frame is made of them. */
  isBegun = false;
  /** Whether the same holds for the lists: what is drawn one after the other jumps. */
  isRead = false;

  start() {
    this.session.addEventListener("change", () => this.#sessionChanged());
    this.session.open();
  }

  /** Every store that anything was heard of. */
  get stores() {
    const peers = this.replication?.peers.map((peer) => peer.storeId) ?? [];
    const counted = Object.keys(this.stats?.stores ?? {});
    const own = this.session.who ? [this.session.who.storeId] : [];
    return [...new Set([...own, ...peers, ...counted])].filter(Boolean).sort();
  }

  /** Store id, or null for all. */
  get store() {
    return this.filters.store || null;
  }

  get figures() {
    return this.store ? this.stats?.stores[this.store] : this.stats?.all;
  }

  get currency() {
    return this.stats?.currency ?? "USD";
  }

  /** @param {Partial<Filters>} filters what of them changes */
  choose(filters) {
    this.filters = { ...this.filters, ...filters };
    showInAddress(this.filters);
    this.#chosen();
  }

  /**
   * Goes where a link of this page leads.
   *
   * @param {string} address from its question mark on
   */
  follow(address) {
    stepTo(address);
    this.comeBack();
  }

  /** Shows what the address says, after a step back or forth. */
  comeBack() {
    const before = addressWith(this.filters);
    this.filters = filtersOfAddress();
    if (addressWith(this.filters) !== before) this.#chosen();
  }

  #chosen() {
    this.transactions.ask(this.#transactionQuery());
    this.held.ask(this.#heldQuery());
    this.alerts.ask(this.#alertQuery());
    this.changed();
  }

  changed() {
    this.dispatchEvent(new Event("change"));
  }

  async load() {
    this.changed();
    await Promise.all([
      this.transactions.load(),
      this.held.load(),
      this.alerts.load(),
      this.#loadFigures(),
    ]);
    this.isRead = true;
    this.changed();
  }

  /**
   * Settles a held return; the list follows at once and not only when the feed says so.
   *
   * @param {string} id of the transaction
   * @param {"APPROVE" | "DECLINE"} outcome
   * @param {string} note
   */
  async decide(id, outcome, note) {
    const path = /** @type {const} */ (`/transactions/${encodeURIComponent(id)}/decision`);
    const item = await this.api.post(path, { outcome, note }, {}, KEEP_ALIVE);
    this.#hearTransaction(item);
    return item;
  }

  /**
   * Claims, releases or leaves an alert, or writes something down about it.
   *
   * @param {string} id of the alert
   * @param {AlertWay} way
   * @param {{ until?: string, text?: string }} [body]
   */
  async work(id, way, body) {
    const path = /** @type {const} */ (`/alerts/${encodeURIComponent(id)}/${way}`);
    this.#hearAlert(await this.api.post(path, body));
  }

  /**
   * @param {string} id of the alert
   * @param {Verdict} outcome
   * @param {string} note
   */
  async resolve(id, outcome, note) {
    const path = /** @type {const} */ (`/alerts/${encodeURIComponent(id)}/resolution`);
    this.#hearAlert(await this.api.post(path, { outcome, note }, {}, KEEP_ALIVE));
  }

  /** @returns {Query} */
  #transactionQuery() {
    return { storeId: this.filters.store, status: this.filters.decided };
  }

  /** @returns {Query} the longest waits first */
  #heldQuery() {
    return { storeId: this.filters.store, status: "HELD", order: "OLDEST" };
  }

  /** @returns {Query} */
  #alertQuery() {
    const { store, alerts, order, reason, age, least } = this.filters;
    const { customer, cashier, card, sku, who } = this.filters;
    return {
      storeId: store,
      customerId: customer,
      cashierId: cashier,
      card,
      sku,
      assignee: who,
      status: alerts === "ALL" ? "" : alerts,
      order,
      reason,
      from: since(age),
      minAmountMinor: least && minorOf(Number(least), this.currency),
    };
  }

  async #loadFigures() {
    try {
      const [stats, replication] = await Promise.all([
        this.api.get("/stats"),
        this.api.get("/replication"),
      ]);
      this.problem = null;
      this.#hearStats(stats);
      this.#hearReplication(replication);
    } catch (problem) {
      this.problem = problem;
    }
    this.isBegun = true;
    this.changed();
  }

  #sessionChanged() {
    this.feed?.close();
    if (this.session.state === "SIGNED_IN") {
      this.#openFeed();
      this.load();
    }
    this.changed();
  }

  #openFeed() {
    const feed = new Feed(
      (resume) => this.api.stream("/events", resume),
      () => this.api.get("/stats"),
    );
    feed.hear("transaction", (item) => this.#hearTransaction(item));
    feed.hear("alert", (item) => this.#hearAlert(item));
    feed.hear("alert.resolved", (item) => this.#hearAlert(item));
    feed.hear("replication", (body) => this.#hearReplication(body));
    feed.hear("stats", (body) => this.#hearStats(body));
    feed.addEventListener("reload", () => this.load());
    feed.addEventListener("state", () => this.changed());
    this.feed = feed;
    feed.open();
  }

  /** @param {TransactionItem} item */
  #hearTransaction(item) {
    this.transactions.put(item);
    this.held.put(item);
  }

  /** @param {Alert} item */
  #hearAlert(item) {
    this.alerts.put(item);
    const isNews = item.status === "OPEN" && this.#news.isNew(item);
    if (isNews) this.dispatchEvent(new CustomEvent("news", { detail: item }));
    this.dispatchEvent(new CustomEvent("alert", { detail: item }));
    if (isNews) tellPainted(this.api, item);
  }

  /** @param {Stats} body */
  #hearStats(body) {
    this.stats = body;
    this.dispatchEvent(new Event("stats"));
  }

  /** @param {Replication} body */
  #hearReplication(body) {
    this.replication = body;
    this.latencies.add(body);
    this.dispatchEvent(new Event("replication"));
  }
}

export const board = new Board();
