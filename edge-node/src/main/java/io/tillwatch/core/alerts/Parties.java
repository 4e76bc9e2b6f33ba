package io.tillwatch.core.alerts;

import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Tender;
import io.tillwatch.core.retail.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Whose a transaction is, or, of a filter, whose are wanted; what is null is unknown, or excludes
 * nothing.
 *
 * @param card the fingerprint of what paid, or was to be paid back to
 */
public record Parties(
    @Nullable String customerId, @Nullable String cashierId, @Nullable String card) {
  /** Everybody. */
  public static final Parties ANY = new Parties(null, null, null);

  /** Those of a transaction. */
  public static Parties of(Transaction transaction, CardFingerprints cards) {
    String cashier = transaction.cashierId();
    return new Parties(
        transaction.customerId(),
        cashier == null ? null : cashier.intern(),
        cards.of(tender(transaction)));
  }

  /** What paid, or was to be paid back to; null where neither is known. */
  public static @Nullable Tender tender(Transaction transaction) {
    if (transaction instanceof Sale sale) {
      return sale.tender();
    }
    return transaction instanceof Return refund ? refund.refundTender() : null;
  }

  /** Whether a transaction of these is wanted. */
  boolean matches(Parties found) {
    return is(customerId, found.customerId)
        && is(cashierId, found.cashierId)
        && is(card, found.card);
  }

  private static boolean is(@Nullable String wanted, @Nullable String found) {
    return wanted == null || wanted.equals(found);
  }
}
