package io.tillwatch.core.search;

import io.tillwatch.core.search.Profile.Counts;
import io.tillwatch.core.search.Profile.Money;
import io.tillwatch.core.search.Profile.Related;
import io.tillwatch.core.search.Profile.Share;
import io.tillwatch.core.search.Subject.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sums up the rows of one subject. */
final class Profiler {
  private static final int MOST_RELATED = 10;
  private static final Comparator<Share> MOST_FIRST =
      Comparator.comparingInt(Share::transactions).reversed().thenComparing(Share::id);

  private final List<RowGroup> chunks;
  private final Dictionary names;
  private final int[] stores;
  private final int[] customers;
  private final int[] cashiers;
  private final int[] skus;
  private final int[] cards;
  private final Totals totals = new Totals();
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  Profiler(List<RowGroup> chunks, Dictionary names) {
    this.chunks = chunks;
    this.names = names;
    this.stores = new int[names.stores().end()];
    this.customers = new int[names.customers().end()];
    this.cashiers = new int[names.cashiers().end()];
    this.cards = new int[names.cards().end()];
    this.skus = new int[names.skus().end()];
  }

  Profile of(Subject subject, Profile.Coverage coverage) {
    RowMatch match = new RowMatch(subject, names);
    for (RowGroup rows : chunks) {
      for (int row = 0; row < rows.size(); row++) {
        if (match.matches(rows, row)) {
          count(rows, row);
        }
      }
    }
    return new Profile(
        subject,
        coverage,
        totals.counts(),
        Money.of(totals.sold(), totals.refunded()),
        then(first),
        then(last),
        related(subject.kind()),
        new PeerGroup(chunks, names).compare(subject));
  }

  private void count(RowGroup rows, int row) {
    totals.add(rows.standing[row], rows.moved[row]);
    first = Math.min(first, rows.at[row]);
    last = Math.max(last, rows.at[row]);
    stores[rows.store[row]]++;
    customers[rows.customer[row]]++;
    cashiers[rows.cashier[row]]++;
    cards[rows.card[row]]++;
    for (int line = rows.firstLine(row); line < rows.endOfLines(row); line++) {
      skus[rows.sku(line)]++;
    }
  }

  private static @Nullable Instant then(long millis) {
    return millis == Long.MAX_VALUE || millis == Long.MIN_VALUE
        ? null
        : Instant.ofEpochMilli(millis);
  }

  /** Not of its own kind: that would be itself. */
  private Related related(Kind kind) {
    return new Related(
        kind == Kind.STORE ? List.of() : most(names.stores(), stores),
        kind == Kind.CUSTOMER ? List.of() : most(names.customers(), customers),
        kind == Kind.CASHIER ? List.of() : most(names.cashiers(), cashiers),
        kind == Kind.CARD ? List.of() : most(names.cards(), cards),
        kind == Kind.ARTICLE ? List.of() : most(names.skus(), skus));
  }

  private static List<Share> most(TextIds names, int[] counts) {
    List<Share> shares = new ArrayList<>();
    for (int number = 1; number < counts.length; number++) {
      String name = names.text(number);
      if (counts[number] > 0 && name != null) {
        shares.add(new Share(name, counts[number]));
      }
    }
    return shares.stream().sorted(MOST_FIRST).limit(MOST_RELATED).toList();
  }

  /** What rows add up to. */
  static final class Totals {
    private int sales;
    private int returns;
    private int voided;
    private int held;
    private int blocked;
    private int alerts;
    private int open;
    private int frauds;
    private long sold;
    private long refunded;

    void add(int standing, long moved) {
      boolean sale = (standing & StatusBits.SALE) != 0;
      sales += sale ? 1 : 0;
      returns += sale ? 0 : 1;
      sold += sale ? moved : 0;
      refunded += sale ? 0 : moved;
      voided += has(standing, StatusBits.VOIDED);
      held += has(standing, StatusBits.HELD);
      blocked += has(standing, StatusBits.BLOCKED);
      alerts += has(standing, StatusBits.FLAGGED);
      boolean isOpen = (standing & (StatusBits.FLAGGED | StatusBits.JUDGED)) == StatusBits.FLAGGED;
      open += isOpen ? 1 : 0;
      frauds += has(standing, StatusBits.FRAUD);
    }

    private static int has(int standing, int bit) {
      return (standing & bit) == 0 ? 0 : 1;
    }

    long sold() {
      return sold;
    }

    long refunded() {
      return refunded;
    }

    Counts counts() {
      return new Counts(sales, returns, voided, held, blocked, alerts, open, frauds);
    }
  }
}
