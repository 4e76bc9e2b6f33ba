package io.tillwatch.edge.web.api;

import io.tillwatch.core.alerts.Parties;
import io.tillwatch.core.alerts.TransactionFilter;
import io.tillwatch.core.alerts.TransactionFilter.Amounts;
import io.tillwatch.core.alerts.TransactionFilter.Period;
import io.tillwatch.edge.web.http.Query;
import org.jspecify.annotations.Nullable;

/** Reads what several lists are filtered by. */
public final class ListQueries {
  private ListQueries() {}

  /**
   * The transactions that a list is about.
   *
   * @param sale whether sales are wanted, else returns; null: both
   */
  public static TransactionFilter transactions(Query query, @Nullable Boolean sale) {
    return new TransactionFilter(
        sale,
        query.text("storeId"),
        new Parties(query.text("customerId"), query.text("cashierId"), query.card("card")),
        query.text("reason"),
        query.text("sku"),
        query.text("serial"),
        new Amounts(query.amount("minAmountMinor"), query.amount("maxAmountMinor")),
        new Period(query.optionalInstant("from"), query.optionalInstant("to")));
  }
}
