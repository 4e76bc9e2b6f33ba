package io.tillwatch.core.search;

/** The texts that rows share. */
record Dictionary(Names stores, Names customers, Names cashiers, Names cards, Names skus) {
  Dictionary() {
    this(new Names(), new Names(), new Names(), new Names(), new Names());
  }

  /** The rows are forgotten. */
  void forget(Rows rows) {
    for (int row = 0; row < rows.size(); row++) {
      stores.give(rows.store[row]);
      customers.give(rows.customer[row]);
      cashiers.give(rows.cashier[row]);
      cards.give(rows.card[row]);
      for (int line = rows.firstLine(row); line < rows.endOfLines(row); line++) {
        skus.give(rows.sku(line));
      }
    }
  }

  long bytes() {
    return stores.bytes() + customers.bytes() + cashiers.bytes() + cards.bytes() + skus.bytes();
  }
}
