package io.tillwatch.core.checkout;

import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.core.retail.Payout;
import io.tillwatch.core.retail.ReceiptNumber;
import io.tillwatch.core.retail.SaleVoid;
import io.tillwatch.core.retail.Settlement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as it stands now: what was answered, and what was said of it since. A pure fold, so
 * that every store that knows the same facts shows the same.
 *
 * @param posted as first answered and committed
 * @param status COMPLETED also for a held return that was approved, BLOCKED also for a declined one
 * @param refundMinor what is paid back by now; 0 while a return is held
 * @param firstApproval the approval of the first of two reviewers, or null where there is none
 * @param decision what settled a held return, or null
 * @param voided the sale was cancelled
 * @param payout who paid the cash of an approved return, or null
 */
public record TransactionView(
    Posted posted,
    Posted.Status status,
    long refundMinor,
    @Nullable FirstApproval firstApproval,
    @Nullable HeldDecision decision,
    boolean voided,
    @Nullable Payout payout) {

  /** A sale as a receipt shows it. */
  public static TransactionView ofSale(PostedSale sale, boolean voided) {
    return new TransactionView(sale, sale.status(), 0, null, null, voided, null);
  }

  /** The view of a transaction's fact and the facts about it; empty for any other fact. */
  public static Optional<TransactionView> of(StoredFact stored) {
    if (!(stored.fact() instanceof Posted posted)) {
      return Optional.empty();
    }
    return Optional.of(stored.about().isEmpty() ? fresh(posted) : fold(posted, stored));
  }

  /** The view of a transaction nothing was said of yet. */
  public static TransactionView fresh(Posted posted) {
    return settled(posted, null, null, false, false, null);
  }

  /**
   * Units of its sale that a return is known to have taken: when it was made or, where it had no
   * right then, when it was approved. Empty for a sale and where nobody said.
   */
  public List<LineQuantity> taken() {
    if (!(posted instanceof PostedReturn refund)) {
      return List.of();
    }
    HeldDecision approval = approval();
    return refund.taken().isEmpty() && approval != null ? approval.cover().taken() : refund.taken();
  }

  /** The store that sold what a return brings back, or null where that is not known. */
  public @Nullable String home() {
    if (!(posted instanceof PostedReturn refund)) {
      return null;
    }
    HeldDecision approval = approval();
    return refund.home() == null && approval != null ? approval.cover().home() : refund.home();
  }

  /** A return that was made, and settled, where the sale of its receipt was not known. */
  boolean isUnassigned() {
    return posted instanceof PostedReturn && home() == null && taken().isEmpty();
  }

  /** The decision where it approves; null where it does not, or there is none. */
  private @Nullable HeldDecision approval() {
    return decision != null && decision.approve() ? decision : null;
  }

  /** The id of the transaction. */
  public String id() {
    return posted.transaction().id();
  }

  /** Whether its money was paid back. */
  public Settlement settlement() {
    if (!(posted instanceof PostedReturn)) {
      return Settlement.NONE;
    }
    HeldDecision approval = approval();
    return switch (status) {
      case HELD -> Settlement.WAITING;
      case BLOCKED -> Settlement.NONE;
      case COMPLETED ->
          payout == null && approval != null && approval.cover().paysOut() && refundMinor > 0
              ? Settlement.READY
              : Settlement.PAID;
    };
  }

  /** What a held return would pay, once approved. */
  public long pendingMinor() {
    return status == Posted.Status.HELD ? asked(posted) : 0;
  }

  /** This view with a decision that is committed but not known here yet. */
  public TransactionView orDecided(HeldDecision told) {
    return status == Posted.Status.HELD
        ? settled(posted, firstApproval, told, voided, false, payout)
        : this;
  }

  /** This view with a payout that is committed but not known here yet. */
  public TransactionView orPaidOut(Payout told) {
    return payout == null ? settled(posted, firstApproval, decision, voided, false, told) : this;
  }

  /** This view with a first approval that is committed but not known here yet. */
  public TransactionView orFirstApproved(FirstApproval told) {
    return firstApproval == null && status == Posted.Status.HELD
        ? settled(posted, told, decision, voided, false, payout)
        : this;
  }

  private static TransactionView fold(Posted posted, StoredFact stored) {
    // only the holding store commits a decision; were there two, the earlier stands everywhere
    HeldDecision decision =
        stored.about().stream()
            .map(StoredFact::fact)
            .filter(HeldDecision.class::isInstance)
            .map(HeldDecision.class::cast)
            .min(Comparator.comparing(HeldDecision::at).thenComparing(HeldDecision::id))
            .orElse(null);
    boolean voided = stored.about().stream().anyMatch(about -> about.fact() instanceof SaleVoid);
    FirstApproval first =
        stored.about().stream()
            .map(StoredFact::fact)
            .filter(FirstApproval.class::isInstance)
            .map(FirstApproval.class::cast)
            .findFirst()
            .orElse(null);
    Payout payout =
        stored.about().stream()
            .map(StoredFact::fact)
            .filter(Payout.class::isInstance)
            .map(Payout.class::cast)
            .findFirst()
            .orElse(null);
    if (decision != null || !(posted instanceof PostedReturn held)) {
      return settled(posted, first, decision, voided, false, payout);
    }
    boolean replaced = isReplaced(held, stored);
    return settled(withRight(held, stored), first, null, voided, replaced, payout);
  }

  private static boolean isReplaced(PostedReturn held, StoredFact stored) {
    return stored.about().stream()
        .anyMatch(
            about -> about.fact() instanceof PostedReturn later && RetryRule.replaces(later, held));
  }

  /**
   * A held return that a later one gave the right back of without taking its place, as stores did
   * that believed any {@code retryOf}: it is held still, and gets its right anew when approved.
   */
  private static PostedReturn withRight(PostedReturn held, StoredFact stored) {
    boolean lost =
        held.status() == Posted.Status.HELD
            && held.hasRight()
            && stored.about().stream()
                .filter(about -> about.fact() instanceof PostedReturn)
                .anyMatch(about -> givesBack(about.op(), held));
    return lost ? held.withoutRight() : held;
  }

  private static boolean givesBack(Op later, PostedReturn held) {
    return later.rights().stream()
        .anyMatch(
            right ->
                right.delta() > 0
                    && ReceiptNumber.same(right.receipt(), held.refund().receiptNumber()));
  }

  private static TransactionView settled(
      Posted posted,
      @Nullable FirstApproval first,
      @Nullable HeldDecision decision,
      boolean voided,
      boolean repeated,
      @Nullable Payout payout) {
    Posted.Status status = posted.status();
    if (status == Posted.Status.HELD && payout != null) {
      // nobody pays out what was not approved: that decision is on its way, by another store's log
      status = Posted.Status.COMPLETED;
    } else if (status == Posted.Status.HELD && decision != null) {
      status = decision.approve() ? Posted.Status.COMPLETED : Posted.Status.BLOCKED;
    } else if (status == Posted.Status.HELD && repeated) {
      // the return was made again with its remedy, and that one took over the refund right
      status = Posted.Status.BLOCKED;
    }
    long refund = status == Posted.Status.COMPLETED ? paid(posted, decision) : 0;
    return new TransactionView(posted, status, refund, first, decision, voided, payout);
  }

  /** What was paid: what was judged, or less where the approval says so. */
  private static long paid(Posted posted, @Nullable HeldDecision decision) {
    long asked = asked(posted);
    return decision == null || decision.cover().refundMinor() == null
        ? asked
        : Math.min(asked, decision.cover().refundMinor());
  }

  private static long asked(Posted posted) {
    return posted instanceof PostedReturn refund ? refund.refundMinor() : 0;
  }
}
