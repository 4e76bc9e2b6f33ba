package io.tillwatch.edge.web.api;

import io.tillwatch.core.analytics.Figures;
import io.tillwatch.core.analytics.StatsQuery.Stats;
import io.tillwatch.core.analytics.Trends;
import io.tillwatch.core.checkout.StandInStatus;
import io.tillwatch.core.oplog.LogHealth;
import io.tillwatch.core.replication.DecommissionStatus;
import io.tillwatch.core.replication.FrameFigures;
import io.tillwatch.core.replication.LatencyFigures;
import io.tillwatch.core.replication.RefusedLog;
import io.tillwatch.core.replication.ReplicationStatus;
import io.tillwatch.edge.web.http.WebSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Figures as the API shows them; what is not known is null, never 0. */
final class StatsJson {
  private StatsJson() {}

  /**
   * The figures of all stores and of each.
   *
   * @param replication null where replication does not answer
   */
  static JsonObject stats(WebSettings settings, Stats stats, ReplicationStatus replication) {
    Set<String> ids = new TreeSet<>(stats.byStore().keySet());
    ids.add(settings.storeId());
    if (replication != null) {
      replication.peers().forEach(peer -> ids.add(peer.storeId()));
    }
    JsonObject stores = new JsonObject();
    for (String id : ids) {
      Figures figures = stats.byStore().getOrDefault(id, Figures.NONE);
      stores.put(id, figures(figures).mergeIn(replicationOf(replication, id)));
    }
    return new JsonObject()
        .put("asOf", stats.asOf().toString())
        .put("storeId", settings.storeId())
        .put("currency", settings.currency())
        .put("complete", stats.complete())
        .put("all", figures(stats.all()).mergeIn(replicationOfAll(replication)))
        .put("stores", stores);
  }

  static JsonObject trends(Stats stats, StatsWindow window) {
    JsonArray items = new JsonArray();
    stats.buckets().forEach(bucket -> items.add(bucket(bucket)));
    JsonArray hours = new JsonArray();
    stats.hoursOfDay().forEach(hour -> hours.add(hour(hour)));
    return new JsonObject()
        .put("from", window.from().toString())
        .put("to", window.to().toString())
        .put("bucket", window.width().name().toLowerCase(java.util.Locale.ROOT))
        .put("asOf", stats.asOf().toString())
        .put("complete", stats.complete())
        .put("items", items)
        .put("hoursOfDay", hours)
        .put("flows", flows(stats.buckets()));
  }

  private static JsonObject hour(Trends.HourOfDay hour) {
    return new JsonObject()
        .put("hour", hour.hour())
        .put("storeId", hour.storeId())
        .put("figures", figures(hour.figures()))
        .put("reasons", counts(hour.reasons()))
        .put("categories", movements(hour.categories()));
  }

  /** Over the whole stretch: what each store took back of each other's sales. */
  private static JsonArray flows(List<Trends.Bucket> buckets) {
    Map<String, Map<String, Trends.Flow>> byStores = new TreeMap<>();
    for (Trends.Bucket bucket : buckets) {
      bucket
          .cameFrom()
          .forEach(
              (soldAt, flow) ->
                  byStores
                      .computeIfAbsent(soldAt, store -> new TreeMap<>())
                      .merge(bucket.storeId(), flow, Trends.Flow::plus));
    }
    JsonArray flows = new JsonArray();
    byStores.forEach(
        (soldAt, stores) ->
            stores.forEach(
                (returnedAt, flow) ->
                    flows.add(flow(flow).put("soldAt", soldAt).put("returnedAt", returnedAt))));
    return flows;
  }

  private static JsonObject flow(Trends.Flow flow) {
    return new JsonObject()
        .put("returned", flow.returned())
        .put("askedMinor", flow.askedMinor())
        .put("refundMinor", flow.refundMinor())
        .put("flagged", flow.flagged())
        .put("blocked", flow.blocked());
  }

  private static JsonObject counts(Map<String, Long> counts) {
    JsonObject json = new JsonObject();
    counts.forEach(json::put);
    return json;
  }

