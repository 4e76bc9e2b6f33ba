package io.tillwatch.edge.checkout.model;

import io.tillwatch.edge.ledger.model.StoredFact;
import java.util.Comparator;
import java.util.Optional;

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
 */
public record TransactionView(
    Posted posted,
    Posted.Status status,
    long refundMinor,
    FirstApproval firstApproval,
    HeldDecision decision,
    boolean voided) {

  /** A sale as a receipt shows it. */
  public static TransactionView ofSale(PostedSale sale, boolean voided) {
    return new TransactionView(sale, sale.status(), 0, null, null, voided);
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
    return settled(posted, null, null, false, false);
  }

  /** The id of the transaction. */
  public String id() {
    return posted.transaction().id();
  }

  /** What a held return would pay, once approved. */
  public long pendingMinor() {
    return status == Posted.Status.HELD ? asked(posted) : 0;
  }

  /** This view with a decision that is committed but not known here yet. */
  public TransactionView orDecided(HeldDecision told) {
    return status == Posted.Status.HELD
        ? settled(posted, firstApproval, told, voided, false)
        : this;
  }

  /** This view with a first approval that is committed but not known here yet. */
  public TransactionView orFirstApproved(FirstApproval told) {
    return firstApproval == null && status == Posted.Status.HELD
        ? settled(posted, told, decision, voided, false)
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
    boolean repeated =
        stored.about().stream().anyMatch(about -> about.fact() instanceof PostedReturn);
    FirstApproval first =
        stored.about().stream()
            .map(StoredFact::fact)
            .filter(FirstApproval.class::isInstance)
            .map(FirstApproval.class::cast)
            .findFirst()
            .orElse(null);
    return settled(posted, first, decision, voided, repeated);
  }

  private static TransactionView settled(
      Posted posted, FirstApproval first, HeldDecision decision, boolean voided, boolean repeated) {
    Posted.Status status = posted.status();
    if (status == Posted.Status.HELD && decision != null) {
      status = decision.approve() ? Posted.Status.COMPLETED : Posted.Status.BLOCKED;
    } else if (status == Posted.Status.HELD && repeated) {
      // the return was made again with its remedy, and that one took over the refund right
      status = Posted.Status.BLOCKED;
    }
    long refund = status == Posted.Status.COMPLETED ? asked(posted) : 0;
    return new TransactionView(posted, status, refund, first, decision, voided);
  }

  private static long asked(Posted posted) {
    return posted instanceof PostedReturn refund ? refund.refundMinor() : 0;
  }
}
