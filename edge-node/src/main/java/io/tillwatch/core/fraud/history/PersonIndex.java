package io.tillwatch.core.fraud.history;

import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Tender;
import io.tillwatch.core.retail.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Transactions by customer account and by card. A return also counts for the account and the card
 * that paid for the goods: leaving one's own name away changes little.
 */
public final class PersonIndex {
  private final CompactMap<PersonEntry> accounts = new CompactMap<>();
  private final CompactMap<PersonEntry> cards = new CompactMap<>();

  /** What is known of an account; empty where nothing is. */
  PersonEntry account(@Nullable String customerId) {
    return find(accounts, customerId);
  }

  /** What is known of a card; empty where nothing is. */
  PersonEntry card(@Nullable String token) {
    return find(cards, token);
  }

  private static PersonEntry find(CompactMap<PersonEntry> in, @Nullable String key) {
    PersonEntry found = in.get(key);
    return found == null ? PersonEntry.NOBODY : found;
  }

  private static @Nullable PersonEntry entry(CompactMap<PersonEntry> in, @Nullable String key) {
    PersonEntry found = in.get(key);
    if (found == null && key != null) {
      found = new PersonEntry();
      in.put(key, found);
    }
    return found;
  }

  void used(HistoryEntry use) {
    use.usedBy(
        entry(accounts, use.transaction().customerId()), entry(cards, token(use.transaction())));
    used(use.account(), use);
    used(use.card(), use);
    if (use.card() != null) {
      use.card().suspectAccountOf(use);
    }
  }

  private static void used(@Nullable PersonEntry name, HistoryEntry use) {
    if (name != null) {
      name.add(use);
      if (!use.isSale()) {
        name.returned(use);
      }
    }
  }

  void returnedPurchaseOf(HistoryEntry refund, Sale sale) {
    returned(entry(accounts, sale.customerId()), refund);
    returned(entry(cards, token(sale.tender())), refund);
  }

  private static void returned(@Nullable PersonEntry name, HistoryEntry refund) {
    if (name != null) {
      name.returned(refund);
    }
  }

  void forget(HistoryEntry use, @Nullable ReceiptEntry entry) {
    forget(use, use.transaction());
    HistoryEntry sold = use.isSale() || entry == null ? null : entry.sale();
    if (sold != null) {
      forget(use, sold.transaction());
    }
  }

  /**
   * A sale is forgotten: its returns count no more for who bought, as on a node that never heard of
   * it. Whoever they name themselves keeps them.
   */
  void forgetPurchase(Sale sale, EntryTimeline claims) {
    for (int i = 0; i < claims.size(); i++) {
      HistoryEntry refund = claims.get(i);
      forgetReturn(accounts, sale.customerId(), refund.transaction().customerId(), refund);
      forgetReturn(cards, token(sale.tender()), token(refund.transaction()), refund);
    }
  }

  private static void forgetReturn(
      CompactMap<PersonEntry> in, @Nullable String key, @Nullable String own, HistoryEntry refund) {
    PersonEntry name = in.get(key);
    if (name != null && key != null && !key.equals(own)) {
      name.forgetReturn(refund);
      dropEmpty(in, key, name);
    }
  }

  private static void dropEmpty(CompactMap<PersonEntry> in, String key, PersonEntry name) {
    if (name.isForgotten()) {
      in.remove(key);
    }
  }

  private void forget(HistoryEntry use, Transaction under) {
    forget(accounts, under.customerId(), use);
    forget(cards, token(under), use);
  }

  private static void forget(CompactMap<PersonEntry> in, @Nullable String key, HistoryEntry use) {
    PersonEntry name = in.get(key);
    if (name != null && key != null) {
      name.forget(use);
      dropEmpty(in, key, name);
    }
  }

  /** The card of a transaction, or null. */
  public static @Nullable String token(Transaction transaction) {
    return token(
        transaction instanceof Sale sale ? sale.tender() : ((Return) transaction).refundTender());
  }

  public static @Nullable String token(@Nullable Tender tender) {
    return tender == null ? null : tender.token();
  }
}
