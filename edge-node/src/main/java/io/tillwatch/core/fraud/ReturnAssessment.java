package io.tillwatch.core.fraud;

import io.tillwatch.core.retail.LineQuantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scorer's answer with what checkout needs to carry it out.
 *
 * @param taken units of the sale's lines that the return would take back; empty for a sale, or
 *     where the receipt is unknown
 * @param refundMinor what would be paid back
 * @param home store that sold, or null where unknown
 * @param paidIn what money prices are in: the sale's; the shop's where the sale is not known; null
 *     where neither is
 * @param features what was known before it was decided; null for a sale, and while the history is
 *     read
 */
public record ReturnAssessment(
    Assessment assessment,
    List<LineQuantity> taken,
    long refundMinor,
    @Nullable String home,
    @Nullable String paidIn,
    long scoredMicros,
    @Nullable FeatureRow features) {
  public ReturnAssessment {
    taken = List.copyOf(taken);
  }

  /** A judgement that does not know what money the sale was paid in. */
  public ReturnAssessment(
      Assessment assessment,
      List<LineQuantity> taken,
      long refundMinor,
      String home,
      long scoredMicros) {
    this(assessment, taken, refundMinor, home, null, scoredMicros, null);
  }

  /** The store that sold, where a store is known to have. */
  public String knownHome() {
    if (home == null) {
      throw new IllegalStateException("expected the store that sold, found that none is known");
    }
    return home;
  }

  /** The same, with how long scoring took. */
  public ReturnAssessment took(long micros) {
    return new ReturnAssessment(assessment, taken, refundMinor, home, paidIn, micros, features);
  }

  /** The same with another answer. */
  public ReturnAssessment held(Assessment other) {
    return new ReturnAssessment(other, taken, refundMinor, home, paidIn, scoredMicros, features);
  }

  /** The same, with what was known before it was decided. */
  public ReturnAssessment knowing(@Nullable FeatureRow known) {
    return new ReturnAssessment(assessment, taken, refundMinor, home, paidIn, scoredMicros, known);
  }
}
