package io.tillwatch.core.checkout;

import java.util.List;

/**
 * A store asks another one what it knows of a receipt that is not known to the asker.
 *
 * @param receipt the receipt's number
 */
public record ReceiptLookup(String receipt) {
  /** Most ops of one answer; a receipt with more returns that hold something is cut off there. */
  public static final int MOST = 1000;

  /**
   * What a store knows of a receipt.
   *
   * @param ops texts of the ops of its sale, of the returns that hold or took something of it, and
   *     of what was said of them; empty where the receipt is not known
   * @param complete the store has all facts of its own, so that what it does not know it did not do
   */
  public record Answer(List<String> ops, boolean complete) {
    public Answer {
      ops = List.copyOf(ops);
    }
  }
}
