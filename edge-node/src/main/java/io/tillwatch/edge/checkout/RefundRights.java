package io.tillwatch.edge.checkout;

import io.tillwatch.core.checkout.GrantRequest;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.ReceiptHistory;
import io.tillwatch.core.checkout.RightCarryOver;
import io.tillwatch.core.checkout.RightChanges;
import io.tillwatch.core.checkout.StandInBudget;
import io.tillwatch.core.checkout.StandInBudget.ReceiptLine;
import io.tillwatch.core.fraud.ReturnAssessment;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.Membership;
import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.core.retail.Return;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.StoreChannels;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gets the right to refund: at home the commit itself takes it; for another store's sale its home
 * store is asked for a grant; where that store does not answer, the stand-in budget decides, as
 * card networks do.
 */
final class RefundRights {
  private static final Duration GRANT_TIMEOUT = Duration.ofMillis(1500);

  /**
   * A refund right, or why there is none.
   *
   * @param grantId the grant that was given for this return, to be used or given back; or null
   * @param granted what the home store took for that grant
   * @param changes what the commit of the return moves: what it takes at home, and what it gives
   *     back of the right that it took over
   */
  record Right(
      Kind kind, @Nullable String grantId, List<RightChange> granted, List<RightChange> changes) {

    enum Kind {
      /** None is needed. */
      NONE,
      /** The commit takes it from this store's own count. */
      HOME,
      /** The home store took it for this return, or what of it was not taken over. */
      GRANTED,
      /** An earlier, held try has all of it. */
      TAKEN_OVER,
      /** Who could say so is away: the budget is to be asked. */
      AWAY,
      /** The home store is away and the budget covers it. */
      STAND_IN,
      /** The home store says that it is gone. */
      EXHAUSTED,
      /** The home store is away, or filled from a snapshot, and the budget does not cover it. */
      UNREACHABLE
    }

    static Right none() {
      return of(Kind.NONE);
    }

    static Right of(Kind kind) {
      return of(kind, List.of());
    }

    static Right of(Kind kind, List<RightChange> changes) {
      return new Right(kind, null, List.of(), changes);
    }

    /** Goes on with the right of the try that the return repeats, instead of giving it back. */
    boolean takesOver() {
      return kind == Kind.GRANTED || kind == Kind.TAKEN_OVER;
    }
  }

  private final Bus bus;
  private final StandInBudget budget;
  private final PeerWatermarks watermarks;
  private final Membership members;
  private final GrantStore grants;
  private final GrantReleases releases;

  RefundRights(
      Bus bus,
      StandInBudget budget,
      PeerWatermarks watermarks,
      Membership members,
      GrantStore grants,
      GrantReleases releases) {
    this.members = members;
    this.bus = bus;
    this.grants = grants;
    this.releases = releases;
    this.budget = budget;
    this.watermarks = watermarks;
  }

  /** Gets the right for a judged return. */
  Future<Right> acquire(
      Return refund, ReturnAssessment returnAssessment, @Nullable PostedReturn retried) {
    String receipt = refund.namedReceipt();
    String home = returnAssessment.knownHome();
    if (home.equals(bus.self().value())) {
      if (watermarks.lacksOwnFacts()) {
        // the sale may be here and its earlier refund not yet
        return Future.succeededFuture(Right.of(Right.Kind.UNREACHABLE));
      }
      return Future.succeededFuture(
          Right.of(Right.Kind.HOME, RightChanges.taking(home, receipt, returnAssessment.taken())));
    }
    RightCarryOver earlier = RightCarryOver.of(retried, receipt, returnAssessment.taken());
    List<RightChange> surplus =
        retried == null || earlier.surplus().isEmpty()
            ? List.of()
            : RightChanges.giving(retried, earlier.surplus());
    if (earlier.missing().isEmpty()) {
      return Future.succeededFuture(Right.of(Right.Kind.TAKEN_OVER, surplus));
    }
    return ask(refund, home, earlier.missing(), surplus)
        .recover(away -> Future.succeededFuture(Right.of(Right.Kind.AWAY)));
  }

  /**
   * Gets the right for a return that was held without one; fails where its owner cannot be asked.
   *
   * @param home store that sold
   */
  Future<Right> acquireLate(Return held, String home, List<LineQuantity> taken) {
    return ask(held, home, taken, List.of());
  }

  /** Asks the owner of the right; this store itself where it is the heir of the one that sold. */
  private Future<Right> ask(
      Return refund, String home, List<LineQuantity> lines, List<RightChange> changes) {
    String receipt = refund.namedReceipt();
    GrantRequest request = new GrantRequest(refund.id(), bus.self().value(), receipt, lines, home);
    String owner = members.ownerOf(home);
    Future<GrantRequest.Answer> answered =
        owner.equals(bus.self().value())
            ? grants.grant(request)
            : bus.ask(StoreChannels.GRANT, new StoreId(owner), request, GRANT_TIMEOUT);
    return answered.map(
        answer ->
            answer instanceof GrantRequest.Granted granted
                ? new Right(
                    Right.Kind.GRANTED,
                    granted.grantId(),
                    RightChanges.taking(home, receipt, lines),
                    changes)
                : Right.of(Right.Kind.EXHAUSTED));
  }

  /**
   * Gets what stands in for a right that nobody could be asked for: the budget, where it covers the
   * return, which is to be committed at once. Where no store that could be asked knows the sale,
   * nobody can say what of it is left: then only once under this number.
   *
   * @param earlier what is known of the receipt
   */
  Right standIn(Return refund, ReturnAssessment returnAssessment, ReceiptHistory earlier) {
    String receipt = refund.namedReceipt();
    String home = returnAssessment.home();
    boolean paidBefore =
        earlier.returns().stream().anyMatch(view -> view.status() == Posted.Status.COMPLETED);
    boolean covered =
        !(home == null && (paidBefore || watermarks.lacksOwnFacts()))
            && budget.isIn(refund.currency())
            && budget.reserve(
                refund.id(),
                returnAssessment.refundMinor(),
                ReceiptLine.of(receipt, returnAssessment.taken()));
    if (!covered) {
      return Right.of(Right.Kind.UNREACHABLE);
    }
    return Right.of(
        Right.Kind.STAND_IN,
        home == null
            ? List.of()
            : RightChanges.paidAlready(home, receipt, returnAssessment.taken()));
  }

  /** Gives back what no return used: a grant, or what was set aside of the stand-in budget. */
  Future<Void> release(Return unused, Right right, String why) {
    if (right.kind() == Right.Kind.STAND_IN) {
      budget.reconciled(unused.id());
    }
    return right.grantId() == null
        ? Future.succeededFuture()
        : releases.release(right.grantId(), right.granted(), why);
  }
}
