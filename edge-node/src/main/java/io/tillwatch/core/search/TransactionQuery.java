package io.tillwatch.core.search;

import io.tillwatch.core.alerts.TransactionFilter;
import io.tillwatch.core.checkout.Posted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a page of the transactions that a filter lets through, in order of time.
 *
 * @param cut of the patterns
 * @param receipt number of the receipt that they are of, however it was typed; or null
 * @param after id of the last one of the page before, or null for the first page
 * @param limit at most, 0..200; 0: their number alone
 */
public record TransactionQuery(
    TransactionFilter filter,
    Cut cut,
    Posted.@Nullable Status status,
    @Nullable String receipt,
    boolean oldestFirst,
    @Nullable String after,
    int limit) {
  /** How many there are. */
  public static final TransactionQuery ALL =
      new TransactionQuery(TransactionFilter.ANY, Cut.ANY, null, null, false, null, 0);

  /**
   * The answer.
   *
   * @param ids of the transactions of this page, in order
   * @param more whether there are further ones behind them
   * @param total how many the filter lets through
   * @param known false where {@code after} is not remembered
   * @param complete whether every transaction of the ledger was looked at; false while the past is
   *     read at a start, and where memory had no room
   */
  public record Page(List<String> ids, boolean more, int total, boolean known, boolean complete) {
    public Page {
      ids = List.copyOf(ids);
    }
  }
}