  private static JsonObject bucket(Trends.Bucket bucket) {
    JsonObject cameFrom = new JsonObject();
    bucket.cameFrom().forEach((store, flow) -> cameFrom.put(store, flow(flow)));
    return new JsonObject()
        .put("start", bucket.start().toString())
        .put("storeId", bucket.storeId())
        .put("figures", figures(bucket.figures()))
        .put("reasons", counts(bucket.reasons()))
        .put("categories", movements(bucket.categories()))
        .put("cameFrom", cameFrom);
  }

  private static JsonObject movements(Map<String, Trends.Movement> movements) {
    JsonObject json = new JsonObject();
    movements.forEach(
        (name, moved) ->
            json.put(
                name,
                new JsonObject()
                    .put("sold", moved.sold())
                    .put("returned", moved.returned())
                    .put("flagged", moved.flagged())
                    .put("returnedMinor", moved.returnedMinor())));
    return json;
  }

  static JsonObject figures(Figures figures) {
    return new JsonObject()
        .put("legitimateTransactions", figures.legitimateTransactions())
        .put("fraudAttempts", figures.fraudAttempts())
        .put("fraudDetected", figures.fraudDetected())
        .put("fraudPrevented", figures.fraudPrevented())
        .put("valueProtectedMinor", figures.valueProtectedMinor())
        .put("sales", figures.sales())
        .put("returns", figures.returns())
        .put("approved", figures.approved())
        .put("held", figures.held())
        .put("blocked", figures.blocked())
        .put("refundedMinor", figures.refundedMinor())
        .put("soldMinor", figures.soldMinor())
        .put("openAlerts", figures.openAlerts())
        .put(
            "resolved",
            new JsonObject()
                .put("fraud", figures.resolvedFraud())
                .put("legitimate", figures.resolvedLegitimate())
                .put("inconclusive", figures.resolvedInconclusive()))
        .put("detectionRate", figures.detectionRate())
        .put("preventionRate", figures.preventionRate())
        .put("falsePositives", figures.falsePositives());
  }

  /** How replication is doing. */
  static JsonObject replication(ReplicationStatus status, StandInStatus standIn) {
    JsonArray peers = new JsonArray();
    status.peers().forEach(peer -> peers.add(peer(peer)));
    JsonObject positions = new JsonObject();
    new java.util.TreeMap<>(status.positions())
        .forEach((store, position) -> positions.put(store, position.toString()));
    return new JsonObject()
        .put("storeId", status.storeId())
        .put("epoch", status.position().epoch())
        .put("position", status.position().toString())
        .put("peers", peers)
        .put("positions", positions)
        .put("conflicts", status.conflicts())
        .put("logFlaws", flaws(status.flaws()))
        .put("refusedLogs", refusedLogs(status.refusedLogs()))
        .put("departures", departures(status.departures()))
        .put("forgedFrames", status.frames().refusedFrames())
        .put("refusedFrames", refused(status.frames()))
        .put("acceptsOldFrames", status.frames().acceptsOld())
        .put("oldFrames", status.frames().oldTaken())
        .put("oldFrameStores", new JsonArray(status.frames().oldStores()))
        .put("events", status.events())
        .put("trimmedOps", status.trimmedOps())
        .put("cutOff", status.cutOff())
        .put("snapshot", snapshot(status.snapshot()))
        .put("snapshotFacts", status.snapshotFacts())
        .put("latency", latency(status.latency()))
        .put("moneyAtRiskMinor", standIn.atRiskMinor())
        .put("moneyAtRiskCeilingMinor", standIn.ceilingMinor())
        .put("groupMoneyAtRiskMinor", status.exposure().atRiskMinor())
        .put("groupMoneyAtRiskCeilingMinor", status.exposure().ceilingMinor())
        .put("standIns", standIn.count());
  }

  private static JsonObject refusedLogs(List<RefusedLog> logs) {
    JsonObject json = new JsonObject();
    logs.forEach(
        log ->
            json.put(
                log.origin(),
                new JsonObject()
                    .put("at", log.at().toString())
                    .put("keyId", log.keyId())
                    .put("keyMissing", log.keyMissing())
                    .put("remedy", log.remedy())));
    return json;
  }

  private static JsonObject refused(FrameFigures frames) {
    JsonObject json = new JsonObject();
    frames.refused().forEach(json::put);
    return json;
  }

