package io.tillwatch.core.search;

import java.util.stream.Stream;

/** The texts that rows share. */
record Dictionary(
    TextIds stores,
    TextIds customers,
    TextIds cashiers,
    TextIds cards,
    TextIds skus,
    TextIds traits) {
  Dictionary() {
    this(new TextIds(), new TextIds(), new TextIds(), new TextIds(), new TextIds(), new TextIds());
  }

  /** The rows are forgotten. */
  void forget(RowGroup rows) {
    for (int row = 0; row < rows.size(); row++) {
      stores.release(rows.store[row]);
      customers.release(rows.customer[row]);
      cashiers.release(rows.cashier[row]);
      cards.release(rows.card[row]);
      traits.release(rows.traits[row]);
      for (int line = rows.firstLine(row); line < rows.endOfLines(row); line++) {
        skus.release(rows.sku(line));
      }
    }
  }

  long bytes() {
    return Stream.of(stores, customers, cashiers, cards, skus, traits)
        .mapToLong(TextIds::bytes)
        .sum();
  }
}
