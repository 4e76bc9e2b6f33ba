package io.tillwatch.edge.web.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.core.checkout.Answer;
import io.tillwatch.core.checkout.ReturnRequest;
import io.tillwatch.core.checkout.SaleRequest;
import io.tillwatch.core.checkout.Submission;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.access.Caller;
import io.tillwatch.edge.web.answer.CatalogJson;
import io.tillwatch.edge.web.answer.transactions.AnswerJson;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.BodyKind;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.JsonBodies;
import io.tillwatch.edge.web.problem.Failures;
import io.tillwatch.edge.web.trace.PageMoment;
import io.tillwatch.edge.web.trace.Traces;
import io.vertx.core.Future;
import java.util.List;

/** What a till does: sell, take back, see the goods. */
public final class TillRoutes {
  private static final String SALES = Endpoint.API + "/sales";
  private static final String RETURNS = Endpoint.API + "/returns";

  /** How long before it was sent a request was asked for by a tap, in microseconds. */
  private static final String TAPPED_AGO = "Tillwatch-Tapped-Ago";

  /** When it was, by this node's clock as the till knows it, in microseconds since 1970. */
  private static final String TAPPED_AT = "Tillwatch-Tapped-At";

  /** Under two minutes. */
  private static final int DIGITS_AGO = 8;

  /** Some 300 years. */
  private static final int DIGITS_AT = 16;

  private final Bus bus;
  private final Catalog catalog;
  private final String currency;
  private final Traces traces;
  private final RepeatedReturns repeated;

  /**
   * Routes.
   *
   * @param traces notes when requests came
   */
  public TillRoutes(Bus bus, Catalog catalog, String currency, Traces traces) {
    this.traces = traces;
    this.bus = bus;
    this.catalog = catalog;
    this.currency = currency;
    this.repeated = new RepeatedReturns(bus);
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(SALES, Access.TILLS, BodyKind.JSON, this::sell),
        Endpoint.post(RETURNS, Access.TILLS, BodyKind.JSON, this::takeBack),
        Endpoint.get(Endpoint.API + "/catalog", Access.ANY_ROLE, this::catalog));
  }

  private Future<ApiResponse> sell(ApiRequest request) {
    String key = request.idempotencyKey();
    ObjectNode body = request.json();
    SaleRequest sale = RequestReader.sale(body);
    request.caller().checkLane(sale.laneId());
    return submit(
        request,
        new Submission.OfSale(sale, request.actor(), key, JsonBodies.fingerprint(SALES, body)));
  }

  private Future<ApiResponse> takeBack(ApiRequest request) {
    String key = request.idempotencyKey();
    ObjectNode body = request.json();
    ReturnRequest refund = RequestReader.refund(body);
    request.caller().checkLane(refund.laneId());
    if (refund.supervisorId() != null) {
      request.caller().checkStaff("a supervisor's word");
    }
    String fingerprint = JsonBodies.fingerprint(RETURNS, body);
    return repeated
        .completed(request.caller(), refund)
        .compose(
            whole ->
                submit(request, new Submission.OfReturn(whole, request.actor(), key, fingerprint)));
  }

  private Future<ApiResponse> submit(ApiRequest request, Submission submission) {
    long received = traces.nowMicros();
    return bus.ask(Channels.SUBMIT, submission)
        .map(
            answer -> {
              trace(request, answer, received);
              return reply(request.caller(), answer);
            });
  }

  /** A till that does not say when it was tapped is traced from its request on. */
  private void trace(ApiRequest request, Answer answer, long received) {
    if (answer instanceof Answer.Recorded recorded && !recorded.replayed()) {
      long ago = number(request, TAPPED_AGO, DIGITS_AGO);
      long at = Math.max(0, number(request, TAPPED_AT, DIGITS_AT));
      long tapped = ago < 0 ? 0 : new PageMoment(ago, at).by(received);
      traces.came(recorded.posted().transaction().id(), received, tapped);
    }
  }

  /** What a header says, -1 where it is absent or no number of that many digits. */
  private static long number(ApiRequest request, String header, int mostDigits) {
    String said = request.request().getHeader(header);
    boolean isNumber =
        said != null
            && !said.isEmpty()
            && said.length() <= mostDigits
            && said.chars().allMatch(TillRoutes::isDigit);
    return isNumber ? Long.parseLong(said) : -1;
  }

  private static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  private static ApiResponse reply(Caller caller, Answer answer) {
    if (answer instanceof Answer.Refused refused) {
      return ApiResponse.problem(Failures.toProblem(refused.refusal()));
    }
    Answer.Recorded recorded = (Answer.Recorded) answer;
    AnswerJson body =
        caller.showsCustomers() ? AnswerJson.forCustomers(recorded) : AnswerJson.of(recorded);
    ApiResponse apiResponse = ApiResponse.json(201, body);
    return recorded.replayed() ? apiResponse.with("Idempotency-Replayed", "true") : apiResponse;
  }

  private Future<ApiResponse> catalog(ApiRequest request) {
    return ApiResponse.json(200, CatalogJson.of(catalog, currency)).now();
  }
}
