package io.tillwatch.core.checkout;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.Reference;
import io.tillwatch.core.retail.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * A transaction as it was answered and committed: what was asked, how it was judged, what came of
 * it.
 */
public sealed interface Posted permits PostedSale, PostedReturn {

  /** The sale or return itself. */
  Transaction transaction();

  Assessment assessment();

  /** As first answered; a held return's later fate is told by the facts about it. */
  Status status();

  /** Id of the photo, or null. */
  @Nullable String photoId();

  /** How long scoring took. */
  long scoredMicros();

  /** What recalls the transaction at any lane, see {@link Reference}; never null. */
  String reference();

  /** The same with another reference. */
  Posted withReference(String other);

  /** That decision about this one: where it approves cash, that is paid out at a lane. */
  default HeldDecision decided(HeldDecision decision) {
    return decision;
  }

  /** What came of a transaction. */
  enum Status {
    /** Approved and done. */
    COMPLETED,
    /** Waits for a reviewer. */
    HELD,
    /** Refused; nothing was paid. */
    BLOCKED
  }
}
