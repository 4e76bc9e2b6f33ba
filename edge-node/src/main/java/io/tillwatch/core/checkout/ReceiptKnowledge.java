package io.tillwatch.core.checkout;

import java.util.Set;

/**
 * What the ledger says of the receipt that a return names: this store's own and, where that does
 * not know the sale, the stores that were asked. It adds to what scoring remembers, which may have
 * dropped the receipt or not heard of it yet.
 *
 * @param history the sale, null where nobody who could be asked knows it, and its returns
 * @param issuers stores that may have issued the number; empty: any store may have
 * @param unheard those of the possible issuers that could not be asked or did not answer: where
 *     there is one, absence proves nothing; empty where all have answered, or the sale is known
 */
public record ReceiptKnowledge(ReceiptHistory history, Set<String> issuers, Set<String> unheard) {
  public ReceiptKnowledge {
    issuers = Set.copyOf(issuers);
    unheard = Set.copyOf(unheard);
  }

  /** Whether the sale is known, here or in a store that was asked. */
  public boolean knowsSale() {
    return history.sale() != null;
  }
}
