package io.tillwatch.edge.checkout;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.checkout.model.GrantRelease;
import io.tillwatch.edge.checkout.model.GrantRequest;
import io.tillwatch.edge.checkout.model.LineTake;
import io.tillwatch.edge.checkout.model.PostedReturn;
import io.tillwatch.edge.checkout.model.RefundGrant;
import io.tillwatch.edge.checkout.model.Return;
import io.tillwatch.edge.checkout.model.StandInBudget;
import io.tillwatch.edge.checkout.model.StandInBudget.ReceiptLine;
import io.tillwatch.edge.fraud.model.Decision;
import io.tillwatch.edge.fraud.model.Judgement;
import io.tillwatch.edge.ledger.model.Commit;
import io.tillwatch.edge.ledger.model.Draft;
import io.tillwatch.edge.ledger.model.FactKind;
import io.tillwatch.edge.replication.model.Membership;
import io.tillwatch.edge.replication.model.RightChange;
import io.tillwatch.edge.replication.model.StoreId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets the right to refund: at home the commit itself takes it; for another store's sale its home
 * store is asked for a grant; where that store does not answer, the stand-in budget decides, as
 * card networks do.
 */
final class RefundRights {
  private static final Logger LOG = LoggerFactory.getLogger(RefundRights.class);
  private static final Duration GRANT_TIMEOUT = Duration.ofMillis(1500);

  /**
   * A refund right, or why there is none.
   *
   * @param changes what takes it from the home store's count
   */
  record Right(Kind kind, String grantId, List<RightChange> changes) {

    enum Kind {
      /** None is needed. */
      NONE,
      /** The commit takes it from this store's own count. */
      HOME,
      /** The home store took it for this return. */
      GRANTED,
      /** The home store is away and the budget covers it. */
      STAND_IN,
      /** The home store says that it is gone. */
      TAKEN,
      /** The home store is away, or filled from a snapshot, and the budget does not cover it. */
      UNREACHABLE
    }

    static Right none() {
      return new Right(Kind.NONE, null, List.of());
    }

    static Right of(Kind kind) {
      return new Right(kind, null, List.of());
    }
  }

  private final Bus bus;
  private final InstantSource time;
  private final StandInBudget budget;
  private final HeardBoard heard;
  private final Membership members;
  private Function<GrantRequest, Future<GrantRequest.Answer>> here =
      request -> Future.failedFuture(new IllegalStateException("nobody grants here yet"));

  RefundRights(
      Bus bus, InstantSource time, StandInBudget budget, HeardBoard heard, Membership members) {
    this.members = members;
    this.bus = bus;
    this.time = time;
    this.budget = budget;
    this.heard = heard;
  }

  /** Who grants what this store inherited. */
  void inheritedAreGrantedBy(Function<GrantRequest, Future<GrantRequest.Answer>> desk) {
    here = desk;
  }

  /** Gets the right for a judged return. */
  Future<Right> acquire(Return refund, Judgement judgement, PostedReturn retried) {
    List<RightChange> takes = taking(judgement.home(), refund.receiptNumber(), judgement.taken());
    if (judgement.home().equals(bus.self().value())) {
      if (heard.lacksOwnFacts()) {
        // the sale may be here and its earlier refund not yet
        return Future.succeededFuture(Right.of(Right.Kind.UNREACHABLE));
      }
      return Future.succeededFuture(new Right(Right.Kind.HOME, null, takes));
    }
    GrantRequest request =
        new GrantRequest(
            refund.id(),
            bus.self().value(),
            refund.receiptNumber(),
            judgement.taken(),
            retried == null ? null : retried.refund().id(),
            judgement.home());
    return ask(request, takes)
        .recover(away -> Future.succeededFuture(standIn(refund, judgement, takes)));
  }

  /**
   * Gets the right for a return that was held while its home store was away; fails where it still
   * is.
   */
  Future<Right> acquireLate(PostedReturn held) {
    Return refund = held.refund();
    GrantRequest request =
        new GrantRequest(
            refund.id(),
            bus.self().value(),
            refund.receiptNumber(),
            held.taken(),
            null,
            held.home());
    return ask(request, taking(held.home(), refund.receiptNumber(), held.taken()));
  }

