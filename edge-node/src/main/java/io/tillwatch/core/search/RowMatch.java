package io.tillwatch.core.search;

import io.tillwatch.core.alerts.TransactionFilter;
import io.tillwatch.core.checkout.Posted;
import java.time.Instant;
import java.util.BitSet;
import java.util.function.Predicate;
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
  private final Cut cut;
  private final Dictionary names;
  private final Shelves shelves;

  /** The numbers of the traits that are let through; null: all. */
  private final @Nullable BitSet traits;

  /** The numbers of the articles of the category; null: all. */
  private final @Nullable BitSet ofCategory;

  /** Those of a subject. */
  RowMatch(Subject subject, Dictionary names) {
    this(
        new TransactionQuery(subject.filter(), Cut.ANY, null, null, false, null, 0),
        names,
        Shelves.NONE);
  }

  RowMatch(TransactionQuery listing, Dictionary names, Shelves shelves) {
    this.receipt = NumberHashes.receipt(listing.receipt());
    this.filter = listing.filter();
    this.status = listing.status();
    this.cut = listing.cut();
    this.names = names;
    this.shelves = shelves;
    this.store = number(names.stores(), filter.storeId());
    this.customer = number(names.customers(), filter.parties().customerId());
    this.cashier = number(names.cashiers(), filter.parties().cashierId());
    this.sku = number(names.skus(), filter.sku());
    this.card = number(names.cards(), filter.parties().card());
    this.serial =
        filter.serial() == null ? null : Long.valueOf(NumberHashes.number(filter.serial()));
    boolean anyTraits = filter.reason() == null && !cut.asksForTraits();
    this.traits =
        anyTraits
            ? null
            : those(names.traits(), text -> Traits.read(text).match(filter.reason(), cut));
    String category = cut.category();
    this.ofCategory =
        category == null
            ? null
            : those(names.skus(), sku -> sku != null && category.equals(shelves.category(sku)));
  }

  private static BitSet those(TextIds texts, Predicate<@Nullable String> wanted) {
    BitSet numbers = new BitSet();
    for (int number = 0; number < texts.end(); number++) {
      if (wanted.test(texts.text(number))) {
        numbers.set(number);
      }
    }
    return numbers;
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
        && (traits == null || traits.get(rows.traits[row]))
        && stands(rows.standing[row], rows.receipt[row] != 0)
        && filter.amounts().contains(rows.total[row])
        && isThen(rows.at[row])
        && (ofCategory == null || rows.hasOneOf(row, ofCategory))
        && isAtHour(rows.at[row], rows.store[row]);
  }

  private boolean stands(int standing, boolean hasReceipt) {
    boolean sale = (standing & StatusBits.SALE) != 0;
    return (filter.sale() == null || filter.sale() == sale)
        && (status == null || StatusBits.is(standing, status))
        && (cut.only() == null || cut.only().lets(standing, hasReceipt));
  }

  private boolean isThen(long at) {
    boolean always = filter.period().from() == null && filter.period().to() == null;
    return always || filter.period().contains(Instant.ofEpochMilli(at));
  }

  private boolean isAtHour(long at, int storeNumber) {
    return cut.hourOfDay() == null
        || cut.isThen(names.stores().text(storeNumber), Instant.ofEpochMilli(at), shelves);
  }

  private static boolean is(int wanted, int found) {
    return wanted == ANY || wanted == found;
  }
}
