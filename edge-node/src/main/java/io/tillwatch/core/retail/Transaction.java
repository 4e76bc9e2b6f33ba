package io.tillwatch.core.retail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sale or a return: what a till commits and the fraud scorer judges. */
public interface Transaction {

  String id();

  java.time.Instant at();

  String storeId();

  /** The lane's terminal, as the kiosk names it. */
  String laneId();

  /** The cashier's staff id, or null at a self-service lane. */
  @Nullable String cashierId();

  /** Loyalty or account id of the customer, or null. */
  @Nullable String customerId();

  /** ISO 4217, three capital letters. */
  String currency();

  List<LineItem> lines();

  /** The photo taken with this transaction, or null. */
  @Nullable PhotoEvidence photo();

  /**
   * The sale's own number; on a return the number of the receipt presented, or null without one.
   */
  @Nullable String receiptNumber();

  /** Sum of the lines in minor units. */
  default long totalMinor() {
    long total = 0;
    for (LineItem line : lines()) {
      total += line.totalMinor();
    }
    return total;
  }
}
