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
  private final List<HistoryEntry> taking = new ArrayList<>(2);
  private final List<HistoryEntry> reserving = new ArrayList<>(0);
  private final List<HistoryEntry> tooMuch = new ArrayList<>(0);

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
      Sale sale,
      EntryTimeline claims,
      Predicate<HistoryEntry> counts,
      Function<HistoryEntry, HistoryEntry.Claim> claimOf) {
    ReceiptState state = new ReceiptState(sale);
    for (int i = 0; i < claims.size(); i++) {
      HistoryEntry entry = claims.get(i);
      if (counts.test(entry)) {
        state.claim(sale, entry, claimOf.apply(entry));
      }
    }
    return state;
  }

  private void claim(Sale sale, HistoryEntry entry, HistoryEntry.Claim claim) {
    if (claim == HistoryEntry.Claim.NONE) {
      return;
    }
    Return refund = entry.refund();
    RefundAllocation allocation = RefundAllocation.of(sale, left, refund.lines());
    allocation.takes().forEach(take -> left[take.line()] -= take.units());
    (claim == HistoryEntry.Claim.TAKEN ? taking : reserving).add(entry);
    if (allocation.isShort()) {
      tooMuch.add(entry);
    }
  }

  /** Units that may still come back, by line of the sale. */
  public int[] left() {
    return left.clone();
  }

  /** Returns that were paid, or will be. */
  public List<HistoryEntry> taking() {
    return taking;
  }

  /** Returns that wait for a reviewer. */
  public List<HistoryEntry> reserving() {
    return reserving;
  }

  /** Returns that claim more than earlier ones left. */
  public List<HistoryEntry> tooMuch() {
    return tooMuch;
  }
}
