package io.tillwatch.edge.checkout.model;

import java.time.Instant;
import java.util.List;

/**
 * What the merged history shows and no store could know at the time: a line of a receipt was
 * refunded more often than it was sold. Every store derives the same finding with the same id.
 *
 * @param at time of the latest refund that it rests on
 * @param storeId the store that sold
 * @param line index of the sale's line
 * @param returns ids of the returns that were paid for this line, as far as known when it was
 *     written, in order of time
 * @param overUnits units paid beyond what was sold
 * @param overMinor money paid beyond what was paid for
 */
public record Finding(
    String id,
    Instant at,
    String storeId,
    Kind kind,
    String receipt,
    int line,
    List<String> returns,
    int overUnits,
    long overMinor) {

  /** What was found. */
  public enum Kind {
    DOUBLE_REFUND
  }

  public Finding {
    returns = List.copyOf(returns);
  }

  /** The one id of a double refund of this line, in every store. */
  public static String idFor(String receipt, int line) {
    return "double_refund_" + receipt + "_" + line;
  }
}
