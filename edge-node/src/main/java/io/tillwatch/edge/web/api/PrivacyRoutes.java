package io.tillwatch.edge.web.api;

import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.ledger.LedgerQuery;
import io.tillwatch.core.photos.Erasure;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.answer.audit.AuditItemJson;
import io.tillwatch.edge.web.answer.audit.ErasureJson;
import io.tillwatch.edge.web.answer.audit.ExplanationJson;
import io.tillwatch.edge.web.api.audit.AuditFilter;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import java.util.List;

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
                ApiResponse.json(200, new ErasureJson(done.erasureId(), customer, done.photos())));
  }

  private Future<ApiResponse> explain(ApiRequest request) {
    String id = request.pathId("transactionId");
    return facts
        .transaction(id)
        .map(
            found ->
                found
                    .map(view -> ApiResponse.json(200, ExplanationJson.of(view)))
                    .orElseGet(
                        () ->
                            ApiResponse.problem(
                                Problem.of(
                                    404,
                                    "UNKNOWN_TRANSACTION",
                                    "no transaction " + id + " is known here"))));
  }

  private Future<ApiResponse> audit(ApiRequest request) {
    Query query = request.query();
    AuditFilter filter = AuditFilter.read(query);
    int limit = query.limit();
    String cursor = query.text("cursor");
    query.done();
    FactList<AuditItemJson> list =
        new FactList<>(
            bus,
            Indexes.AUDIT,
            false,
            limit,
            fact -> AuditItemJson.of(fact).filter(filter::matches).map(Future::succeededFuture));
    return bus.ask(Channels.READ_BARRIER, LedgerQuery.READ_BARRIER)
        .compose(told -> bus.ask(Channels.AUDIT_COUNT, filter.count()))
        .compose(counted -> list.counted(counted.total()).from(cursor));
  }
}
