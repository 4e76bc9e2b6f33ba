package io.tillwatch.edge.web.api;

import io.tillwatch.core.alerts.AlertFilter;
import io.tillwatch.core.alerts.AlertFilter.Progress;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.retail.Transaction;
import io.tillwatch.edge.web.http.Query;
import java.time.Instant;

/**
 * What the lists of alerts and transactions are filtered by alike; what was not given is null.
 *
 * @param reason code of a reason that counted
 * @param from then or later
 * @param to before
 */
record ListFilter(
    String storeId,
    String customerId,
    String cashierId,
    String reason,
    Long minAmountMinor,
    Long maxAmountMinor,
    Instant from,
    Instant to) {

  static ListFilter of(Query query) {
    return new ListFilter(
        query.text("storeId"),
        query.text("customerId"),
        query.text("cashierId"),
        query.text("reason"),
        query.amount("minAmountMinor"),
        query.amount("maxAmountMinor"),
        query.instant("from", null),
        query.instant("to", null));
  }

  AlertFilter alerts(Progress progress, String assignee) {
    return alerts(progress, null, assignee, null);
  }

  /** Transactions that raised an alert, which all do that were held or blocked. */
  AlertFilter transactions(Boolean sale, Posted.Status status) {
    return alerts(null, sale, null, status);
  }

  private AlertFilter alerts(
      Progress progress, Boolean sale, String assignee, Posted.Status status) {
    return new AlertFilter(
        progress,
        sale,
        storeId,
        reason,
        minAmountMinor,
        maxAmountMinor,
        from,
        to,
        assignee,
        customerId,
        cashierId,
        status);
  }

  boolean holds(Boolean sale, TransactionView view) {
    Transaction transaction = view.posted().transaction();
    return (sale == null || sale == (view.posted() instanceof PostedSale))
        && is(storeId, transaction.storeId())
        && is(customerId, transaction.customerId())
        && is(cashierId, transaction.cashierId())
        && (minAmountMinor == null || transaction.totalMinor() >= minAmountMinor)
        && (maxAmountMinor == null || transaction.totalMinor() <= maxAmountMinor)
        && (from == null || !transaction.at().isBefore(from))
        && (to == null || transaction.at().isBefore(to))
        && hasReason(view.posted());
  }

  private boolean hasReason(Posted posted) {
    return reason == null
        || posted.assessment().reasons().stream().anyMatch(each -> each.code().equals(reason));
  }

  private static boolean is(String wanted, String found) {
    return wanted == null || wanted.equals(found);
  }
}
