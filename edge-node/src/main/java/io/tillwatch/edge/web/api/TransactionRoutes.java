package io.tillwatch.edge.web.api;

import io.tillwatch.core.checkout.FirstApproval;
import io.tillwatch.core.checkout.Refusal;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.checkout.staff.StaffAnswer;
import io.tillwatch.core.checkout.staff.StaffCommand;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.Payout;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.config.keys.Role;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.answer.CreatedJson;
import io.tillwatch.edge.web.answer.transactions.TransactionItemJson;
import io.tillwatch.edge.web.api.audit.AuditTrail;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.BodyKind;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.problem.Failures;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Every store's transactions, and what staff do to them. */
public final class TransactionRoutes {
  private static final String PATH = Endpoint.API + "/transactions";

  private final Bus bus;
  private final FactClient facts;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final CardFingerprints cards;
  private final TransactionLists lists;

  public TransactionRoutes(Bus bus, FactClient facts, AuditTrail audit, InstantSource clock) {
    this.bus = bus;
    this.facts = facts;
    this.audit = audit;
    this.clock = clock;
    this.cards = CardFingerprints.by(bus.seal());
    this.lists = new TransactionLists(bus, cards, this::itemFor);
  }

  public List<Endpoint> endpoints() {
    return List.of(
        // a kiosk only by reference
        Endpoint.get(PATH, Access.ANY_ROLE, lists::list),
        Endpoint.get(PATH + "/:transactionId", Access.READERS, this::one),
        Endpoint.post(
            PATH + "/:transactionId/decision", Access.REVIEWERS, BodyKind.JSON, this::decide),
        Endpoint.post(PATH + "/:transactionId/payout", Access.TILLS, BodyKind.JSON, this::payOut),
        Endpoint.post(
            PATH + "/:transactionId/void",
            Access.of(Role.KIOSK),
            BodyKind.OPTIONAL_JSON,
            this::cancel),
        Endpoint.post(
            Endpoint.API + "/disputes", Access.of(Role.INTEGRATION), BodyKind.JSON, this::dispute));
  }

  /** A lane reads what it needs to serve a customer, its page no more than customers may see. */
  private TransactionItemJson itemFor(ApiRequest request, TransactionView view) {
    if (request.caller().role() != Role.KIOSK) {
      return TransactionItemJson.of(view, cards);
    }
    return request.caller().showsCustomers()
        ? TransactionItemJson.forCustomers(view)
        : TransactionItemJson.forLane(view);
  }

  private Future<ApiResponse> one(ApiRequest request) {
    String id = request.pathId("transactionId");
    return facts
        .transaction(id)
        .map(found -> found.map(this::shown).orElse(null))
        .map(apiResponse -> apiResponse == null ? unknown(id) : apiResponse);
  }

  private Future<ApiResponse> decide(ApiRequest request) {
    String id = request.pathId("transactionId");
    var decide = RequestReader.decision(request.json(), id, request.actor());
    return bus.ask(Channels.STAFF, decide)
        .compose(
            answer ->
                answer instanceof StaffAnswer.Done done
                    ? noted(request, decide, done)
                    : refused(answer));
  }

  private Future<ApiResponse> noted(
      ApiRequest request, StaffCommand.Decide decide, StaffAnswer.Done answer) {
    boolean first = FirstApproval.idFor(decide.transactionId()).equals(answer.factId());
    String approved = first ? "RETURN_APPROVED_FIRST" : "RETURN_APPROVED";
    String action = decide.approve() ? approved : "RETURN_DECLINED";
    return audit
        .write(request.caller(), action, decide.transactionId(), decide.note())
        .compose(done -> facts.transaction(decide.transactionId()))
        .map(found -> shown(told(found.orElseThrow(), decide, first)));
  }

  /** A decision forwarded to the holding store may take a moment to come back by replication. */
  private TransactionView told(TransactionView known, StaffCommand.Decide decide, boolean first) {
    Instant now = clock.instant();
    String self = bus.self().value();
    String of = decide.transactionId();
    return first
        ? known.orFirstApproved(
            new FirstApproval("told", now, self, of, decide.note(), decide.by()))
        : known.orDecided(
            known
                .posted()
                .decided(
                    new HeldDecision(
                        "told", now, self, of, decide.approve(), decide.note(), decide.by())));
  }

  private Future<ApiResponse> payOut(ApiRequest request) {
    String id = request.pathId("transactionId");
    var payOut = RequestReader.payout(request.json(), id, bus.self().value(), request.actor());
    request.caller().checkLane(payOut.laneId());
    return bus.ask(Channels.STAFF, payOut)
        .compose(
            answer ->
                answer instanceof StaffAnswer.Done done
                    ? paidOut(request, payOut, done.repeated())
                    : refused(answer));
  }

  private Future<ApiResponse> paidOut(
      ApiRequest request, StaffCommand.PayOut payOut, boolean again) {
    String why = "lane " + payOut.laneId() + ", cashier " + payOut.cashierId();
    Future<Void> noted =
        again
            ? Future.succeededFuture()
            : audit.write(request.caller(), "REFUND_PAID_OUT", payOut.transactionId(), why);
    return noted
        .compose(done -> facts.transaction(payOut.transactionId()))
        .map(found -> itemFor(request, told(found.orElseThrow(), payOut)))
        .map(item -> ApiResponse.json(200, item))
        .map(apiResponse -> again ? apiResponse.with("Idempotency-Replayed", "true") : apiResponse);
  }

  /** A payout forwarded to the holding store may take a moment to come back by replication. */
  private TransactionView told(TransactionView known, StaffCommand.PayOut payOut) {
    return known.orPaidOut(
        new Payout(
            "told",
            clock.instant(),
            bus.self().value(),
            payOut.transactionId(),
            payOut.store(),
            payOut.laneId(),
            payOut.cashierId(),
            payOut.by()));
  }

  private Future<ApiResponse> cancel(ApiRequest request) {
    request.caller().checkStaff("to void a sale");
    String id = request.pathId("transactionId");
    String cashier = RequestReader.cashier(request.jsonOrEmpty());
    return bus.ask(Channels.STAFF, new StaffCommand.VoidSale(id, cashier, request.actor()))
        .compose(answer -> answer instanceof StaffAnswer.Done ? one(request) : refused(answer));
  }

  private Future<ApiResponse> dispute(ApiRequest request) {
    return bus.ask(Channels.STAFF, RequestReader.dispute(request.json(), request.actor()))
        .compose(TransactionRoutes::created);
  }

  private static Future<ApiResponse> created(StaffAnswer answer) {
    return answer instanceof StaffAnswer.Done done
        ? ApiResponse.json(201, new CreatedJson(done.factId())).now()
        : refused(answer);
  }

  private static Future<ApiResponse> refused(StaffAnswer answer) {
    Refusal refusal = ((StaffAnswer.Refused) answer).refusal();
    return ApiResponse.problem(Failures.toProblem(refusal)).now();
  }

  private ApiResponse shown(TransactionView view) {
    return ApiResponse.json(200, TransactionItemJson.of(view, cards));
  }

  private static ApiResponse unknown(String id) {
    return ApiResponse.problem(
        Problem.of(404, "UNKNOWN_TRANSACTION", "no transaction " + id + " is known here"));
  }
}
