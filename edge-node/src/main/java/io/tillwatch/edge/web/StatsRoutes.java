package io.tillwatch.edge.web;

import io.tillwatch.edge.analytics.model.StatsQuery;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.checkout.model.StandInStatus;
import io.tillwatch.edge.fraud.model.FraudStatus;
import io.tillwatch.edge.replication.model.ReplicationQuery;
import io.tillwatch.edge.replication.model.ReplicationStatus;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;

/** The figures, their history, and how replication is doing. */
final class StatsRoutes {
  private final WebSettings settings;
  private final Bus bus;
  private final InstantSource clock;

  StatsRoutes(WebSettings settings, Bus bus, InstantSource clock) {
    this.settings = settings;
    this.bus = bus;
    this.clock = clock;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(Endpoint.API + "/stats", Access.REVIEWERS, this::stats),
        Endpoint.get(Endpoint.API + "/stats/trends", Access.REVIEWERS, this::trends),
        Endpoint.get(Endpoint.API + "/replication", Access.REVIEWERS, this::replication));
  }

  /** The body of GET /stats. */
  Future<JsonObject> current() {
    // figures are worth showing without replication's
    Future<ReplicationStatus> replication = status().otherwiseEmpty();
    Future<FraudStatus> fraud =
        bus.ask(Channels.FRAUD_STATUS, new FraudStatus.Query()).otherwiseEmpty();
    Future<StatsQuery.Stats> stats = bus.ask(Channels.STATS, new StatsQuery.Now());
    return Future.all(stats, replication, fraud)
        .map(
            all ->
                StatsJson.stats(settings, stats.result(), replication.result())
                    .put("guardAlarm", guard(fraud.result())));
  }

  /** The body of GET /replication. */
  Future<JsonObject> replicationNow() {
    Future<StandInStatus> standIn = bus.ask(Channels.STAND_IN, new StandInStatus.Query());
    return Future.all(status(), standIn)
        .map(both -> StatsJson.replication(both.resultAt(0), both.resultAt(1)));
  }

  private static JsonObject guard(FraudStatus fraud) {
    return fraud == null ? null : GuardJson.of(fraud.guard());
  }

  private Future<Reply> stats(Call call) {
    call.query().done();
    return current().map(body -> Reply.json(200, body));
  }

  private Future<Reply> trends(Call call) {
    Query query = call.query();
    StatsWindow window = StatsWindow.read(query, clock.instant());
    query.done();
    return bus.ask(Channels.STATS, new StatsQuery.Over(window.from(), window.to(), window.width()))
        .map(stats -> Reply.json(200, StatsJson.trends(stats, window)));
  }

  private Future<Reply> replication(Call call) {
    call.query().done();
    return replicationNow().map(body -> Reply.json(200, body));
  }

  private Future<ReplicationStatus> status() {
    return bus.ask(Channels.REPLICATION_STATUS, ReplicationQuery.STATUS);
  }
}
