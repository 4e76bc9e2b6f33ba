// @ts-check
/** @import { Camera, Catalog, TransactionNews } from "../types.js" */

import { Api } from "../lib/api.js";
import { Feed } from "../lib/feed.js";
import { storeName } from "../lib/format.js";
import { Session } from "../lib/session.js";
import { NodeLink } from "./node-link.js";
import { PATIENCE_MS } from "./submission.js";

/** How soon what could not be asked is asked again by itself. */
export const ASK_AGAIN_MS = 3_000;

/**
 * This store's node as a kiosk knows it: whether it answers, who is signed in, its goods and
 * camera, and what happens at this lane. Announces "session", "heard" each time that it answers,
 * and "change" of anything else.
 */
export class StoreNode extends EventTarget {
  api = new Api("kiosk", PATIENCE_MS);
  link = new NodeLink();
  session = new Session(this.api, "kiosk");
  /** @type {Feed | null} */
  feed = null;
  /** @type {Catalog} */
  catalog = { items: [], currency: "USD" };
  /** @type {Camera} */
  camera = { state: "CLOSED", source: "none" };
  /** @type {string | null} */
  #cameraOf = null;

  get storeName() {
    return this.session.who?.storeName ?? storeName(this.session.who?.storeId);
  }

  start() {
    this.api.addEventListener("heard", () => this.link.heard());
    this.link.addEventListener("change", () => this.#changed());
    this.link.addEventListener("heard", () => this.dispatchEvent(new Event("heard")));
    this.link.watch();
    this.session.addEventListener("change", () => this.#sessionChanged());
    this.session.open();
  }

  /**
   * Reads what the kiosk cannot begin without.
   *
   * @param {string} lane whose camera it uses
   */
  async load(lane) {
    [this.catalog, this.camera] = await Promise.all([
      this.api.get("/catalog"),
      this.#cameraAt(lane),
    ]);
    this.#cameraOf = lane;
  }

  /** @param {string} lane */
  async #cameraAt(lane) {
    try {
      return await this.api.get("/camera", { lane });
    } catch {
      // of a lane that this key is not for, or that cannot be, staff are told when they use it
      return this.api.get("/camera");
    }
  }

  /** @param {string} lane which staff have put this page at */
  async #readCamera(lane) {
    this.#cameraOf = lane;
    const camera = await this.#cameraAt(lane).catch(() => null);
    // without an answer the next load asks again
    if (!camera || this.#cameraOf !== lane) return;
    this.camera = camera;
    this.#changed();
  }

  /**
   * Hears from now on what happens at this lane.
   *
   * @param {string} lane
   * @param {{ heard: (news: TransactionNews) => void, missed: () => void }} listener missed: events
   *   were lost, so what they may have said is to be read again
   */
  follow(lane, { heard, missed }) {
    this.feed?.close();
    if (this.#cameraOf !== lane) this.#readCamera(lane);
    const feed = new Feed(
      (resume) => this.api.stream("/events", { lane, ...resume }),
      () => this.api.get("/camera"),
    );
    feed.addEventListener("state", () => this.#changed());
    feed.addEventListener("reload", missed);
    feed.hear("transaction", heard);
    feed.hear("camera", (camera) => {
      // the store's common camera is told of to all lanes, also to those with their own
      if (camera.laneId !== this.camera.laneId) return;
      this.camera = camera;
      this.#changed();
    });
    this.feed = feed;
    feed.open();
  }

  #sessionChanged() {
    const { session } = this;
    if (!session.who) {
      this.feed?.close();
      if (session.unreachable) setTimeout(() => session.open(), ASK_AGAIN_MS);
    }
    this.dispatchEvent(new Event("session"));
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
