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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The blind queue, of every store: paid returns that were chosen by chance, and those of people of
 * whom a fraud is known by now. Whoever judges one sees neither how it was scored nor why it is
 * here, so that the verdict says nothing of either.
 */
public final class BlindReviewRoutes {
  private static final String PATH = Endpoint.API + "/models/sample";
  private static final int MOST_NOTE = 2_000;
  private static final Comparator<BlindReturnJson> LATEST_FIRST =
      Comparator.comparing((BlindReturnJson each) -> each.transaction().occurredAt()).reversed();

  private final Bus bus;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final CardFingerprints cards;
  // of two verdicts at once the second sees the first
  private final KeyedSerializer verdicts = new KeyedSerializer();

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
    FactList<BlindReturnJson> page =
        new FactList<>(bus, Indexes.SAMPLE, false, limit, this::waiting);
    return cursor != null
        ? page.from(cursor)
        : related(limit / 2).compose(some -> page.beginningWith(some, LATEST_FIRST).from(null));
  }

  /** Made by people of whom a fraud is known by now. Nothing tells them from those by chance. */
  private Future<List<Future<BlindReturnJson>>> related(int most) {
    return bus.ask(Channels.RELATED, new RelatedQuery())
        .compose(known -> bus.ask(Channels.FACTS, new FactsQuery(known.ids(), true)))
        .map(facts -> facts.facts().stream().map(this::waiting).flatMap(Optional::stream).toList())
        .map(all -> all.subList(0, Math.min(most, all.size())));
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
    if (earlier == null) {
      return waits(posted).compose(waiting -> waiting ? commit(request, id, verdict) : unknown(id));
    }
    boolean same = earlier.outcome() == verdict.outcome() && request.actor().equals(earlier.by());
    return same
        ? Future.succeededFuture(ApiResponse.json(201, new CreatedJson(earlier.id())))
        : ApiResponse.problem(
                Problem.of(409, "ALREADY_SETTLED", "somebody judged this return already"))
            .now();
  }

  private static Future<ApiResponse> unknown(String id) {
    return ApiResponse.problem(
            Problem.of(404, "UNKNOWN_TRANSACTION", "no return " + id + " waits for a blind review"))
        .now();
  }

  /** Whether it was chosen, by chance or for who made it. */
  private Future<Boolean> waits(PostedReturn posted) {
    return posted.isSampled()
        ? Future.succeededFuture(true)
        : bus.ask(Channels.RELATED, new RelatedQuery())
            .map(known -> known.ids().contains(posted.refund().id()));
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
