package io.tillwatch.edge.web.api;

import io.tillwatch.core.checkout.staff.ListStanding;
import io.tillwatch.core.checkout.staff.ListStanding.State;
import io.tillwatch.core.checkout.staff.StaffAnswer;
import io.tillwatch.core.checkout.staff.StaffCommand;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.retail.ListEntry;
import io.tillwatch.core.retail.Tender;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.FactPages;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.answer.CreatedJson;
import io.tillwatch.edge.web.answer.ListJson;
import io.tillwatch.edge.web.answer.rules.ListEntryJson;
import io.tillwatch.edge.web.api.audit.AuditTrail;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.BodyKind;
import io.tillwatch.edge.web.http.Cursor;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.problem.Failures;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The block and allow lists: reading them, adding to them, taking away what is on them. */
public final class ListRoutes {
  private static final String PATH = Endpoint.API + "/lists";

  private final Bus bus;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final CardFingerprints cards;
  private final CardTokens tokens;

  public ListRoutes(Bus bus, AuditTrail audit, InstantSource clock) {
    this.bus = bus;
    this.audit = audit;
    this.clock = clock;
    this.cards = CardFingerprints.by(bus.seal());
    this.tokens = new CardTokens(bus, cards);
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(PATH, Access.REVIEWERS, this::list),
        Endpoint.post(PATH, Access.REVIEWERS, BodyKind.JSON, this::add),
        Endpoint.delete(PATH + "/:listEntryId", Access.REVIEWERS, this::end));
  }

  private Future<ApiResponse> list(ApiRequest request) {
    Query query = request.query();
    ListEntry.Kind kind = query.choice("list", ListEntry.Kind.class);
    State state = query.choice("state", State.class);
    int limit = query.limit();
    String seen = Cursor.read(Indexes.LISTS, query.text("cursor"));
    query.done();
    return standings()
        .map(
            all ->
                all.stream()
                    .filter(each -> kind == null || kind == each.entry().list())
                    .filter(each -> state == null || state == each.state())
                    .toList())
        .map(chosen -> page(chosen, seen, limit));
  }

  private ApiResponse page(List<ListStanding> all, @Nullable String seen, int limit) {
    int from = 0;
    while (seen != null && from < all.size() && !all.get(from).entry().id().equals(seen)) {
      from++;
    }
    if (seen != null && from == all.size()) {
      throw Cursor.invalid();
    }
    List<ListStanding> page = all.stream().skip(seen == null ? 0 : from + 1L).limit(limit).toList();
    boolean more = !page.isEmpty() && page.get(page.size() - 1) != all.get(all.size() - 1);
    String next =
        more ? Cursor.behind(Indexes.LISTS, page.get(page.size() - 1).entry().id()) : null;
    return ApiResponse.json(
        200,
        new ListJson.Counted<>(
            page.stream().map(each -> ListEntryJson.of(each, cards)).toList(), next, all.size()));
  }

  private Future<List<ListStanding>> standings() {
    return FactPages.all(bus, Channels.BROWSE, Indexes.LISTS, false)
        .map(facts -> ListStanding.of(facts, clock.instant()));
  }

  private Future<ApiResponse> add(ApiRequest request) {
    ListRequest asked = ListRequest.read(request.json());
    return asked.named() instanceof ListRequest.ByFingerprint named
        ? addCard(request, asked, named.card())
        : add(request, asked, ((ListRequest.Outright) asked.named()).subject());
  }

  private Future<ApiResponse> addCard(ApiRequest request, ListRequest asked, String card) {
    return tokens
        .of(card)
        .compose(
            token ->
                token
                    .map(known -> add(request, asked, new ListEntry.Card(known)))
                    .orElseGet(() -> ApiResponse.problem(unknownCard(card)).now()));
  }

  private Future<ApiResponse> add(
      ApiRequest request, ListRequest asked, ListEntry.Subject subject) {
    return put(request, asked.command(subject, request.actor()), "LISTED_")
        .map(
            answer ->
                answer instanceof StaffAnswer.Done done
                    ? ApiResponse.json(201, new CreatedJson(done.factId()))
                    : refused(answer));
  }

  private static Problem unknownCard(String card) {
    return Problem.of(
        404,
        "UNKNOWN_CARD",
        "no transaction with card " + card + " is remembered here; list the card by its token");
  }

  private Future<ApiResponse> end(ApiRequest request) {
    String id = request.pathId("listEntryId");
    request.query().done();
    return standings()
        .map(all -> all.stream().filter(each -> each.entry().id().equals(id)).findFirst())
        .compose(
            found ->
                found
                    .map(standing -> end(request, standing))
                    .orElseGet(
                        () ->
                            ApiResponse.problem(
                                    Problem.of(
                                        404,
                                        "UNKNOWN_LIST_ENTRY",
                                        "no list entry " + id + " is known here"))
                                .now()));
  }

  /** Ending what does not count any more changes nothing, and may be asked again. */
  private Future<ApiResponse> end(ApiRequest request, ListStanding standing) {
    if (standing.state() != State.IN_FORCE) {
      return ApiResponse.empty().now();
    }
    ListEntry entry = standing.entry();
    Instant now = clock.instant();
    StaffCommand.List end =
        new StaffCommand.List(entry.list(), entry.subject(), entry.reason(), now, request.actor());
    return put(request, end, "UNLISTED_")
        .map(answer -> answer instanceof StaffAnswer.Done ? ApiResponse.empty() : refused(answer));
  }

  private Future<StaffAnswer> put(ApiRequest request, StaffCommand.List entry, String action) {
    String target =
        entry.subject() instanceof ListEntry.Customer customer
            ? customer.id()
            : cardOf((ListEntry.Card) entry.subject());
    return bus.ask(Channels.STAFF, entry)
        .compose(
            answer ->
                answer instanceof StaffAnswer.Done
                    ? audit
                        .write(request.caller(), action + entry.list(), target, entry.reason())
                        .map(answer)
                    : Future.succeededFuture(answer));
  }

  /** Never the token: it is the payer's. */
  private String cardOf(ListEntry.Card listed) {
    Tender card = new Tender(Tender.Type.CARD, listed.token(), null);
    return Objects.requireNonNullElse(cards.of(card), "card");
  }

  private static ApiResponse refused(StaffAnswer answer) {
    return ApiResponse.problem(Failures.toProblem(((StaffAnswer.Refused) answer).refusal()));
  }
}
