package io.tillwatch.core.search;

/** The texts that rows share. */
record Dictionary(
    TextIds stores, TextIds customers, TextIds cashiers, TextIds cards, TextIds skus) {
  Dictionary() {
    this(new TextIds(), new TextIds(), new TextIds(), new TextIds(), new TextIds());
  }

  /** The rows are forgotten. */
  void forget(RowGroup rows) {
    for (int row = 0; row < rows.size(); row++) {
      stores.release(rows.store[row]);
      customers.release(rows.customer[row]);
      cashiers.release(rows.cashier[row]);
      cards.release(rows.card[row]);
      for (int line = rows.firstLine(row); line < rows.endOfLines(row); line++) {
        skus.release(rows.sku(line));
      }
    }
  }

  long bytes() {
    return stores.bytes() + customers.bytes() + cashiers.bytes() + cards.bytes() + skus.bytes();
  }
}
