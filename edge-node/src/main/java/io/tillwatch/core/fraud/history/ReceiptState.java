package io.tillwatch.core.fraud.history;

import io.tillwatch.core.retail.RefundAllocation;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What earlier returns left of a receipt's refund right: every claim in order of event time takes
 * its units, the first come first served.
 */
public final class ReceiptState {
  private final int[] left;
  private final List<Fact> taking = new ArrayList<>(2);
  private final List<Fact> reserving = new ArrayList<>(0);
  private final List<Fact> tooMuch = new ArrayList<>(0);

  private ReceiptState(Sale sale) {
    left = RefundAllocation.unitsOf(sale);
  }

  /**
   * Replays the claims.
   *
   * @param counts which returns are looked at
   * @param claimOf what each of them holds
   */
  public static ReceiptState of(
      Sale sale, FactLine claims, Predicate<Fact> counts, Function<Fact, Fact.Claim> claimOf) {
    ReceiptState state = new ReceiptState(sale);
    for (int i = 0; i < claims.size(); i++) {
      Fact fact = claims.get(i);
      if (counts.test(fact)) {
        state.claim(sale, fact, claimOf.apply(fact));
      }
    }
    return state;
  }

  private void claim(Sale sale, Fact fact, Fact.Claim claim) {
    if (claim == Fact.Claim.NONE) {
      return;
    }
    Return refund = fact.refund();
    RefundAllocation allocation = RefundAllocation.of(sale, left, refund.lines());
    allocation.takes().forEach(take -> left[take.line()] -= take.units());
    (claim == Fact.Claim.TAKEN ? taking : reserving).add(fact);
    if (allocation.isShort()) {
      tooMuch.add(fact);
    }
  }

  /** Units that may still come back, by line of the sale. */
  public int[] left() {
    return left.clone();
  }

  /** Returns that were paid, or will be. */
  public List<Fact> taking() {
    return taking;
  }

  /** Returns that wait for a reviewer. */
  public List<Fact> reserving() {
    return reserving;
  }

  /** Returns that claim more than earlier ones left. */
  public List<Fact> tooMuch() {
    return tooMuch;
  }
}
