package io.tillwatch.edge.web.api;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.ledger.AuditEntry;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.photos.Erasure;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * What a customer, or whoever speaks for one, may ask: forget my face, who looked at it, why was I
 * refused.
 */
public final class PrivacyRoutes {
  private final Bus bus;
  private final FactClient facts;

  public PrivacyRoutes(Bus bus, FactClient facts) {
    this.bus = bus;
    this.facts = facts;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.delete(
            Endpoint.API + "/customers/:customerId/biometrics", Access.ADMINS, this::erase),
        Endpoint.get(
            Endpoint.API + "/transactions/:transactionId/explanation",
            Access.REVIEWERS,
            this::explain),
        Endpoint.get(Endpoint.API + "/audit", Access.REVIEWERS, this::audit));
  }

  private Future<ApiResponse> erase(ApiRequest request) {
    String customer = request.pathId("customerId");
    return bus.ask(Channels.ERASE, new Erasure.Request(customer, request.actor()))
        .map(
            done ->
                ApiResponse.json(
                    200,
                    new JsonObject()
                        .put("erasureId", done.erasureId())
                        .put("customerId", customer)
                        .put("photos", done.photos())));
  }

  private Future<ApiResponse> explain(ApiRequest request) {
    String id = request.pathId("transactionId");
    return facts
        .transaction(id)
        .map(
            found ->
                found
                    .map(view -> ApiResponse.json(200, explanation(view)))
                    .orElseGet(
                        () ->
                            ApiResponse.problem(
                                Problem.of(
                                    404,
                                    "UNKNOWN_TRANSACTION",
                                    "no transaction " + id + " is known here"))));
  }

  /** Plain words, without a code or a number that only staff understand. */
  private static JsonObject explanation(TransactionView view) {
    JsonArray because = new JsonArray();
    for (Reason reason : view.posted().assessment().reasons()) {
      because.add(reason.message());
    }
    return new JsonObject()
        .put("transactionId", view.id())
        .put("outcome", outcome(view))
        .put("because", because)
        .put("decidedBy", view.decision() == null ? "RULES" : "REVIEWER")
        .put("rulesetVersion", view.posted().assessment().rulesetVersion())
        .put("whatYouCanDo", "Ask the shop to look at this decision again; a person will decide.");
  }

  private static String outcome(TransactionView view) {
    return switch (view.status()) {
      case COMPLETED -> "It was carried out.";
      case HELD -> "It waits for a person of the shop to decide.";
      case BLOCKED ->
          view.posted().status() == Posted.Status.HELD
              ? "A person of the shop declined it, or it was made again."
              : "It was not carried out.";
    };
  }

  private Future<ApiResponse> audit(ApiRequest request) {
    Query query = request.query();
    int limit = query.limit();
    String cursor = query.text("cursor");
    query.done();
    return new FactList(bus, Indexes.AUDIT, false, limit, PrivacyRoutes::item).from(cursor);
  }

  private static Optional<Future<JsonObject>> item(StoredFact stored) {
    JsonObject item =
        new JsonObject().put("id", stored.op().factId()).put("opId", stored.op().id().toString());
    if (stored.fact() instanceof AuditEntry entry) {
      item.put("at", entry.at())
          .put("storeId", entry.storeId())
          .put("actor", entry.actor())
          .put("action", entry.action())
          .put("target", entry.target())
          .put("why", entry.why())
          .put("from", entry.from());
    } else if (stored.fact() instanceof Erasure erasure) {
      item.put("at", erasure.at())
          .put("storeId", erasure.storeId())
          .put("actor", erasure.by())
          .put("action", "BIOMETRICS_ERASED")
          .put("target", erasure.customerId())
          .put("why", erasure.photoIds().size() + " photos");
    } else {
      return Optional.empty();
    }
    return Optional.of(Future.succeededFuture(item));
  }
}
