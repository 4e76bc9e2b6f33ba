package io.tillwatch.core.fraud;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks what other rules would have decided on this store's own past.
 *
 * @param text the proposed rule set, YAML or JSON
 * @param days how far back, 1..365
 * @param model hash of the model that would judge beside them; null: the one that does
 */
public record Backtest(String text, int days, @Nullable String model) {

  /** Most changed decisions that an answer lists. */
  public static final int MAX_CHANGES = 200;

  /** What is answered. */
  public sealed interface Answer {}

  /** The proposed rules, or the model beside them, cannot be used. */
  public record Refused(String problem) implements Answer {}

  /**
   * What would have changed.
   *
   * @param transactions judged
   * @param changes decisions that differ, newest first, at most {@link #MAX_CHANGES}
   * @param changed how many differ
   * @param blockedMoreMinor money of returns that would have been blocked and were not
   * @param blockedLessMinor money of returns that would not have been blocked and were
   */
  public record Report(
      String proposedVersion,
      String currentVersion,
      int transactions,
      int changed,
      long blockedMoreMinor,
      long blockedLessMinor,
      List<Change> changes)
      implements Answer {
    public Report {
      changes = List.copyOf(changes);
    }
  }

  /** One decision that differs. */
  public record Change(
      String transactionId,
      @Nullable String customerId,
      long totalMinor,
      Decision now,
      int scoreNow,
      Decision proposed,
      int scoreProposed) {}
}
