package io.tillwatch.edge.web.api;

import io.tillwatch.core.alerts.AlertCommand;
import io.tillwatch.core.alerts.AlertFilter;
import io.tillwatch.core.alerts.AlertFilter.Progress;
import io.tillwatch.core.alerts.AlertQuery.Order;
import io.tillwatch.core.alerts.AlertView;
import io.tillwatch.core.alerts.TransactionFilter;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.ReceiptQuery;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.checkout.staff.StaffAnswer;
import io.tillwatch.core.fraud.RulesView;
import io.tillwatch.core.ledger.Indexes;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.retail.StoreInfo;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.facts.AlertReader;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.answer.alerts.AlertDetailJson;
import io.tillwatch.edge.web.answer.alerts.AlertJson;
import io.tillwatch.edge.web.answer.alerts.ThresholdsJson;
import io.tillwatch.edge.web.api.audit.AuditTrail;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.BodyKind;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.problem.Failures;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every store's alerts: who works on them, what they were. */
public final class AlertRoutes {
  private static final String PATH = Endpoint.API + "/alerts";
  private static final String ONE = PATH + "/:alertId";

  /** Whoever asks; no key has that name. */
  private static final String ME = "me";

  private static final Duration LONGEST_SNOOZE = Duration.ofDays(30);

  private final Bus bus;
  private final AlertReader alerts;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final CardFingerprints cards;
  private final Map<String, StoreInfo> stores;

  public AlertRoutes(
      Bus bus, AlertReader alerts, AuditTrail audit, List<StoreInfo> stores, InstantSource clock) {
    this.clock = clock;
    this.bus = bus;
    this.alerts = alerts;
    this.audit = audit;
    this.cards = CardFingerprints.by(bus.seal());
    this.stores =
        stores.stream().collect(Collectors.toMap(StoreInfo::storeId, Function.identity()));
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(PATH, Access.READERS, this::list),
        Endpoint.get(ONE, Access.READERS, this::one),
        Endpoint.post(ONE + "/claim", Access.REVIEWERS, BodyKind.OPTIONAL_JSON, this::claim),
        Endpoint.post(ONE + "/release", Access.REVIEWERS, BodyKind.OPTIONAL_JSON, this::release),
        Endpoint.post(ONE + "/snooze", Access.REVIEWERS, BodyKind.JSON, this::snooze),
        Endpoint.post(ONE + "/notes", Access.REVIEWERS, BodyKind.JSON, this::note),
        Endpoint.post(ONE + "/resolution", Access.REVIEWERS, BodyKind.JSON, this::resolve));
  }

  private Future<ApiResponse> list(ApiRequest request) {
    Query query = request.query();
    Progress progress = query.choice("status", Progress.class);
    TransactionFilter about = ListQueries.transactions(query, null);
    String assignee = query.text("assignee");
    assignee = ME.equals(assignee) ? request.actor() : assignee;
    Order order = query.choice("order", Order.class);
    int limit = query.limit();
    String cursor = query.text("cursor");
    query.done();
    return new QueueList<AlertJson>(
            bus,
            Indexes.ALERTS,
            new AlertFilter(about, progress, assignee, null),
            order == null ? Order.NEWEST : order,
            limit)
        .from(
            cursor,
            fact ->
                alerts
                    .fold(fact)
                    .map(alert -> alerts.complete(alert).map(each -> AlertJson.of(each, cards))));
  }

  private Future<ApiResponse> one(ApiRequest request) {
    String id = request.pathId("alertId");
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
    return saleOf(alert)
        .compose(
            sale ->
                thresholds(alert)
                    .map(
                        thresholds ->
                            AlertDetailJson.of(alert, sale, metresApart(alert), thresholds, cards)))
        .map(detail -> ApiResponse.json(200, detail));
  }

  /** Of the rules that judged it; null where they are remembered no more. */
  private Future<@Nullable ThresholdsJson> thresholds(AlertView alert) {
    TransactionView view = alert.transaction();
    if (view == null) {
      return Future.succeededFuture();
    }
    String version = view.posted().assessment().rulesetVersion();
    return bus.ask(Channels.RULES, new RulesView.Query())
        .map(rules -> rules.version(version).flatMap(ThresholdsJson::of).orElse(null))
        .otherwiseEmpty();
  }

  /** From the store that sold to the one of the return; null where a place is unknown. */
  private @Nullable Long metresApart(AlertView alert) {
    TransactionView view = alert.transaction();
    StoreInfo from = stores.get(alert.originalStoreId());
    StoreInfo to = view == null ? null : stores.get(view.posted().transaction().storeId());
    return from == null || to == null ? null : from.metresTo(to);
  }

  private Future<TransactionView> saleOf(AlertView alert) {
    TransactionView view = alert.transaction();
    if (view == null || !(view.posted() instanceof PostedReturn posted)) {
      return Future.succeededFuture();
    }
    String receipt = posted.refund().receiptNumber();
    if (receipt == null) {
      return Future.succeededFuture();
    }
    return bus.ask(Channels.RECEIPT, new ReceiptQuery(receipt))
        .map(
            found -> {
              PostedSale sale = found.sale();
              return sale == null ? null : TransactionView.ofSale(sale, found.voided());
            });
  }

  private Future<ApiResponse> claim(ApiRequest request) {
    return command(
        request,
        new AlertCommand.ClaimAlert(noBody(request), true, request.actor()),
        "ALERT_CLAIMED",
        null);
  }

  private Future<ApiResponse> release(ApiRequest request) {
    return command(
        request,
        new AlertCommand.ClaimAlert(noBody(request), false, request.actor()),
        "ALERT_RELEASED",
        null);
  }

  private Future<ApiResponse> snooze(ApiRequest request) {
    Instant now = clock.instant();
    var snooze =
        RequestReader.snooze(
            request.json(),
            request.pathId("alertId"),
            request.actor(),
            now,
            now.plus(LONGEST_SNOOZE));
    return command(request, snooze, "ALERT_SNOOZED", "until " + snooze.until());
  }

  private Future<ApiResponse> note(ApiRequest request) {
    var note = RequestReader.note(request.json(), request.pathId("alertId"), request.actor());
    return command(request, note, "ALERT_NOTED", note.text());
  }

  private Future<ApiResponse> resolve(ApiRequest request) {
    var resolve =
        RequestReader.resolution(request.json(), request.pathId("alertId"), request.actor());
    return command(request, resolve, "ALERT_RESOLVED_" + resolve.outcome(), resolve.note());
  }

  private Future<ApiResponse> command(
      ApiRequest request, AlertCommand command, String action, @Nullable String why) {
    return bus.ask(Channels.ALERT_COMMAND, command)
        .compose(
            answer ->
                answer instanceof StaffAnswer.Refused refused
                    ? ApiResponse.problem(Failures.toProblem(refused.refusal())).now()
                    : audit
                        .write(request.caller(), action, command.alertId(), why)
                        .compose(done -> one(request)));
  }

  private static String noBody(ApiRequest request) {
    RequestReader.read(request.jsonOrEmpty(), fields -> null);
    return request.pathId("alertId");
  }
}
