package io.tillwatch.edge.web.api;

import io.tillwatch.core.alerts.AlertCommand;
import io.tillwatch.core.alerts.AlertView;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.ReceiptQuery;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.AlertReader;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.http.BodyKind;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.problem.Failures;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Predicate;

/** Every store's alerts: who works on them, what they were. */
public final class AlertRoutes {
  private static final String PATH = Endpoint.API + "/alerts";
  private static final String ONE = PATH + "/:alertId";

  private final Bus bus;
  private final AlertReader alerts;
  private final AuditTrail audit;

  public AlertRoutes(Bus bus, AlertReader alerts, AuditTrail audit) {
    this.bus = bus;
    this.alerts = alerts;
    this.audit = audit;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(PATH, Access.READERS, this::list),
        Endpoint.get(ONE, Access.READERS, this::one),
        Endpoint.post(ONE + "/claim", Access.REVIEWERS, BodyKind.OPTIONAL_JSON, this::claim),
        Endpoint.post(ONE + "/release", Access.REVIEWERS, BodyKind.OPTIONAL_JSON, this::release),
        Endpoint.post(ONE + "/resolution", Access.REVIEWERS, BodyKind.JSON, this::resolve));
  }

  private Future<ApiResponse> list(ApiRequest apiRequest) {
    Query query = apiRequest.query();
    AlertView.Status status = query.choice("status", AlertView.Status.class);
    String storeId = query.text("storeId");
    int limit = query.limit();
    String cursor = query.text("cursor");
    query.done();
    Predicate<AlertView> wanted =
        alert ->
            (status == null || status == alert.status())
                && (storeId == null || storeId.equals(alert.storeId()));
    return new FactList(
            bus,
            Indexes.ALERTS,
            limit,
            fact ->
                alerts
                    .fold(fact)
                    .filter(wanted)
                    .map(alert -> alerts.complete(alert).map(AlertJson::item)))
        .from(cursor);
  }

  private Future<ApiResponse> one(ApiRequest apiRequest) {
    String id = apiRequest.pathId("alertId");
    return alerts
        .alert(id)
        .compose(
            found ->
                found
                    .map(this::shown)
                    .orElseGet(
                        () ->
                            ApiResponse.problem(
                                    Problem.of(
                                        404, "UNKNOWN_ALERT", "no alert " + id + " is known here"))
                                .now()));
  }

  private Future<ApiResponse> shown(AlertView alert) {
    return saleOf(alert).map(sale -> ApiResponse.json(200, AlertJson.detail(alert, sale)));
  }

  private Future<TransactionView> saleOf(AlertView alert) {
    TransactionView view = alert.transaction();
    String receipt = view == null ? null : view.posted().transaction().receiptNumber();
    if (receipt == null || !(view.posted() instanceof PostedReturn)) {
      return Future.succeededFuture();
    }
    return bus.ask(Channels.RECEIPT, new ReceiptQuery(receipt))
        .map(
            found -> {
              PostedSale sale = found.sale();
              return sale == null ? null : TransactionView.ofSale(sale, found.voided());
            });
  }

  private Future<ApiResponse> claim(ApiRequest apiRequest) {
    return command(
        apiRequest, new AlertCommand.ClaimAlert(noBody(apiRequest), true, apiRequest.actor()), "ALERT_CLAIMED", null);
  }

  private Future<ApiResponse> release(ApiRequest apiRequest) {
    return command(
        apiRequest,
        new AlertCommand.ClaimAlert(noBody(apiRequest), false, apiRequest.actor()),
        "ALERT_RELEASED",
        null);
  }

  private Future<ApiResponse> resolve(ApiRequest apiRequest) {
    var resolve = RequestReader.resolution(apiRequest.json(), apiRequest.pathId("alertId"), apiRequest.actor());
    return command(apiRequest, resolve, "ALERT_RESOLVED_" + resolve.outcome(), resolve.note());
  }

  private Future<ApiResponse> command(ApiRequest apiRequest, AlertCommand command, String action, String why) {
    return bus.ask(Channels.ALERT_COMMAND, command)
        .compose(
            answer ->
                answer.refusal() != null
                    ? ApiResponse.problem(Failures.toProblem(answer.refusal())).now()
                    : audit
                        .write(apiRequest.caller(), action, command.alertId(), why)
                        .compose(done -> one(apiRequest)));
  }

  private static String noBody(ApiRequest apiRequest) {
    RequestReader.read(apiRequest.jsonOrEmpty(), fields -> null);
    return apiRequest.pathId("alertId");
  }
}
