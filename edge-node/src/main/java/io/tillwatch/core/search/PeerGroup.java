package io.tillwatch.core.search;

import io.tillwatch.core.search.Profile.Comparison;
import io.tillwatch.core.search.Profile.Peers;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares a customer, cashier or store with all others. */
final class PeerGroup {
  private final List<RowGroup> chunks;
  private final Dictionary names;

  PeerGroup(List<RowGroup> chunks, Dictionary names) {
    this.chunks = chunks;
    this.names = names;
  }

  @Nullable Peers compare(Subject subject) {
    return switch (subject.kind()) {
      case CUSTOMER -> compare(subject, names.customers());
      case CASHIER -> compare(subject, names.cashiers());
      case STORE -> compare(subject, names.stores());
      case CARD, ARTICLE, SERIAL -> null;
    };
  }

  private @Nullable Peers compare(Subject subject, TextIds group) {
    int own = group.find(subject.id());
    if (own == TextIds.UNKNOWN) {
      return null;
    }
    double[] sold = new double[group.end()];
    double[] refunded = new double[group.end()];
    double[] flagged = new double[group.end()];
    double[] all = new double[group.end()];
    for (RowGroup rows : chunks) {
      int[] members = column(subject.kind(), rows);
      for (int row = 0; row < rows.size(); row++) {
        boolean sale = (rows.standing[row] & StatusBits.SALE) != 0;
        (sale ? sold : refunded)[members[row]] += rows.moved[row];
        flagged[members[row]] += (rows.standing[row] & StatusBits.FLAGGED) == 0 ? 0 : 1;
        all[members[row]]++;
      }
    }
    int others = (int) Arrays.stream(all).skip(1).filter(each -> each > 0).count() - 1;
    return others < Profile.FEWEST
        ? null
        : new Peers(others, comparison(refunded, sold, own), comparison(flagged, all, own));
  }

  private static int[] column(Subject.Kind kind, RowGroup rows) {
    return switch (kind) {
      case CUSTOMER -> rows.customer;
      case CASHIER -> rows.cashier;
      case STORE -> rows.store;
      case CARD, ARTICLE, SERIAL -> throw new IllegalArgumentException(kind + " has no peers");
    };
  }

  /** The share of those of whom it is known. */
  private static Comparison comparison(double[] part, double[] whole, int own) {
    double[] shares = new double[whole.length];
    int known = 0;
    for (int i = 1; i < whole.length; i++) {
      if (whole[i] > 0 && i != own) {
        shares[known++] = part[i] / whole[i];
      }
    }
    double[] others = Arrays.copyOf(shares, known);
    Arrays.sort(others);
    Double mine = whole[own] > 0 ? part[own] / whole[own] : null;
    return new Comparison(mine, median(others), mine == null ? null : exceeds(others, mine));
  }

  private static @Nullable Double median(double[] sorted) {
    int n = sorted.length;
    return n == 0 ? null : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  private static @Nullable Double exceeds(double[] sorted, double own) {
    if (sorted.length == 0) {
      return null;
    }
    int less = 0;
    while (less < sorted.length && sorted[less] < own) {
      less++;
    }
    return (double) less / sorted.length;
  }
}
