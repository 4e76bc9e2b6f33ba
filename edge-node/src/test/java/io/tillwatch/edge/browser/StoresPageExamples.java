package io.tillwatch.edge.browser;

import io.vertx.core.json.JsonObject;

/** Stores as the node would tell of them. */
final class StoresPageExamples {
  private StoresPageExamples() {}

  /** A store that is so far behind. */
  static JsonObject peer(String id, String state, int lagOps) {
    return new JsonObject()
        .put("storeId", id)
        .put("state", state)
        .put("transport", "bus")
        .put("position", "1-10")
        .put("lagOps", lagOps)
        .put("lagMillis", lagOps * 100)
        .put("backlog", 0)
        .put("oldestUnackedMillis", 0)
        .put("lastHeard", "2026-11-20T10:02:00Z")
        .put("clockOffsetMicros", 120)
        .put("clockErrorMicros", 80)
        .put("clockAlarm", false)
        .put("duplicates", 0)
        .put("gaps", 0)
        .put("diverged", 0)
        .put("refused", 0)
        .put("forgedFrames", 0)
        .put("latency", null)
        .put("recentLatency", null)
        .put("moneyAtRiskMinor", 0)
        .put("moneyAtRiskCeilingMinor", 50_000)
        .put("version", "0.1.0")
        .put("camera", "READY");
  }
}
