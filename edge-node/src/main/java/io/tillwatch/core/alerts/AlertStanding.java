package io.tillwatch.core.alerts;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.checkout.RetryRule;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.Payout;
import io.tillwatch.core.retail.Resolution;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How one alert stands, by what was said of it in whatever order, as {@link AlertView} and {@code
 * TransactionView} fold it. As many are kept as alerts were ever raised, so it holds no fact: a
 * return with its reasons is ten times as large.
 */
final class AlertStanding {
  private final AlertEntry entry;
  private final boolean wasHeld;

  /** Of a return that was held, which a repetition is compared with; null without one. */
  private final @Nullable String receiptNumber;

  private List<Claim> claims = List.of();
  private Posted.@Nullable Status transaction;
  private @Nullable Instant decidedAt;
  private String decidedBy = "";
  private boolean resolved;

  AlertStanding(AlertEntry entry, @Nullable Posted posted) {
    this.entry = entry;
    this.transaction = posted == null ? null : posted.status();
    this.wasHeld = transaction == Posted.Status.HELD;
    this.receiptNumber =
        wasHeld && posted instanceof PostedReturn refund ? refund.refund().receiptNumber() : null;
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

  ClaimState hold(Instant now) {
    return lastHold().at(now);
  }

  /** When who works on it, or that nobody need, ends by itself; null: it does not. */
  @Nullable Instant holdEnds() {
    return lastHold().ends();
  }

  private ClaimState lastHold() {
    return resolved ? ClaimState.NONE : ClaimState.of(claims);
  }

  AlertView.Status status(Instant now) {
    if (resolved) {
      return AlertView.Status.RESOLVED;
    }
    return hold(now).by() == null ? AlertView.Status.OPEN : AlertView.Status.CLAIMED;
  }

  /** Takes in what was said of it; saying it twice changes nothing. */
  void learn(Record fact) {
    if (fact instanceof Resolution) {
      resolved = true;
      claims = List.of();
    } else if (fact instanceof Claim claim) {
      learn(claim);
    } else if (fact instanceof HeldDecision decided) {
      settle(decided);
    } else if (fact instanceof Payout && wasHeld) {
      transaction = Posted.Status.COMPLETED;
    } else if (fact instanceof PostedReturn later
        && !entry.sale()
        && transaction == Posted.Status.HELD
        && RetryRule.replaces(later, entry.storeId(), receiptNumber)) {
      transaction = Posted.Status.BLOCKED;
    }
  }

  private void learn(Claim claim) {
    if (!resolved && claims.stream().noneMatch(known -> known.id().equals(claim.id()))) {
      claims =
          Stream.concat(claims.stream(), Stream.of(claim))
              .sorted(Comparator.comparing(Claim::at).thenComparing(Claim::id))
              .toList();
    }
  }

  /** Of two decisions the earlier stands. */
  private void settle(HeldDecision decided) {
    boolean first =
        decidedAt == null
            || decided.at().isBefore(decidedAt)
            || (decided.at().equals(decidedAt) && decided.id().compareTo(decidedBy) < 0);
    if (wasHeld && first) {
      decidedAt = decided.at();
      decidedBy = decided.id();
      transaction = decided.approve() ? Posted.Status.COMPLETED : Posted.Status.BLOCKED;
    }
  }
}
