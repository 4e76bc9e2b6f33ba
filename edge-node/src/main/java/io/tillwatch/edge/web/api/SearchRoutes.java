package io.tillwatch.edge.web.api;

import io.tillwatch.core.alerts.TransactionFilter;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.LedgerQuery;
import io.tillwatch.core.ledger.PageQuery;
import io.tillwatch.core.retail.ReceiptNumber;
import io.tillwatch.core.retail.Reference;
import io.tillwatch.core.search.Cut;
import io.tillwatch.core.search.SearchResult;
import io.tillwatch.core.search.Subject;
import io.tillwatch.core.search.TransactionQuery;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.answer.search.ProfileJson;
import io.tillwatch.edge.web.answer.search.SearchJson;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds whom or what a text names, and says what is known of them. No other store is asked. */
public final class SearchRoutes {
  private static final int SHORTEST = 2;

  /** Of one receipt or reference. */
  private static final int MOST = 100;

  private final Bus bus;

  public SearchRoutes(Bus bus) {
    this.bus = bus;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(Endpoint.API + "/search", Access.REVIEWERS, this::search),
        Endpoint.get(Endpoint.API + "/profiles/:kind/:id", Access.REVIEWERS, this::profile));
  }

  private Future<ApiResponse> search(ApiRequest request) {
    Query query = request.query();
    String given = query.text("text");
    String text = given == null ? "" : given;
    if (text.length() < SHORTEST) {
      query.wrong("text", "must be given, " + SHORTEST + " characters at least");
    }
    query.done();
    Future<SearchResult> hits =
        bus.ask(Channels.READ_BARRIER, LedgerQuery.READ_BARRIER)
            .compose(told -> bus.ask(Channels.SEARCH, new SearchResult.Query(text)));
    Future<List<Posted>> byReference = ofReference(text);
    Future<List<Posted>> ofReceipt = ofReceipt(text);
    return Future.all(hits, byReference, ofReceipt)
        .map(all -> SearchJson.of(text, hits.result(), byReference.result(), ofReceipt.result()))
        .map(body -> ApiResponse.json(200, body));
  }

  private Future<List<Posted>> ofReference(String text) {
    return Reference.read(text)
        .map(reference -> posted(Indexes.reference(reference)))
        .orElseGet(() -> Future.succeededFuture(List.of()));
  }

  private Future<List<Posted>> ofReceipt(String text) {
    String number = ReceiptNumber.read(text);
    if (number == null) {
      return Future.succeededFuture(List.of());
    }
    // the ledger's index of a receipt lacks what was refused
    TransactionQuery all =
        new TransactionQuery(TransactionFilter.ANY, Cut.ANY, null, number, true, null, MOST);
    return bus.ask(Channels.READ_BARRIER, LedgerQuery.READ_BARRIER)
        .compose(told -> bus.ask(Channels.TRANSACTIONS, all))
        .compose(page -> page.complete() ? facts(page.ids()) : posted(Indexes.receipt(number)));
  }

  private Future<List<Posted>> facts(List<String> ids) {
    return ids.isEmpty()
        ? Future.succeededFuture(List.of())
        : bus.ask(Channels.BROWSE_FACTS, new FactsQuery(ids, false)).map(SearchRoutes::posted);
  }

  private Future<List<Posted>> posted(String index) {
    return bus.ask(Channels.BROWSE, new PageQuery(index, null, MOST, true, false))
        .map(SearchRoutes::posted);
  }

  private static List<Posted> posted(FactPage page) {
    return page.facts().stream()
        .flatMap(stored -> stored.fact() instanceof Posted each ? Stream.of(each) : Stream.empty())
        .toList();
  }

  private Future<ApiResponse> profile(ApiRequest request) {
    Subject subject = new Subject(kind(request.pathId("kind")), request.pathId("id"));
    request.query().done();
    return bus.ask(Channels.READ_BARRIER, LedgerQuery.READ_BARRIER)
        .compose(told -> bus.ask(Channels.PROFILE, subject))
        .map(profile -> ApiResponse.json(200, ProfileJson.of(profile)));
  }

  private static Subject.Kind kind(String name) {
    return Optional.of(name)
        .filter(each -> each.equals(each.toLowerCase(Locale.ROOT)))
        .flatMap(
            each ->
                Stream.of(Subject.Kind.values())
                    .filter(kind -> kind.name().equalsIgnoreCase(each))
                    .findFirst())
        .orElseThrow(
            () ->
                Problem.of(
                        404,
                        "NOT_FOUND",
                        "expected customer, cashier, store, card, article or serial, found " + name)
                    .exception());
  }
}
