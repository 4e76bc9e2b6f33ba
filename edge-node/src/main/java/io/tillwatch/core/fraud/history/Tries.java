package io.tillwatch.core.fraud.history;

import io.tillwatch.core.checkout.RetryRule;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.retail.Return;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which earlier tries a return repeats, by {@link RetryRule}: never one that was paid. */
public final class Tries {
  private Tries() {}

  /** The tries that a return repeats, the latest first. */
  public static List<HistoryEntry> before(Return refund, long at, HistoryView view) {
    List<HistoryEntry> tries = new ArrayList<>(1);
    HistoryEntry earlier = earlier(refund, at, view);
    while (earlier != null && tries.size() < RetryRule.MOST_TRIES && !tries.contains(earlier)) {
      tries.add(earlier);
      earlier = earlier(earlier.refund(), at, view);
    }
    return tries;
  }

  /** Whether a return repeats a held try and so takes its place, directly or past refused ones. */
  public static boolean takesPlaceOf(HistoryEntry held, Return refund, long at, HistoryView view) {
    if (refund.retryOf() == null) {
      return false;
    }
    for (HistoryEntry earlier : before(refund, at, view)) {
      if (earlier.equals(held)) {
        return held.decision() == Decision.REVIEW;
      }
      if (earlier.decision() != Decision.BLOCK) {
        return false;
      }
    }
    return false;
  }

  private static @Nullable HistoryEntry earlier(Return refund, long at, HistoryView view) {
    HistoryEntry named = view.byId(refund.retryOf());
    boolean repeats =
        named != null
            && !named.isSale()
            && RetryRule.isSameVisit(refund, named.refund())
            && !view.wasPaidBy(named, at);
    return repeats ? named : null;
  }
}
