// @ts-check
/** @import { Replication } from "../types.js" */

/** @typedef {{ p50: number, p99: number }} Point in microseconds */

const MOST = 90;

/** The latest latencies of every peer as the replication events told them, for a sparkline. */
export class LatencyHistory {
  /** @type {Map<string, Point[]>} */
  #byPeer = new Map();

  /** @param {Replication} replication */
  add({ peers }) {
    for (const { storeId, latency, recentLatency } of peers) {
      const told = recentLatency ?? latency;
      if (!told) continue;
      const points = this.of(storeId);
      points.push({ p50: told.p50Micros, p99: told.p99Micros });
      if (points.length > MOST) points.shift();
      this.#byPeer.set(storeId, points);
    }
  }

  /**
   * Oldest first.
   *
   * @param {string} storeId
   */
  of(storeId) {
    return this.#byPeer.get(storeId) ?? [];
  }
}
