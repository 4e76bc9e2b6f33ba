package io.tillwatch.edge.web.api.figures;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.core.analytics.Patterns;
import io.tillwatch.core.analytics.ProtectedAttempt;
import io.tillwatch.core.analytics.StatsQuery;
import io.tillwatch.core.analytics.Trends;
import io.tillwatch.core.replication.ReplicationQuery;
import io.tillwatch.core.replication.ReplicationStatus;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.codec.AnswerCodec;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.answer.figures.ReportJson;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.Csv;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.http.WebSettings;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Figures to take away: the report of a stretch of time, and the rows of the value protected. */
public final class ReportRoutes {
  private static final int MOST_ROWS = 50_000;
  private static final String UNKNOWN = "unknown";

  private final WebSettings settings;
  private final Bus bus;
  private final InstantSource clock;

  public ReportRoutes(WebSettings settings, Bus bus, InstantSource clock) {
    this.settings = settings;
    this.bus = bus;
    this.clock = clock;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(Endpoint.API + "/stats/report", Access.REVIEWERS, this::report),
        Endpoint.get(Endpoint.API + "/stats/report/export", Access.REVIEWERS, this::reportCsv),
        Endpoint.get(
            Endpoint.API + "/stats/value-protected/export", Access.REVIEWERS, this::rowsCsv));
  }

  private Future<ApiResponse> report(ApiRequest request) {
    return read(request).map(report -> ApiResponse.json(200, report));
  }

  private Future<ApiResponse> reportCsv(ApiRequest request) {
    return read(request).map(ReportRoutes::csv);
  }

  private Future<ReportJson> read(ApiRequest request) {
    Query query = request.query();
    StatsWindow window = StatsWindow.whole(query, clock.instant());
    query.done();
    Future<StatsQuery.Stats> stats =
        bus.ask(Channels.STATS, new StatsQuery.Within(window.from(), window.to()));
    // figures are worth showing without replication's
    Future<ReplicationStatus> replication =
        bus.ask(Channels.REPLICATION_STATUS, ReplicationQuery.STATUS).otherwiseEmpty();
    Instant from = Trends.Width.HOUR.startOf(window.from());
    Instant to = Patterns.endOf(window.to());
    return Future.all(stats, replication)
        .map(
            both ->
                ReportJson.of(
                    from,
                    to,
                    settings.shop().currency(),
                    settings.shop().id(),
                    stats.result(),
                    replication.result()));
  }

  /** One figure a line, of all stores and of each. */
  private static ApiResponse csv(ReportJson report) {
    Csv csv = new Csv("from", "to", "store", "figure", "value");
    rows(csv, report, "all", report.all());
    report.stores().forEach((store, figures) -> rows(csv, report, store, figures));
    rows(csv, report, "all since the node started", report.replication());
    return csv.answer("tillwatch-report.csv");
  }

  /** The names and values of the JSON answer, so that both say the same. */
  private static void rows(Csv csv, ReportJson report, String store, Record figures) {
    row(csv, report, store, "", AnswerCodec.toTree(figures));
  }

  private static void row(Csv csv, ReportJson report, String store, String name, JsonNode value) {
    if (value.isObject()) {
      String prefix = name.isEmpty() ? "" : name + ".";
      value
          .properties()
          .forEach(each -> row(csv, report, store, prefix + each.getKey(), each.getValue()));
    } else {
      Object said = value.isNull() ? UNKNOWN : value.numberValue();
      csv.line(report.from(), report.to(), store, name, said);
    }
  }

  private Future<ApiResponse> rowsCsv(ApiRequest request) {
    Query query = request.query();
    ProtectedAttempt.Choice choice = StatsRoutes.choice(query);
    query.done();
    return bus.ask(Channels.PROTECTED, new ProtectedAttempt.Query(choice, null, MOST_ROWS))
        .map(this::csv);
  }

  private ApiResponse csv(ProtectedAttempt.Page page) {
    if (page.more()) {
      return ApiResponse.problem(
          Problem.at(
              422,
              "TOO_MANY_ROWS",
              "?from",
              page.count() + " rows are more than " + MOST_ROWS + "; choose a shorter time"));
    }
    Csv csv =
        new Csv("transactionId", "storeId", "at", "askedMinor", "currency", "decision", "reasons");
    for (ProtectedAttempt each : page.attempts()) {
      csv.line(
          each.transactionId(),
          each.storeId(),
          each.at(),
          each.askedMinor(),
          settings.shop().currency(),
          each.decision(),
          String.join(" ", each.reasons()));
    }
    return csv.answer("tillwatch-value-protected.csv");
  }
}
