package io.tillwatch.edge.fraud;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.PhotoEvidence;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.Tender;
import io.tillwatch.core.retail.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets transactions that are kept share what comes again and again: the names of stores, lanes,
 * people, cards and articles, whole tenders and baskets. A million transactions otherwise hold each
 * a million times. For one thread at a time.
 */
final class StringInterner {
  private static final int MOST = 500_000;

  private final Map<Object, Object> shared = new HashMap<>();

  /** The transactions of a page in its order, null for what is none. */
  List<@Nullable Transaction> in(FactPage page) {
    List<@Nullable Transaction> transactions = new ArrayList<>(page.facts().size());
    for (StoredFact stored : page.facts()) {
      transactions.add(stored.fact() instanceof Posted posted ? in(posted.transaction()) : null);
    }
    return transactions;
  }

  /** The same transaction, with shared names. */
  Transaction in(Transaction transaction) {
    return transaction instanceof Sale sale ? in(sale) : in((Return) transaction);
  }

  private Sale in(Sale sale) {
    return sale.toBuilder()
        .storeId(one(sale.storeId()))
        .laneId(one(sale.laneId()))
        .cashierId(maybe(sale.cashierId()))
        .customerId(maybe(sale.customerId()))
        .currency(one(sale.currency()))
        .lines(in(sale.lines()))
        .tender(in(sale.tender()))
        .photo(in(sale.photo()))
        .employeeId(maybe(sale.employeeId()))
        .build();
  }

  private Return in(Return refund) {
    return refund.toBuilder()
        .storeId(one(refund.storeId()))
        .laneId(one(refund.laneId()))
        .cashierId(maybe(refund.cashierId()))
        .customerId(maybe(refund.customerId()))
        .currency(one(refund.currency()))
        .lines(in(refund.lines()))
        .refundTender(in(refund.refundTender()))
        .photo(in(refund.photo()))
        .reason(maybe(refund.reason()))
        .supervisorId(maybe(refund.supervisorId()))
        .build();
  }

  @SuppressWarnings("unchecked") // a list that is equal to a basket is one
  private List<LineItem> in(List<LineItem> lines) {
    Object known = shared.get(lines);
    if (known != null) {
      return (List<LineItem>) known;
    }
    List<LineItem> kept = new ArrayList<>(lines.size());
    boolean unique = false;
    for (LineItem line : lines) {
      unique |= line.serial() != null;
      kept.add(
          new LineItem(
              one(line.sku()),
              line.quantity(),
              line.unitPriceMinor(),
              line.serial(),
              line.condition()));
    }
    List<LineItem> same = List.copyOf(kept);
    return unique ? same : one(same);
  }

  private @Nullable Tender in(@Nullable Tender tender) {
    if (tender == null) {
      return null;
    }
    return shared.get(tender) instanceof Tender known
        ? known
        : one(new Tender(tender.type(), maybe(tender.token()), tender.giftCardActivatedAt()));
  }

  private @Nullable PhotoEvidence in(@Nullable PhotoEvidence photo) {
    return photo == null
        ? null
        : photo.sharing(
            maybe(photo.liveness()),
            maybe(photo.similarityToSale()),
            maybe(photo.notCompared()),
            maybe(photo.bitsFromSale()));
  }

  private <T> @Nullable T maybe(@Nullable T value) {
    return value == null ? null : one(value);
  }

  @SuppressWarnings("unchecked") // what is equal to a T and no other class is a T
  private <T> T one(T value) {
    Object known = shared.get(value);
    if (known != null) {
      return (T) known;
    }
    if (shared.size() < MOST) {
      shared.put(value, value);
    }
    return value;
  }
}
