package io.tillwatch.edge.web.metrics;

import io.tillwatch.core.analytics.StatsQuery;
import io.tillwatch.core.camera.CameraStatus;
import io.tillwatch.core.camera.CameraStatuses;
import io.tillwatch.core.camera.FaceModel;
import io.tillwatch.core.fraud.FraudStatus;
import io.tillwatch.core.ledger.LedgerQuery;
import io.tillwatch.core.ledger.RedisHealth;
import io.tillwatch.core.replication.RefusedLog;
import io.tillwatch.core.replication.ReplicationQuery;
import io.tillwatch.core.replication.ReplicationStatus;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.answer.stores.HealthJson;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.Endpoint;
import io.vertx.core.Future;
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
    return ApiResponse.json(200, HealthJson.live());
  }

  private Future<ApiResponse> ready() {
    Future<HealthJson.Check> redis = redisHealth().compose(this::redis);
    Future<Boolean> history =
        holds(bus.ask(Channels.STATS, new StatsQuery.Now()).map(stats -> stats.complete()));
    Future<String> lacked = lackedKeys();
    Future<String> room = droppedHistory();
    Future<String> camera = camera();
    Future<String> model = model();
    return Future.all(List.of(redis, history, lacked, room, camera, model))
        .map(
            all ->
                reply(
                    List.of(
                        redis.result(),
                        HealthJson.Check.of("history", history.result(), room.result()),
                        HealthJson.Check.of("keys", lacked.result().isEmpty(), lacked.result()),
                        // a lane sells without it, so that it never makes a node unready
                        HealthJson.Check.of("camera", true, camera.result()),
                        // where none can be used the rules judge alone
                        HealthJson.Check.of("model", true, model.result()))));
  }

  /** What the history had no room for; empty where it keeps all. */
  private Future<String> droppedHistory() {
    return bus.ask(Channels.FRAUD_STATUS, new FraudStatus.Query())
        .map(fraud -> fraud.room().dropped() == 0 ? "" : fraud.room().words())
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .otherwise("");
  }

  /** Which model judges beside the rules. */
  private Future<String> model() {
    return bus.ask(Channels.FRAUD_STATUS, new FraudStatus.Query())
        .map(FraudStatus::models)
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .otherwise("no answer");
  }

  /** What to do about keys that this store lacks; empty where it can check every log. */
  private Future<String> lackedKeys() {
    return bus.ask(Channels.REPLICATION_STATUS, ReplicationQuery.STATUS)
        .map(HealthRoutes::lackedKeys)
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .otherwise("");
  }

  private static String lackedKeys(ReplicationStatus status) {
    return status.logs().refused().stream()
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
  private Future<HealthJson.Check> redis(RedisHealth seen) {
    if (seen == null || !seen.up()) {
      return Future.succeededFuture(HealthJson.Check.ofRedis(false, seen));
    }
    return holds(bus.ask(Channels.POSITIONS, LedgerQuery.POSITIONS).map(true))
        .compose(
            answers ->
                answers
                    ? Future.succeededFuture(HealthJson.Check.ofRedis(true, seen))
                    : redisHealth().map(health -> HealthJson.Check.ofRedis(false, health)));
  }

  /** How the cameras are, and what faces are looked at with. */
  private Future<String> camera() {
    return bus.ask(Channels.CAMERA, new CameraStatus.Query())
        .map(
            statuses ->
                statuses.common().models().stream()
                    .map(FaceModel::describe)
                    .collect(Collectors.joining(", ", messages(statuses) + "; ", "")))
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .otherwise("no answer");
  }

  private static String messages(CameraStatuses statuses) {
    return statuses.byLane().entrySet().stream()
        .map(
            each ->
                (each.getKey().isEmpty() ? "" : each.getKey() + ": ") + each.getValue().message())
        .collect(Collectors.joining("; "));
  }

  private static ApiResponse reply(List<HealthJson.Check> checks) {
    HealthJson health = HealthJson.of(checks);
    return health.status() == HealthJson.State.UP
        ? ApiResponse.json(200, health)
        : ApiResponse.json(503, health).with("Retry-After", "1");
  }

  private static Future<Boolean> holds(Future<Boolean> check) {
    return check.timeout(PATIENCE_SECONDS, TimeUnit.SECONDS).otherwise(false);
  }
}
