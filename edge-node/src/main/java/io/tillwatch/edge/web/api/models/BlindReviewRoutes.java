package io.tillwatch.edge.web.api.models;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.fraud.labels.RelatedQuery;
import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Draft;
import io.tillwatch.core.ledger.FactsQuery;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.edge.async.KeyedSerializer;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.IdGenerator;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.answer.CreatedJson;
import io.tillwatch.edge.web.answer.transactions.BlindReturnJson;
import io.tillwatch.edge.web.api.FactList;
import io.tillwatch.edge.web.api.RequestReader;
import io.tillwatch.edge.web.api.audit.AuditTrail;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.BodyKind;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Fields;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The blind queue, of every store: paid returns that were chosen by chance, and those of people of
 * whom a fraud is known by now. Whoever judges one sees neither how it was scored nor why it is
 * here, so that the verdict says nothing of either.
 */
public final class BlindReviewRoutes {
  private static final String PATH = Endpoint.API + "/models/sample";
  private static final int MOST_NOTE = 2_000;
  private static final int MOST_OFFERED = 1_000;

  private final Bus bus;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final CardFingerprints cards;
  // of two verdicts at once the second sees the first
  private final KeyedSerializer verdicts = new KeyedSerializer();

  /** Those for who made them that somebody may be looking at. */
  private final Set<String> offered =
      Collections.newSetFromMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > MOST_OFFERED;
            }
          });

  /** What a reviewer found. */
  private record Verdict(Resolution.Outcome outcome, @Nullable String note) {}

  public BlindReviewRoutes(Bus bus, AuditTrail audit, InstantSource clock) {
    this.bus = bus;
    this.audit = audit;
    this.clock = clock;
    this.cards = CardFingerprints.by(bus.seal());
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(PATH, Access.REVIEWERS, this::list),
        Endpoint.post(
            PATH + "/:transactionId/verdict", Access.REVIEWERS, BodyKind.JSON, this::judge));
  }

  private Future<ApiResponse> list(ApiRequest request) {
    Query query = request.query();
    int limit = query.limit();
    String cursor = query.text("cursor");
    query.done();
    return related()
        .compose(
            some ->
                new FactList<>(bus, Indexes.SAMPLE, false, limit, this::waiting)
                    .among(some)
                    .from(cursor));
  }

  /** Made by people of whom a fraud is known by now. Nothing tells them from those by chance. */
  private Future<List<FactList.Other<BlindReturnJson>>> related() {
    return bus.ask(Channels.RELATED, new RelatedQuery())
        .compose(known -> bus.ask(Channels.BROWSE_FACTS, new FactsQuery(known.ids(), true)))
        .map(
            page ->
                page.facts().stream()
                    .flatMap(stored -> waiting(stored).map(item -> other(stored, item)).stream())
                    .sorted(Comparator.comparing(FactList.Other::place))
                    .toList())
        .onSuccess(shown -> shown.forEach(each -> offered.add(each.place().id())));
  }

  private static FactList.Other<BlindReturnJson> other(
      StoredFact stored, Future<BlindReturnJson> item) {
    return new FactList.Other<>(
        new FactList.Place(stored.op().atMillis(), stored.op().factId()), item);
  }

  private Optional<Future<BlindReturnJson>> waiting(StoredFact stored) {
    return verdict(stored).isPresent()
        ? Optional.empty()
        : TransactionView.of(stored)
            .map(view -> Future.succeededFuture(BlindReturnJson.of(view, cards)));
  }

  private static Optional<Resolution> verdict(StoredFact stored) {
    return stored.about().stream()
        .map(StoredFact::fact)
        .filter(Resolution.class::isInstance)
        .map(Resolution.class::cast)
        .findFirst();
  }

  private Future<ApiResponse> judge(ApiRequest request) {
    String id = request.pathId("transactionId");
    Verdict verdict =
        RequestReader.read(
            request.json(),
            (Fields fields) ->
                new Verdict(
                    fields.choice("outcome", Resolution.Outcome.class),
                    fields.optionalText("note", MOST_NOTE)));
    return verdicts.next(
        id,
        () ->
            bus.ask(Channels.FACTS, FactsQuery.one(id))
                .compose(page -> judge(request, id, page.facts().stream().findFirst(), verdict)));
  }

  private Future<ApiResponse> judge(
      ApiRequest request, String id, Optional<StoredFact> found, Verdict verdict) {
    if (found.isEmpty()
        || !(found.get().fact() instanceof PostedReturn posted)
        || posted.status() != Posted.Status.COMPLETED) {
      return unknown(id);
    }
    Resolution earlier = verdict(found.get()).orElse(null);
    if (earlier != null
        && earlier.outcome() == verdict.outcome()
        && request.actor().equals(earlier.by())) {
      return Future.succeededFuture(ApiResponse.json(201, new CreatedJson(earlier.id())));
    }
    return waits(posted)
        .compose(
            waiting -> {
              if (!waiting) {
                return unknown(id);
              }
              return earlier == null ? commit(request, id, verdict) : settled();
            });
  }

  private static Future<ApiResponse> settled() {
    return ApiResponse.problem(
            Problem.of(409, "ALREADY_SETTLED", "somebody judged this return already"))
        .now();
  }

  private static Future<ApiResponse> unknown(String id) {
    return ApiResponse.problem(
            Problem.of(404, "UNKNOWN_TRANSACTION", "no return " + id + " waits for a blind review"))
        .now();
  }

  /**
   * Whether it was chosen, by chance or for who made it: whoever looks at one may judge it, though
   * others took its place meanwhile.
   */
  private Future<Boolean> waits(PostedReturn posted) {
    String id = posted.refund().id();
    return posted.isSampled() || offered.contains(id)
        ? Future.succeededFuture(true)
        : bus.ask(Channels.RELATED, new RelatedQuery())
            .map(
                related -> {
                  if (!related.known()) {
                    throw Problem.later(
                            503, "NOT_KNOWN_YET", "whose returns wait is being read; try again", 5)
                        .exception();
                  }
                  return related.ids().contains(id);
                });
  }

  private Future<ApiResponse> commit(ApiRequest request, String id, Verdict verdict) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Resolution fact =
        new Resolution(
            IdGenerator.random("rs"),
            now,
            bus.self().value(),
            id,
            verdict.outcome(),
            verdict.note(),
            request.actor());
    return bus.ask(
            Channels.COMMIT, Commit.of(Draft.about(FactKind.RESOLUTION, fact.id(), now, fact, id)))
        .compose(
            done ->
                audit.write(
                    request.caller(), "BLIND_REVIEW_" + verdict.outcome(), id, verdict.note()))
        .map(done -> ApiResponse.json(201, new CreatedJson(fact.id())));
  }
}
