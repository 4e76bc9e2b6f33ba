package io.tillwatch.edge.web.api;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.answer.traces.TraceJson;
import io.tillwatch.edge.web.answer.traces.TracesJson;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.BodyKind;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.problem.Problem;
import io.tillwatch.edge.web.trace.Traces;
import io.vertx.core.Future;
import java.util.List;

/** How long transactions took from the tap to the screen, stage by stage. */
public final class TraceRoutes {
  private static final String PATH = Endpoint.API + "/traces";

  private final Bus bus;
  private final Traces traces;

  public TraceRoutes(Bus bus, Traces traces) {
    this.bus = bus;
    this.traces = traces;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(PATH, Access.REVIEWERS, this::latest),
        Endpoint.get(PATH + "/:transactionId", Access.REVIEWERS, this::one),
        Endpoint.post(
            PATH + "/:transactionId/painted", Access.REVIEWERS, BodyKind.JSON, this::painted));
  }

  private Future<ApiResponse> latest(ApiRequest request) {
    Query query = request.query();
    int limit = query.limit();
    query.done();
    return traces
        .painted()
        .map(all -> all.stream().map(this::json).toList())
        .map(all -> ApiResponse.json(200, TracesJson.of(all, limit)));
  }

  private Future<ApiResponse> one(ApiRequest request) {
    String id = request.pathId("transactionId");
    request.query().done();
    return traces
        .of(id)
        .map(
            found ->
                found
                    .map(seen -> ApiResponse.json(200, json(seen)))
                    .orElseGet(() -> ApiResponse.problem(unknown(id))));
  }

  private Future<ApiResponse> painted(ApiRequest request) {
    String id = request.pathId("transactionId");
    return traces.painted(id, RequestReader.painted(request.json()))
        ? ApiResponse.empty().now()
        : ApiResponse.problem(unknown(id)).now();
  }

  private TraceJson json(Traces.Seen seen) {
    return TraceJson.of(seen.trace(), bus.self().value(), seen.clockErrorMicros());
  }

  private static Problem unknown(String id) {
    return Problem.of(
        404, "UNKNOWN_TRANSACTION", "no trace of " + id + " here: it is kept for an hour");
  }
}
