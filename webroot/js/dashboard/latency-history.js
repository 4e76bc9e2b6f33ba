const MOST = 90;

/** The latest latencies of every peer, as the replication events told them: what a sparkline draws. */
export class LatencyHistory {
  #byPeer = new Map();

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

  /** Points {p50, p99} in microseconds, oldest first. */
  of(storeId) {
    return this.#byPeer.get(storeId) ?? [];
  }
}