  /** Asks the owner of the right; this store itself where it is the heir of the one that sold. */
  private Future<Right> ask(GrantRequest request, List<RightChange> takes) {
    String owner = members.ownerOf(request.home());
    Future<GrantRequest.Answer> answered =
        owner.equals(bus.self().value())
            ? here.apply(request)
            : bus.ask(Channels.GRANT, new StoreId(owner), request, GRANT_TIMEOUT);
    return answered.map(
        answer ->
            answer.grantId() == null
                ? Right.of(Right.Kind.TAKEN)
                : new Right(Right.Kind.GRANTED, answer.grantId(), takes));
  }

  private Right standIn(Return refund, Judgement judgement, List<RightChange> takes) {
    boolean approved = judgement.assessment().decision() == Decision.APPROVE;
    Set<ReceiptLine> lines = ReceiptLine.of(refund.receiptNumber(), judgement.taken());
    if (approved && budget.reserve(refund.id(), judgement.refundMinor(), lines)) {
      return new Right(
          Right.Kind.STAND_IN, null, takes.stream().map(RefundRights::unchecked).toList());
    }
    return Right.of(Right.Kind.UNREACHABLE);
  }

  /** Gives back what no return used: a grant, or what was set aside of the stand-in budget. */
  Future<Void> release(Return unused, Right right, String why) {
    if (right.kind() == Right.Kind.STAND_IN) {
      budget.reconciled(unused.id());
    }
    return right.grantId() == null
        ? Future.succeededFuture()
        : release(right.grantId(), right.changes(), why);
  }

  /** Gives a grant back; doing so twice, here or in the home store, is doing it once. */
  Future<Void> release(RefundGrant grant, String why) {
    return release(grant.id(), taking(grant.storeId(), grant.receipt(), grant.lines()), why);
  }

  private Future<Void> release(String grantId, List<RightChange> takes, String why) {
    GrantRelease release =
        new GrantRelease(
            GrantRelease.idFor(grantId), time.instant(), bus.self().value(), grantId, why);
    Draft draft =
        new Draft(
            FactKind.GRANT_RELEASE,
            release.id(),
            release.at(),
            release,
            List.of(grantId),
            List.of(),
            takes.stream().map(RightChange::inverse).toList());
    return bus.ask(Channels.COMMIT, Commit.of(draft))
        .onFailure(
            e ->
                LOG.atWarn()
                    .addKeyValue("error", e.getMessage())
                    .log("a grant could not be released; it is released at the next sweep"))
        .mapEmpty();
  }

  /** Changes that take these units, refused where they are not there. */
  static List<RightChange> taking(String home, String receipt, List<LineTake> taken) {
    return taken.stream()
        .map(take -> RightChange.take(home, receipt, take.line(), take.units()))
        .toList();
  }

  /** Changes that take nothing, refused where more than all is taken already. */
  static List<RightChange> stillThere(PostedReturn held) {
    return held.taken().stream()
        .map(take -> RightChange.take(held.home(), held.refund().receiptNumber(), take.line(), 0))
        .toList();
  }

  /**
   * Whether a held return has the right to what it would pay: not where its home store was away
   * when it was held.
   */
  static boolean hasRight(PostedReturn held) {
    return held.home() != null
        && (held.home().equals(held.refund().storeId()) || held.grantId() != null);
  }

  /** Changes that give a held return's right back, where it has one. */
  static List<RightChange> givingBack(PostedReturn posted) {
    if (!hasRight(posted)) {
      return List.of();
    }
    return posted.taken().stream()
        .map(
            take ->
                RightChange.give(
                    posted.home(), posted.refund().receiptNumber(), take.line(), take.units()))
        .toList();
  }

  private static RightChange unchecked(RightChange take) {
    return new RightChange(take.home(), take.receipt(), take.line(), take.delta(), false);
  }
}
