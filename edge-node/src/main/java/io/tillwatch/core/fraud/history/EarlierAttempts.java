package io.tillwatch.core.fraud.history;

import io.tillwatch.core.checkout.RetryRule;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.retail.Return;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which earlier tries a return repeats, by {@link RetryRule}: never one that was paid. */
public final class EarlierAttempts {
  private EarlierAttempts() {}

  /** The tries that a return repeats, the latest first. */
  public static List<HistoryEntry> before(Return refund, long at, HistoryView view) {
    List<HistoryEntry> attempts = new ArrayList<>(1);
    HistoryEntry earlier = earlier(refund, at, view);
    while (earlier != null
        && attempts.size() < RetryRule.MOST_TRIES
        && !attempts.contains(earlier)) {
      attempts.add(earlier);
      earlier = earlier(earlier.refund(), at, view);
    }
    return attempts;
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
