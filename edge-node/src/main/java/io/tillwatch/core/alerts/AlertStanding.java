package io.tillwatch.core.alerts;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.RetryRule;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.Payout;
import io.tillwatch.core.retail.Resolution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one alert stands, by what was said of it in whatever order, as {@link AlertView} and {@code
 * TransactionView} fold it.
 */
final class AlertStanding {
  private final AlertEntry entry;
  private final boolean wasHeld;
  private final List<Claim> claims = new ArrayList<>(0);

  /** While it waits for a reviewer: what a repetition is compared with; else null. */
  private @Nullable PostedReturn held;

  private Posted.@Nullable Status transaction;
  private @Nullable HeldDecision decision;
  private boolean resolved;

  AlertStanding(AlertEntry entry, @Nullable Posted posted) {
    this.entry = entry;
    this.transaction = posted == null ? null : posted.status();
    this.wasHeld = transaction == Posted.Status.HELD;
    this.held = wasHeld && posted instanceof PostedReturn refund ? refund : null;
  }

  AlertEntry entry() {
    return entry;
  }

  /** Of the transaction that raised it, as it is now; null of a finding. */
  Posted.@Nullable Status transaction() {
    return transaction;
  }

  boolean isResolved() {
    return resolved;
  }

  /** Who works on it, or null. */
  @Nullable String holder(Instant now) {
    return resolved ? null : AlertView.holder(claims, now);
  }

  AlertView.Status status(Instant now) {
    if (resolved) {
      return AlertView.Status.RESOLVED;
    }
    return holder(now) == null ? AlertView.Status.OPEN : AlertView.Status.CLAIMED;
  }

  /** Takes in what was said of it; saying it twice changes nothing. */
  void learn(Record fact) {
    if (fact instanceof Resolution) {
      resolved = true;
      claims.clear();
    } else if (fact instanceof Claim claim) {
      learn(claim);
    } else if (fact instanceof HeldDecision decided) {
      settle(decided);
    } else if (fact instanceof Payout && wasHeld) {
      become(Posted.Status.COMPLETED);
    } else if (fact instanceof PostedReturn later
        && held != null
        && RetryRule.replaces(later, held)) {
      become(Posted.Status.BLOCKED);
    }
  }

  private void learn(Claim claim) {
    if (!resolved && claims.stream().noneMatch(known -> known.id().equals(claim.id()))) {
      claims.add(claim);
      claims.sort(Comparator.comparing(Claim::at).thenComparing(Claim::id));
    }
  }

  /** Of two decisions the earlier stands. */
  private void settle(HeldDecision decided) {
    boolean first =
        decision == null
            || decided.at().isBefore(decision.at())
            || (decided.at().equals(decision.at()) && decided.id().compareTo(decision.id()) < 0);
    if (wasHeld && first) {
      decision = decided;
      become(decided.approve() ? Posted.Status.COMPLETED : Posted.Status.BLOCKED);
    }
  }

  private void become(Posted.Status status) {
    transaction = status;
    held = null;
  }
}
