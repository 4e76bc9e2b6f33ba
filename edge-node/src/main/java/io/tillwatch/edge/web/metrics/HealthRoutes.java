package io.tillwatch.edge.web.metrics;

import io.tillwatch.core.analytics.StatsQuery;
import io.tillwatch.core.fraud.FraudStatus;
import io.tillwatch.core.ledger.LedgerQuery;
import io.tillwatch.core.ledger.RedisHealth;
import io.tillwatch.core.replication.RefusedLog;
import io.tillwatch.core.replication.ReplicationQuery;
import io.tillwatch.core.replication.ReplicationStatus;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Whether the node lives, and whether it can do its work. */
public final class HealthRoutes {
  private static final long PATIENCE_SECONDS = 1;

  private final Bus bus;

  public HealthRoutes(Bus bus) {
    this.bus = bus;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/health/live", Access.LOOPBACK, request -> live().now()),
        Endpoint.get("/health/ready", Access.LOOPBACK, request -> ready()));
  }

  private static ApiResponse live() {
    return ApiResponse.json(200, new JsonObject().put("status", "UP"));
  }

  private Future<ApiResponse> ready() {
    Future<JsonObject> redis = redisHealth().compose(this::redis);
    Future<Boolean> history =
        holds(bus.ask(Channels.STATS, new StatsQuery.Now()).map(stats -> stats.complete()));
    Future<String> lacked = lackedKeys();
    Future<String> room = droppedHistory();
    return Future.all(redis, history, lacked, room)
        .map(all -> reply(redis.result(), history.result(), lacked.result(), room.result()));
  }

  /** What the history had no room for; empty where it keeps all. */
  private Future<String> droppedHistory() {
    return bus.ask(Channels.FRAUD_STATUS, new FraudStatus.Query())
        .map(fraud -> fraud.room().dropped() == 0 ? "" : fraud.room().words())
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .otherwise("");
  }

  /** What to do about keys that this store lacks; empty where it can check every log. */
  private Future<String> lackedKeys() {
    return bus.ask(Channels.REPLICATION_STATUS, ReplicationQuery.STATUS)
        .map(HealthRoutes::lackedKeys)
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .otherwise("");
  }

  private static String lackedKeys(ReplicationStatus status) {
    return status.refusedLogs().stream()
        .filter(RefusedLog::keyMissing)
        .map(log -> log.origin() + " at " + log.at() + ", key " + log.keyId() + ": " + log.remedy())
        .collect(Collectors.joining("; "));
  }

  /** As the ledger last saw it; null where the ledger itself does not answer. */
  private Future<RedisHealth> redisHealth() {
    return bus.ask(Channels.REDIS_HEALTH, LedgerQuery.HEALTH)
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .otherwiseEmpty();
  }

  /** What takes writes must answer a read too, now. */
  private Future<JsonObject> redis(RedisHealth seen) {
    if (seen == null || !seen.up()) {
      return Future.succeededFuture(check(false, seen));
    }
    return holds(bus.ask(Channels.POSITIONS, LedgerQuery.POSITIONS).map(true))
        .compose(
            answers ->
                answers
                    ? Future.succeededFuture(check(true, seen))
                    : redisHealth().map(health -> check(false, health)));
  }

  private static JsonObject check(boolean answers, RedisHealth health) {
    JsonObject check = check("redis", answers && health != null && health.up());
    if (health != null && !health.up()) {
      check.put("cause", health.cause()).put("since", health.since().toString());
    }
    if (health != null && !health.warnings().isEmpty()) {
      check.put("warnings", new JsonArray(health.warnings()));
    }
    return check;
  }

  private static ApiResponse reply(
      JsonObject redis, boolean history, String lackedKeys, String droppedHistory) {
    boolean up = redis.getBoolean("up") && history && lackedKeys.isEmpty();
    JsonObject body =
        new JsonObject()
            .put("status", up ? "UP" : "DOWN")
            .put(
                "checks",
                new JsonArray()
                    .add(redis)
                    .add(explained(check("history", history), droppedHistory))
                    .add(explained(check("keys", lackedKeys.isEmpty()), lackedKeys)));
    ApiResponse apiResponse = ApiResponse.json(up ? 200 : 503, body);
    return up ? apiResponse : apiResponse.with("Retry-After", "1");
  }

  private static JsonObject explained(JsonObject check, String detail) {
    return detail.isEmpty() ? check : check.put("detail", detail);
  }

  private static JsonObject check(String name, boolean up) {
    return new JsonObject().put("name", name).put("up", up);
  }

  private static Future<Boolean> holds(Future<Boolean> check) {
    return check.timeout(PATIENCE_SECONDS, TimeUnit.SECONDS).otherwise(false);
  }
}
