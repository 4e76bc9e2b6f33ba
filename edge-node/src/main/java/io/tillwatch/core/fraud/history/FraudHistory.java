package io.tillwatch.core.fraud.history;

import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.FraudStatus;
import io.tillwatch.core.fraud.RetailContext;
import io.tillwatch.core.retail.Dispute;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.ListEntry;
import io.tillwatch.core.retail.NumberNormalizer;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.RetailEvent;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.SaleVoid;
import io.tillwatch.core.retail.Transaction;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that scoring looks back on, in memory and in event time. Learning the same event twice
 * is learning it once, and the order of learning is no matter: two nodes that know the same events
 * give the same scores. Kept is what arrived within {@link #RETENTION_DAYS} before this node's
 * clock, and of that what memory has room for; no event moves that clock. For one thread.
 */
public final class FraudHistory {
  public static final int RETENTION_DAYS = 730;
  private static final long DAY = 86_400_000L;
  private static final long RETENTION = RETENTION_DAYS * DAY;

  /** Longest look back at figures per day. */
  private static final long FIGURES = 120 * DAY;

  private static final long WEEK = 7 * DAY;

  public RetailContext context;
  final CompactMap<HistoryEntry> byId = new CompactMap<>();
  final Map<String, StoreFigures> figures = new HashMap<>();
  final PersonIndex persons = new PersonIndex();
  final ReceiptIndex receipts = new ReceiptIndex();
  final EntryIndex bySerial = new EntryIndex();
  final EntryIndex byPhoto = new EntryIndex();
  final EntryIndex fraudsByLane = new EntryIndex();
  final EntryIndex unusualByCashier = new EntryIndex();
  final StaffIndex staff = new StaffIndex();
  final ListIndex lists = new ListIndex();
  private final Map<String, Long> erasedUpTo = new HashMap<>();
  private final EarlyAnnotations earlyAnnotations = new EarlyAnnotations();
  private final Retention retention;
  private final boolean keepsReceipts;
  private long figuresFrom = Long.MIN_VALUE;

  /**
   * A history.
   *
   * @param mostBytes most memory that it may take, by estimate
   */
  public FraudHistory(RetailContext context, long mostBytes) {
    this(context, mostBytes, false);
  }

  private FraudHistory(RetailContext context, long mostBytes, boolean keepsReceipts) {
    this.context = context;
    this.retention = new Retention(RETENTION, mostBytes);
    this.keepsReceipts = keepsReceipts;
  }

  /** A history with no ledger behind it that knows the receipts it forgot: it keeps them all. */
  public static FraudHistory ofReplay(RetailContext context) {
    return new FraudHistory(context, Long.MAX_VALUE, true);
  }

  /** Tells what the shop's currency is, where the context does not. */
  public void assumeCurrency(String currency) {
    context = context.in(currency);
  }

  /** Tells what time it is by this node's clock, and forgets what is too old by it. */
  public void passes(Instant now) {
    retention.passes(now.toEpochMilli());
    forgetOld();
  }

  /** The shop floor is another from now on; what is remembered stays. */
  public void change(RetailContext next) {
    context = next;
  }

  /**
   * What a store knows at a moment. On a running node, which knows what it knows, its own store.
   */
  public HistoryView seenBy(String storeId, Instant now) {
    return new HistoryView(this, storeId, now.toEpochMilli());
  }

  /** Transactions that are remembered. */
  public int size() {
    return byId.size();
  }

  /** What it holds and what it had no room for. */
  public FraudStatus.Room room() {
    return new FraudStatus.Room(
        size(), retention.bytes(), retention.dropped(), retention.lacksBefore());
  }

  /** The transaction of that id, or null where it is not remembered. */
  public @Nullable Transaction transaction(String id) {
    HistoryEntry historyEntry = byId.get(id);
    return historyEntry == null ? null : historyEntry.transaction();
  }

  /**
   * Learns a transaction and how it was decided.
   *
   * @return whether it is remembered and was not before
   */
  public boolean learn(Transaction transaction, Decision decision) {
    return learn(transaction, decision, Visibility.AT_ONCE);
  }

  public boolean learn(Transaction transaction, Decision decision, Visibility visibility) {
    return learn(new HistoryEntry(transaction, decision, visibility));
  }

  /**
   * Learns a transaction on a running node.
   *
   * @param arrived see {@link Arrival}, milliseconds since 1970
   */
  public boolean learn(Transaction transaction, Decision decision, long arrived) {
    return learn(new HistoryEntry(transaction, decision, Visibility.AT_ONCE, arrived));
  }

  private boolean learn(HistoryEntry historyEntry) {
    if (retention.isTooOld(historyEntry)
        || byId.putIfAbsent(historyEntry.id(), historyEntry) != null) {
      return false;
    }
    retention.keep(historyEntry);
    index(historyEntry);
    earlyAnnotations.take(historyEntry.id()).forEach(annotation -> mark(historyEntry, annotation));
    forgetOld();
    return true;
  }

  /** Learns what happened beside transactions; a sale or return counts as approved. */
  public void learn(RetailEvent event, Visibility visibility) {
    learn(event, visibility, ReceivedAt.of(event.at()));
  }

  /** Learns it on a running node. */
  public void learn(RetailEvent event, ReceivedAt receivedAt) {
    learn(event, Visibility.AT_ONCE, receivedAt);
  }

  private void learn(RetailEvent event, Visibility visibility, ReceivedAt receivedAt) {
    if (event instanceof Transaction transaction) {
      learn(transaction, Decision.APPROVE, visibility);
    } else if (event instanceof SaleVoid cancelled) {
      Annotation annotation =
          Annotation.of(event, visibility, receivedAt, null, cancelled.cashierId());
      receipts.entry(cancelled.receiptNumber()).voided(annotation);
      staff.cancelled(cancelled.cashierId(), cancelled.receiptNumber(), annotation);
    } else if (event instanceof Dispute dispute) {
      receipts
          .entry(dispute.receiptNumber())
          .disputed(Annotation.of(event, visibility, receivedAt, null, null));
    } else if (event instanceof Resolution resolution) {
      markLater(
          resolution.of(),
          Annotation.of(event, visibility, receivedAt, resolution.outcome(), null));
    } else if (event instanceof ListEntry listEntry) {
      lists.add(listEntry, visibility, receivedAt.order());
    }
  }

  /** Learns that a customer's photos up to a moment are to be forgotten. */
  public void erased(String customerId, Instant at) {
    erasedUpTo.merge(customerId, at.toEpochMilli(), Math::max);
  }

  boolean isErased(@Nullable String customerId, long at) {
    Long upTo = customerId == null || erasedUpTo.isEmpty() ? null : erasedUpTo.get(customerId);
    return upTo != null && at <= upTo;
  }

  /** Learns that a reviewer paid or declined a held return. */
  public void learn(HeldDecision decision, ReceivedAt receivedAt) {
    markLater(decision.of(), Annotation.of(decision, receivedAt));
  }

  private void markLater(String of, Annotation annotation) {
    HistoryEntry historyEntry = byId.get(of);
    if (historyEntry != null) {
      mark(historyEntry, annotation);
    } else {
      earlyAnnotations.add(of, annotation);
    }
  }

  private void mark(HistoryEntry historyEntry, Annotation annotation) {
    historyEntry.mark(annotation);
    if (annotation.verdict() != Resolution.Outcome.FRAUD) {
      return;
    }
    if (historyEntry.card() != null) {
      historyEntry.card().suspectWithAccounts();
    }
    if (!historyEntry.isSale()) {
      fraudsByLane.add(
          laneKey(historyEntry.storeId(), historyEntry.transaction().laneId()), historyEntry);
    }
  }

  static String laneKey(String storeId, String laneId) {
    return storeId + '|' + laneId;
  }

  private void index(HistoryEntry historyEntry) {
    // a day that has not come, by a clock that was ahead, would push out those that have
    if (historyEntry.since() <= retention.now() + Arrival.AHEAD
        || retention.now() == Long.MIN_VALUE) {
      figures
          .computeIfAbsent(historyEntry.storeId(), id -> new StoreFigures())
          .count(historyEntry, context);
    }
    if (historyEntry.transaction().photo() != null) {
      byPhoto.add(historyEntry.transaction().photo().sha256(), historyEntry);
      byPhoto.add(historyEntry.transaction().photo().perceptualHash(), historyEntry);
    }
    for (LineItem line : historyEntry.transaction().lines()) {
      if (line.serial() != null) {
        bySerial.add(NumberNormalizer.serialKey(line.sku(), line.serial()), historyEntry);
      }
    }
    persons.used(historyEntry);
    if (historyEntry.isSale()) {
      indexSale(historyEntry, historyEntry.sale());
    } else {
      indexReturn(historyEntry, historyEntry.refund());
    }
  }

  private void indexSale(HistoryEntry historyEntry, Sale sale) {
    staff.bought(sale);
    EntryTimeline claims = receipts.sold(sale.receiptNumber(), historyEntry);
    // returns that were heard of before their sale
    for (int i = 0; i < claims.size(); i++) {
      persons.returnedPurchaseOf(claims.get(i), sale);
    }
  }

  private void indexReturn(HistoryEntry historyEntry, Return refund) {
    String cashier = refund.cashierId();
    if (cashier != null && isUnusual(historyEntry)) {
      unusualByCashier.add(laneKey(historyEntry.storeId(), cashier), historyEntry);
    }
    if (refund.receiptNumber() != null) {
      ReceiptEntry entry = receipts.entry(refund.receiptNumber());
      entry.claimed(historyEntry);
      if (entry.sale() != null) {
        persons.returnedPurchaseOf(historyEntry, entry.sale().sale());
      }
    }
  }

  private static boolean isUnusual(HistoryEntry historyEntry) {
    return historyEntry.decision() != Decision.BLOCK
        && StoreFigures.isUnusual(historyEntry.refund());
  }

  private void forgetOld() {
    for (HistoryEntry old = retention.next(); old != null; old = retention.next()) {
      forget(old);
    }
    long now = retention.now();
    if (now == Long.MIN_VALUE) {
      return;
    }
    // looks at every article, and answers name their window: rarely is enough
    if (now - WEEK > figuresFrom || now < figuresFrom) {
      figuresFrom = now;
      figures.values().forEach(store -> store.forgetBefore(now - FIGURES));
    }
  }

  private void forget(HistoryEntry historyEntry) {
    byId.remove(historyEntry.id());
    figures
        .computeIfAbsent(historyEntry.storeId(), id -> new StoreFigures())
        .forget(historyEntry, context);
    persons.forget(historyEntry, receipts.find(historyEntry.transaction().receiptNumber()));
    if (!keepsReceipts) {
      forgetPurchase(historyEntry);
    }
    if (!historyEntry.isSale()) {
      fraudsByLane.remove(
          laneKey(historyEntry.storeId(), historyEntry.transaction().laneId()), historyEntry);
      String cashier = historyEntry.refund().cashierId();
      if (cashier != null) {
        unusualByCashier.remove(laneKey(historyEntry.storeId(), cashier), historyEntry);
      }
    }
    if (historyEntry.transaction().photo() != null) {
      byPhoto.remove(historyEntry.transaction().photo().sha256(), historyEntry);
      byPhoto.remove(historyEntry.transaction().photo().perceptualHash(), historyEntry);
    }
  }

  private void forgetPurchase(HistoryEntry historyEntry) {
    ReceiptEntry receipt = receipts.find(historyEntry.transaction().receiptNumber());
    if (historyEntry.isSale() && receipt != null) {
      persons.forgetPurchase(historyEntry.sale(), receipt.claims());
    }
    receipts.forget(historyEntry);
    for (LineItem line : historyEntry.transaction().lines()) {
      if (line.serial() != null) {
        bySerial.remove(NumberNormalizer.serialKey(line.sku(), line.serial()), historyEntry);
      }
    }
  }
}
