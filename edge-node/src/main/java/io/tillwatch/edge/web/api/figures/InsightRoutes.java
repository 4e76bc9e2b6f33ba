package io.tillwatch.edge.web.api.figures;

import io.tillwatch.core.alerts.TransactionFilter;
import io.tillwatch.core.analytics.Patterns;
import io.tillwatch.core.analytics.RuleFigures;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.fraud.RulesView;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.search.Cut;
import io.tillwatch.core.search.Shelves;
import io.tillwatch.core.search.TransactionQuery;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.answer.figures.PatternsJson;
import io.tillwatch.edge.web.answer.figures.RuleFiguresJson;
import io.tillwatch.edge.web.answer.transactions.TransactionItemJson;
import io.tillwatch.edge.web.api.FactList;
import io.tillwatch.edge.web.api.IndexList;
import io.tillwatch.edge.web.api.ListQueries;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.http.WebSettings;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an analyst asks of a stretch of time: its patterns, and what each rule did. */
public final class InsightRoutes {
  private final WebSettings settings;
  private final Bus bus;
  private final InstantSource clock;
  private final Shelves shelves;
  private final CardFingerprints cards;

  public InsightRoutes(WebSettings settings, Bus bus, InstantSource clock) {
    this.settings = settings;
    this.bus = bus;
    this.clock = clock;
    this.shelves = CutFilter.shelves(settings);
    this.cards = CardFingerprints.by(bus.seal());
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(Endpoint.API + "/stats/patterns", Access.REVIEWERS, this::patterns),
        Endpoint.get(
            Endpoint.API + "/stats/patterns/transactions", Access.REVIEWERS, this::transactions),
        Endpoint.get(Endpoint.API + "/stats/rules", Access.REVIEWERS, this::rules));
  }

  private Future<ApiResponse> patterns(ApiRequest request) {
    Query query = request.query();
    StatsWindow window = StatsWindow.read(query, clock.instant());
    String storeId = query.text("storeId");
    query.done();
    Patterns.Query asked = new Patterns.Query(window.from(), window.to(), window.width(), storeId);
    return bus.ask(Channels.PATTERNS, asked)
        .map(
            answer ->
                PatternsJson.of(
                    asked, answer, settings.shop().currency(), settings.shop().stores()))
        .map(body -> ApiResponse.json(200, body));
  }

  /** The transactions that a cell of the patterns counts, newest first. */
  private Future<ApiResponse> transactions(ApiRequest request) {
    Query query = request.query();
    TransactionFilter filter = ListQueries.transactions(query, null);
    Cut cut = CutFilter.read(query);
    int limit = query.limit();
    String cursor = query.text("cursor");
    query.done();
    IndexList<TransactionItemJson> list =
        new IndexList<>(bus, Indexes.TRANSACTIONS, false, this::item);
    TransactionQuery listing =
        new TransactionQuery(filter, cut, null, null, false, list.seen(cursor), limit);
    return list.page(
        listing,
        () ->
            new FactList<>(
                    bus,
                    Indexes.TRANSACTIONS,
                    false,
                    limit,
                    fact ->
                        TransactionView.of(fact)
                            .filter(view -> filter.matches(view.posted(), cards))
                            .filter(view -> cut.matches(view.posted(), shelves))
                            .flatMap(view -> item(fact)))
                .counted(null)
                .from(cursor));
  }

  private Optional<Future<TransactionItemJson>> item(StoredFact fact) {
    return TransactionView.of(fact)
        .map(view -> TransactionItemJson.of(view, cards))
        .map(Future::succeededFuture);
  }

  private Future<ApiResponse> rules(ApiRequest request) {
    Query query = request.query();
    StatsWindow window = StatsWindow.whole(query, clock.instant());
    String storeId = query.text("storeId");
    query.done();
    Future<RuleFigures.Table> figures =
        bus.ask(Channels.RULE_FIGURES, new RuleFigures.Query(window.from(), window.to(), storeId));
    Future<RulesView> view = bus.ask(Channels.RULES, new RulesView.Query());
    return Future.all(figures, view)
        .map(both -> ApiResponse.json(200, body(figures.result(), view.result(), storeId)));
  }

  private RuleFiguresJson body(
      RuleFigures.Table figures, RulesView view, @Nullable String storeId) {
    return RuleFiguresJson.of(
        figures, view, RulesInForce.of(view).with(figures), settings.shop().currency(), storeId);
  }
}