  private static JsonArray departures(List<DecommissionStatus> departures) {
    JsonArray json = new JsonArray();
    departures.forEach(decommissionStatus -> json.add(departure(decommissionStatus)));
    return json;
  }

  /** A store on its way out of the group, or gone. */
  static JsonObject departure(DecommissionStatus decommissionStatus) {
    return new JsonObject()
        .put("storeId", decommissionStatus.storeId())
        .put("heir", decommissionStatus.heir())
        .put(
            "askedAt",
            decommissionStatus.askedAt() == null ? null : decommissionStatus.askedAt().toString())
        .put("state", decommissionStatus.complete() ? "GONE" : "LEAVING")
        .put(
            "cutOff",
            decommissionStatus.cutOff() == null ? null : decommissionStatus.cutOff().toString())
        .put("waitingFor", new JsonArray(decommissionStatus.waitingFor()));
  }

  private static JsonObject flaws(LogHealth health) {
    JsonObject json = new JsonObject();
    new java.util.TreeMap<>(health.byOrigin())
        .forEach(
            (store, flaw) ->
                json.put(
                    store,
                    new JsonObject()
                        .put(
                            "divergedAt",
                            flaw.divergedAt() == null ? null : flaw.divergedAt().toString())
                        .put("salvaged", flaw.salvaged())
                        .put("quarantined", flaw.quarantined())
                        .put("lastReason", flaw.lastReason())));
    return json;
  }

  private static JsonObject snapshot(ReplicationStatus.Snapshot snapshot) {
    return snapshot == null
        ? null
        : new JsonObject()
            .put("from", snapshot.from())
            .put("done", snapshot.done())
            .put("total", snapshot.total())
            .put("ownFactsMissing", snapshot.ownLost());
  }

  private static JsonObject peer(ReplicationStatus.Peer peer) {
    return new JsonObject()
        .put("storeId", peer.storeId())
        .put("state", peer.state().name())
        .put("transport", peer.transport())
        .put("position", peer.position().toString())
        .put("lagOps", peer.lagOps())
        .put("lagMillis", peer.lagMillis() < 0 ? null : peer.lagMillis())
        .put("backlog", peer.backlog())
        .put("oldestUnackedMillis", peer.oldestUnackedMillis())
        .put("lastHeard", peer.lastHeard() == null ? null : peer.lastHeard().toString())
        .put("clockOffsetMicros", peer.clockOffsetMicros())
        .put("clockErrorMicros", peer.clockErrorMicros() < 0 ? null : peer.clockErrorMicros())
        .put("clockAlarm", peer.clockOff())
        .put("duplicates", peer.duplicates())
        .put("gaps", peer.gaps())
        .put("diverged", peer.diverged())
        .put("refused", peer.refused())
        .put("forgedFrames", peer.forgedFrames())
        .put("caughtUp", peer.caughtUp())
        .put("latency", latency(peer.latency()))
        .put("recentLatency", latency(peer.recentLatency()));
  }

  private static JsonObject replicationOfAll(ReplicationStatus status) {
    return new JsonObject()
        .put("replicationEvents", status == null ? null : status.events())
        .put("replicationLatency", status == null ? null : latency(status.latency()));
  }

  /** What came from that store; of this store itself nothing came. */
  private static JsonObject replicationOf(ReplicationStatus status, String storeId) {
    ReplicationStatus.Peer peer =
        status == null
            ? null
            : status.peers().stream()
                .filter(each -> each.storeId().equals(storeId))
                .findFirst()
                .orElse(null);
    LatencyFigures latency = peer == null ? null : peer.latency();
    return new JsonObject()
        .put(
            "replicationEvents",
            peer == null ? 0 : peer.caughtUp() + (latency == null ? 0 : latency.count()))
        .put("replicationLatency", latency(latency));
  }

  private static JsonObject latency(LatencyFigures latency) {
    return latency == null
        ? null
        : new JsonObject()
            .put("count", latency.count())
            .put("averageMicros", latency.avgMicros())
            .put("p50Micros", latency.p50Micros())
            .put("p99Micros", latency.p99Micros())
            .put("maxMicros", latency.maxMicros());
  }
}
