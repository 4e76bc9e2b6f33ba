package io.tillwatch.edge.web.api.figures;

import io.tillwatch.core.analytics.ProtectedAttempt;
import io.tillwatch.core.analytics.StatsQuery;
import io.tillwatch.core.checkout.StandInStatus;
import io.tillwatch.core.fraud.FraudStatus;
import io.tillwatch.core.fraud.GuardAlarm;
import io.tillwatch.core.replication.ReplicationQuery;
import io.tillwatch.core.replication.ReplicationStatus;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.answer.figures.StatsJson;
import io.tillwatch.edge.web.answer.figures.TrendsJson;
import io.tillwatch.edge.web.answer.figures.ValueProtectedJson;
import io.tillwatch.edge.web.answer.stores.LatencyHistoryJson;
import io.tillwatch.edge.web.answer.stores.ReplicationJson;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.Cursor;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.http.WebSettings;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The figures, their history, and how replication is doing. */
public final class StatsRoutes {
  private static final String PROTECTED = "protected";

  private final WebSettings settings;
  private final Bus bus;
  private final InstantSource clock;

  public StatsRoutes(WebSettings settings, Bus bus, InstantSource clock) {
    this.settings = settings;
    this.bus = bus;
    this.clock = clock;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(Endpoint.API + "/stats", Access.REVIEWERS, this::stats),
        Endpoint.get(Endpoint.API + "/stats/trends", Access.REVIEWERS, this::trends),
        Endpoint.get(
            Endpoint.API + "/stats/value-protected", Access.REVIEWERS, this::valueProtected),
        Endpoint.get(Endpoint.API + "/replication", Access.REVIEWERS, this::replication),
        Endpoint.get(Endpoint.API + "/replication/latency", Access.REVIEWERS, this::latency));
  }

  /** The body of GET /stats. */
  public Future<StatsJson> current() {
    // figures are worth showing without replication's
    Future<ReplicationStatus> replication = status().otherwiseEmpty();
    Future<FraudStatus> fraud =
        bus.ask(Channels.FRAUD_STATUS, new FraudStatus.Query()).otherwiseEmpty();
    Future<StatsQuery.Stats> stats = bus.ask(Channels.STATS, new StatsQuery.Now());
    return Future.all(stats, replication, fraud)
        .map(
            all ->
                StatsJson.of(
                    settings.shop().id(),
                    settings.shop().currency(),
                    stats.result(),
                    replication.result(),
                    guard(fraud.result())));
  }

  /** The body of GET /replication. */
  public Future<ReplicationJson> replicationNow() {
    Future<StandInStatus> standIn = bus.ask(Channels.STAND_IN, new StandInStatus.Query());
    return Future.all(status(), standIn)
        .map(both -> ReplicationJson.of(both.resultAt(0), both.resultAt(1)));
  }

  private static @Nullable GuardAlarm guard(FraudStatus fraud) {
    return fraud == null ? null : fraud.guard();
  }

  private Future<ApiResponse> stats(ApiRequest request) {
    request.query().done();
    return current().map(body -> ApiResponse.json(200, body));
  }

  private Future<ApiResponse> trends(ApiRequest request) {
    Query query = request.query();
    StatsWindow window = StatsWindow.read(query, clock.instant());
    query.done();
    return bus.ask(Channels.STATS, new StatsQuery.Over(window.from(), window.to(), window.width()))
        .map(stats -> TrendsJson.of(stats, window.from(), window.to(), window.width()))
        .map(body -> ApiResponse.json(200, body));
  }

  private Future<ApiResponse> valueProtected(ApiRequest request) {
    Query query = request.query();
    ProtectedAttempt.Choice choice = choice(query);
    int limit = query.limit();
    String seen = Cursor.read(PROTECTED, query.text("cursor"));
    query.done();
    return bus.ask(Channels.PROTECTED, new ProtectedAttempt.Query(choice, seen, limit))
        .map(page -> valueProtected(page));
  }

  static ProtectedAttempt.Choice choice(Query query) {
    return new ProtectedAttempt.Choice(
        query.text("storeId"), query.optionalInstant("from"), query.optionalInstant("to"));
  }

  private ApiResponse valueProtected(ProtectedAttempt.Page page) {
    if (!page.known()) {
      throw Cursor.invalid();
    }
    List<ProtectedAttempt> attempts = page.attempts();
    String next =
        page.more()
            ? Cursor.behind(PROTECTED, attempts.get(attempts.size() - 1).transactionId())
            : null;
    return ApiResponse.json(200, ValueProtectedJson.of(page, settings.shop().currency(), next));
  }

  private Future<ApiResponse> replication(ApiRequest request) {
    request.query().done();
    return replicationNow().map(body -> ApiResponse.json(200, body));
  }

  private Future<ApiResponse> latency(ApiRequest request) {
    request.query().done();
    return bus.ask(Channels.LATENCY_HISTORY, ReplicationQuery.STATUS)
        .map(history -> ApiResponse.json(200, LatencyHistoryJson.of(history)));
  }

  private Future<ReplicationStatus> status() {
    return bus.ask(Channels.REPLICATION_STATUS, ReplicationQuery.STATUS);
  }
}
