package io.tillwatch.core.search;

import io.tillwatch.core.alerts.TransactionFilter;
import io.tillwatch.core.checkout.Posted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A filter in the numbers of the columns. */
final class RowMatch {
  /** Any text, or none. */
  private static final int ANY = Integer.MIN_VALUE;

  private final TransactionFilter filter;
  private final Posted.@Nullable Status status;
  private final int store;
  private final int customer;
  private final int cashier;
  private final int card;
  private final int sku;
  private final long receipt;
  private final @Nullable Long serial;

  /** Those of a subject. */
  RowMatch(Subject subject, Dictionary names) {
    this(subject.filter(), null, null, names);
  }

  RowMatch(
      TransactionFilter filter,
      Posted.@Nullable Status status,
      @Nullable String receipt,
      Dictionary names) {
    this.receipt = NumberHashes.receipt(receipt);
    this.filter = filter;
    this.status = status;
    this.store = number(names.stores(), filter.storeId());
    this.customer = number(names.customers(), filter.parties().customerId());
    this.cashier = number(names.cashiers(), filter.parties().cashierId());
    this.sku = number(names.skus(), filter.sku());
    this.card = number(names.cards(), filter.parties().card());
    this.serial =
        filter.serial() == null ? null : Long.valueOf(NumberHashes.number(filter.serial()));
  }

  private static int number(TextIds names, @Nullable String text) {
    return text == null ? ANY : names.find(text);
  }

  /** Whether a row is let through; cheap columns first. */
  boolean matches(RowGroup rows, int row) {
    return is(customer, rows.customer[row])
        && is(cashier, rows.cashier[row])
        && is(store, rows.store[row])
        && (receipt == 0 || receipt == rows.receipt[row])
        && is(card, rows.card[row])
        && (sku == ANY || rows.hasSku(row, sku))
        && (serial == null || rows.hasSerial(row, serial))
        && stands(rows.standing[row])
        && filter.amounts().contains(rows.total[row])
        && isThen(rows.at[row]);
  }

  private boolean stands(int standing) {
    boolean sale = (standing & StatusBits.SALE) != 0;
    return (filter.sale() == null || filter.sale() == sale)
        && (status == null || StatusBits.is(standing, status));
  }

  private boolean isThen(long at) {
    boolean always = filter.period().from() == null && filter.period().to() == null;
    return always || filter.period().contains(Instant.ofEpochMilli(at));
  }

  private static boolean is(int wanted, int found) {
    return wanted == ANY || wanted == found;
  }
}
