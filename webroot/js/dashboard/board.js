import { Api } from "../lib/api.js";
import { Feed } from "../lib/feed.js";
import { Session } from "../lib/session.js";
import { LatencyHistory } from "./latency-history.js";
import { LiveList } from "./live-list.js";

const MOST_TRANSACTIONS = 200;
const MOST_ALERTS = 500;
const PAGE = 50;

/**
 * What the dashboard knows, kept current by the live feed; announces "change", and "news" with an
 * alert that was raised just now. Every figure comes from the node; nothing is counted here.
 */
class Board extends EventTarget {
  api = new Api("dash");
  session = new Session(this.api, "dash");
  feed = null;
  /** Store id, or null for all. */
  store = null;
  stats = null;
  replication = null;
  latencies = new LatencyHistory();
  transactions = this.#list("/transactions", (item) => item.transaction.id, {}, MOST_TRANSACTIONS);
  held = this.#list(
    "/transactions",
    (item) => item.transaction.id,
    { status: "HELD" },
    MOST_ALERTS,
  );
  alerts = this.#list("/alerts", (item) => item.id, {}, MOST_ALERTS);
  /** Why figures or peers could not be read, or null. */
  problem = null;

  start() {
    this.session.addEventListener("change", () => this.#sessionChanged());
    this.session.open();
  }

  /** Every store that anything was heard of. */
  get stores() {
    const peers = this.replication?.peers.map((peer) => peer.storeId) ?? [];
    const counted = Object.keys(this.stats?.stores ?? {});
    const own = this.session.who?.storeId;
    return [...new Set([own, ...peers, ...counted])].filter(Boolean).sort();
  }

  get figures() {
    return this.store ? this.stats?.stores[this.store] : this.stats?.all;
  }

  get currency() {
    return this.stats?.currency ?? "USD";
  }

  choose(store) {
    this.store = store || null;
    this.changed();
  }

  /** Whether an item of a list belongs to the chosen store, by where it happened or was sold. */
  concerns(item) {
    const place = item.transaction?.storeId ?? item.storeId;
    return !this.store || place === this.store || item.originalStoreId === this.store;
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

  /** Settles a held return; the list follows at once and not only when the feed says so. */
  async decide(id, outcome, note) {
    const item = await this.api.post(`/transactions/${encodeURIComponent(id)}/decision`, {
      outcome,
      note,
    });
    this.#hearTransaction(item);
  }

  async claim(id, claimed) {
    this.#hearAlert(
      await this.api.post(`/alerts/${encodeURIComponent(id)}/${claimed ? "claim" : "release"}`),
    );
  }

  async resolve(id, outcome, note) {
    this.#hearAlert(
      await this.api.post(`/alerts/${encodeURIComponent(id)}/resolution`, { outcome, note }),
    );
  }

  #list(path, idOf, query, most) {
    const read = (cursor) => this.api.get(path, { ...query, limit: PAGE, cursor });
    return new LiveList({ read, idOf, most, changed: () => this.changed() });
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
    this.feed = new Feed(
      (resume) => this.api.stream("/events", resume),
      () => this.api.get("/stats"),
    );
    const hear = (type, listener) =>
      this.feed.addEventListener(type, (event) => listener(event.detail));
    hear("transaction", (item) => this.#hearTransaction(item));
    hear("alert", (item) => this.#hearAlert(item));
    hear("alert.resolved", (item) => this.#hearAlert(item));
    hear("replication", (body) => this.#hearReplication(body));
    hear("stats", (body) => {
      this.stats = body;
      this.changed();
    });
    this.feed.addEventListener("reload", () => this.load());
    this.feed.addEventListener("state", () => this.changed());
    this.feed.open();
  }

  #hearTransaction(item) {
    this.transactions.put(item);
    if (item.transaction.status === "HELD") this.held.put(item);
    else this.held.remove(item);
    this.changed();
  }

  #hearAlert(item) {
    const isNew = this.alerts.put(item);
    this.changed();
    if (isNew && item.status === "OPEN")
      this.dispatchEvent(new CustomEvent("news", { detail: item }));
    this.dispatchEvent(new CustomEvent("alert", { detail: item }));
  }

  #hearReplication(body) {
    this.replication = body;
    this.latencies.add(body);
    this.changed();
  }
}

export const board = new Board();
