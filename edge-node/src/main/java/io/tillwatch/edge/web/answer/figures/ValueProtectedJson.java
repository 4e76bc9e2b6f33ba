package io.tillwatch.edge.web.answer.figures;

import io.tillwatch.core.analytics.ProtectedAttempt;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was not paid to whom.
 *
 * @param valueProtectedMinor of all rows, not of this page alone
 * @param count all rows
 */
public record ValueProtectedJson(
    Instant asOf,
    boolean complete,
    String currency,
    String formula,
    long valueProtectedMinor,
    int count,
    List<ProtectedAttempt> items,
    @Nullable String nextCursor) {
  static final String FORMULA =
      "sum of askedMinor over returns that were answered BLOCK or REVIEW, are paid nothing by now"
          + " (refused, or declined by a reviewer), were not found legitimate and not tried again (the"
          + " last try counts);"
          + " askedMinor = sum over lines of quantity x the lower of the price asked and the price"
          + " paid, in the shop's currency";

  public static ValueProtectedJson of(
      ProtectedAttempt.Page page, String currency, @Nullable String nextCursor) {
    return new ValueProtectedJson(
        page.asOf(),
        page.complete(),
        currency,
        FORMULA,
        page.sumMinor(),
        page.count(),
        page.attempts(),
        nextCursor);
  }
}
