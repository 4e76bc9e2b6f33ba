package io.tillwatch.core.fraud.rules;

import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.fraud.EvidenceGroup;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.fraud.ReasonCode;
import io.tillwatch.core.fraud.Remedy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule that said yes.
 *
 * @param points strength, or the lowest score it leaves room for, in points of 100
 * @param floor a hard fact: sets the lowest score and adds no strength
 * @param doubt rests on an absence that proves nothing: it may hold a return and never makes a
 *     block
 */
public record Hit(
    ReasonCode code,
    EvidenceGroup group,
    int points,
    boolean floor,
    boolean doubt,
    @Nullable Remedy remedy,
    List<Evidence> evidence) {
  public Hit {
    evidence = List.copyOf(evidence);
    if (points < 0 || points > 100) {
      throw new IllegalArgumentException(code + ": points must be 0..100, found " + points);
    }
  }

  /** What cashier and reviewer see of it. */
  public Reason reason() {
    return new Reason(code.name(), points, code.message(), evidence);
  }

  /** A hard fact of the ledger, which nothing mitigates. */
  public boolean isLedgerFact() {
    return floor && group == EvidenceGroup.LEDGER;
  }

  /** Whether this says more than another hit of the same rule. */
  boolean outweighs(Hit other) {
    return floor == other.floor ? points > other.points : floor;
  }
}
