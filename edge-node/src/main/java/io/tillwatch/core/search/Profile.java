package io.tillwatch.core.search;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a customer, cashier, store, card, article or serial number.
 *
 * @param coverage how much of the ledger was looked at
 * @param first when its first transaction happened, or null where there is none
 * @param last when its last one happened
 * @param peers how it compares with all others of its kind; null where that says nothing: of cards,
 *     articles and serial numbers, and with fewer than {@value #FEWEST} to compare with
 */
public record Profile(
    Subject subject,
    Coverage coverage,
    Counts counts,
    Money money,
    @Nullable Instant first,
    @Nullable Instant last,
    Related related,
    @Nullable Peers peers) {
  static final int FEWEST = 5;

  /**
   * How much was looked at.
   *
   * @param complete false while the past is still read after a start
   * @param since what happened before may lack, for memory had no room; null where nothing lacks
   */
  public record Coverage(Instant asOf, boolean complete, @Nullable Instant since) {}

  /**
   * Transactions by how they stand now.
   *
   * @param alerts that raised one, or were found to have been paid too much
   * @param openAlerts of these those without a verdict
   * @param frauds of these those that a reviewer found to be fraud
   */
  public record Counts(
      int sales,
      int returns,
      int voided,
      int held,
      int blocked,
      int alerts,
      int openAlerts,
      int frauds) {}

  /**
   * Minor units of the shop's currency.
   *
   * @param soldMinor completed sales that were not cancelled
   * @param refundedMinor what was paid back
   * @param returnedShare refunded of what was sold, or null where nothing was
   */
  public record Money(
      long soldMinor, long refundedMinor, long netMinor, @Nullable Double returnedShare) {
    static Money of(long sold, long refunded) {
      return new Money(
          sold, refunded, sold - refunded, sold == 0 ? null : (double) refunded / sold);
    }
  }

  /** Who and what else is in its transactions, those with the most first. */
  public record Related(
      List<Share> stores,
      List<Share> customers,
      List<Share> cashiers,
      List<Share> cards,
      List<Share> articles) {}

  /** One of these, and in how many of the transactions it is. */
  public record Share(String id, int transactions) {}

  /** Among all others of its kind that sold or took back. */
  public record Peers(int count, Comparison returnedShare, Comparison flaggedShare) {}

  /**
   * One figure among peers.
   *
   * @param own null where it is not known
   * @param median of all
   * @param exceeds share of the others that have less, or null where the own is not known
   */
  public record Comparison(
      @Nullable Double own, @Nullable Double median, @Nullable Double exceeds) {}
}
