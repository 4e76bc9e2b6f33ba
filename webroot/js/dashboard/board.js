// @ts-check
/** @import { Alert, Replication, Stats, TransactionItem, Verdict } from "../types.js" */

import { Api } from "../lib/api.js";
import { Feed } from "../lib/feed.js";
import { Session } from "../lib/session.js";
import { LatencyHistory } from "./latency-history.js";
import { LiveList } from "./live-list.js";

const MOST_TRANSACTIONS = 200;
const MOST_ALERTS = 500;
const PAGE = 50;

/** @param {TransactionItem} item */
const transactionId = (item) => item.transaction.id;

/** @param {Alert} alert */
const alertId = (alert) => alert.id;

/**
 * What the dashboard knows, kept current by the live feed; announces "change", and "news" with an
 * alert that was raised just now. Every figure comes from the node; nothing is counted here.
 */
class Board extends EventTarget {
  api = new Api("dash");
  session = new Session(this.api, "dash");
  /** @type {Feed | null} */
  feed = null;
  /**
   * Store id, or null for all.
   *
   * @type {string | null}
   */
  store = null;
  /** @type {Stats | null} */
  stats = null;
  /** @type {Replication | null} */
  replication = null;
  latencies = new LatencyHistory();
  transactions = this.#transactionList({}, MOST_TRANSACTIONS);
  held = this.#transactionList({ status: "HELD" }, MOST_ALERTS);
  alerts = this.#alertList();
  /**
   * Why figures or peers could not be read, or null.
   *
   * @type {unknown}
   */
  problem = null;

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

  get figures() {
    return this.store ? this.stats?.stores[this.store] : this.stats?.all;
  }

  get currency() {
    return this.stats?.currency ?? "USD";
  }

  /** @param {string} store its id, or nothing for all */
  choose(store) {
    this.store = store || null;
    this.changed();
  }

  /**
   * Whether an item of a list belongs to the chosen store, by where it happened or was sold.
   *
   * @param {TransactionItem | Alert} item
   */
  concerns(item) {
    const alert = "storeId" in item ? item : null;
    const place = item.transaction?.storeId ?? alert?.storeId;
    return !this.store || place === this.store || alert?.originalStoreId === this.store;
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
    this.#hearTransaction(await this.api.post(path, { outcome, note }));
  }

  /**
   * @param {string} id of the alert
   * @param {boolean} claimed by who works at this page, or by nobody any more
   */
  async claim(id, claimed) {
    const way = claimed ? "claim" : "release";
    this.#hearAlert(await this.api.post(`/alerts/${encodeURIComponent(id)}/${way}`));
  }

  /**
   * @param {string} id of the alert
   * @param {Verdict} outcome
   * @param {string} note
   */
  async resolve(id, outcome, note) {
    const path = /** @type {const} */ (`/alerts/${encodeURIComponent(id)}/resolution`);
    this.#hearAlert(await this.api.post(path, { outcome, note }));
  }

  /**
   * @param {{ status?: string }} query
   * @param {number} most
   * @returns {LiveList<TransactionItem>}
   */
  #transactionList(query, most) {
    return new LiveList({
      read: (cursor) => this.api.get("/transactions", { ...query, limit: PAGE, cursor }),
      idOf: transactionId,
      most,
      changed: () => this.changed(),
    });
  }

  /** @returns {LiveList<Alert>} */
  #alertList() {
    return new LiveList({
      read: (cursor) => this.api.get("/alerts", { limit: PAGE, cursor }),
      idOf: alertId,
      most: MOST_ALERTS,
      changed: () => this.changed(),
    });
  }

  async #loadFigures() {
    try {
      const [stats, replication] = await Promise.all([
        this.api.get("/stats"),
        this.api.get("/replication"),
      ]);
      this.problem = null;
      this.stats = stats;
      this.#hearReplication(replication);
    } catch (problem) {
      this.problem = problem;
      this.changed();
    }
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
    feed.hear("stats", (body) => {
      this.stats = body;
      this.changed();
    });
    feed.addEventListener("reload", () => this.load());
    feed.addEventListener("state", () => this.changed());
    this.feed = feed;
    feed.open();
  }

  /** @param {TransactionItem} item */
  #hearTransaction(item) {
    this.transactions.put(item);
    if (item.transaction.status === "HELD") this.held.put(item);
    else this.held.remove(item);
    this.changed();
  }

  /** @param {Alert} item */
  #hearAlert(item) {
    const isNew = this.alerts.put(item);
    this.changed();
    if (isNew && item.status === "OPEN")
      this.dispatchEvent(new CustomEvent("news", { detail: item }));
    this.dispatchEvent(new CustomEvent("alert", { detail: item }));
  }

  /** @param {Replication} body */
  #hearReplication(body) {
    this.replication = body;
    this.latencies.add(body);
    this.changed();
  }
}

export const board = new Board();
