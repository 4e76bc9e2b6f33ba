package io.tillwatch.edge.web.api.audit;

import io.tillwatch.core.ledger.AuditChain;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.Cursor;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;

/** Every decision with how it came about, for an auditor to take away and to check. */
public final class AuditRoutes {
  private static final int AT_ONCE = 2;

  private final Bus bus;
  private final AuditTrail audit;
  private final InstantSource clock;
  private int underWay;

  public AuditRoutes(Bus bus, AuditTrail audit, InstantSource clock) {
    this.bus = bus;
    this.audit = audit;
    this.clock = clock;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.stream(
            Endpoint.API + "/audit/export",
            Access.REVIEWERS,
            "application/x-ndjson",
            this::export));
  }

  private Future<ApiResponse> export(ApiRequest request) {
    Query query = request.query();
    String cursor = query.text("cursor");
    String said = query.text("previousHash");
    if (said != null && !AuditChain.isHash(said)) {
      query.wrong("previousHash", "must be the 64 hexadecimal digits of an earlier export's end");
    }
    if ((said == null) != (cursor == null)) {
      query.wrong("previousHash", "and cursor go together: both of an earlier export's last line");
    }
    query.done();
    if (underWay >= AT_ONCE) {
      throw Problem.later(503, "TOO_MANY_EXPORTS", "two exports are under way; try again", 10)
          .exception();
    }
    String previous = said == null ? AuditChain.GENESIS : said;
    AuditExport export = new AuditExport(bus, request, cursor, previous);
    underWay++;
    return audit
        .write(request.caller(), "AUDIT_EXPORTED", bus.self().value(), null)
        .compose(done -> export.begin(request.caller(), clock))
        .recover(AuditRoutes::refusedCursor)
        .onFailure(why -> underWay--)
        .map(
            begun -> {
              export.run().onComplete(done -> underWay--);
              return ApiResponse.STREAMED;
            });
  }

  private static Future<Void> refusedCursor(Throwable failure) {
    return Future.failedFuture(
        failure instanceof IllegalArgumentException ? Cursor.invalid() : failure);
  }
}
