package io.tillwatch.core.fraud;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the fraud actor is doing.
 *
 * @param guard why changed rules are held back, or null where none is
 * @param historyComplete false while the history is read back after a start
 * @param room what the history holds and what it had no room for
 * @param models which model judges, in plain words; says so where one should and cannot
 * @param external how asking the external service went, or null where there is none
 */
public record FraudStatus(
    @Nullable GuardAlarm guard,
    boolean historyComplete,
    Room room,
    String models,
    ExternalScore.@Nullable Figures external) {

  /**
   * What the history holds.
   *
   * @param transactions that are remembered
   * @param bytes of memory that they take, by estimate
   * @param dropped transactions that are young enough and had no room
   * @param lacksBefore of what came before this some was dropped; null where all is remembered
   */
  public record Room(int transactions, long bytes, long dropped, @Nullable Instant lacksBefore) {
    /** In plain words, for log and status. */
    public String words() {
      return dropped == 0
          ? "the history keeps all of " + transactions + " transactions"
          : "the history keeps "
              + transactions
              + " of "
              + (transactions + dropped)
              + " transactions, back to "
              + lacksBefore;
    }
  }

  /** The question for it. */
  public record Query() {}
}
