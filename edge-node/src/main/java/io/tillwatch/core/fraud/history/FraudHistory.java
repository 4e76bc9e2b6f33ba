package io.tillwatch.core.fraud.history;

import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.FraudStatus;
import io.tillwatch.core.fraud.RetailContext;
import io.tillwatch.core.retail.Dispute;
import io.tillwatch.core.retail.HeldDecision;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Listing;
import io.tillwatch.core.retail.Names;
import io.tillwatch.core.retail.Resolution;
import io.tillwatch.core.retail.RetailEvent;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.SaleVoid;
import io.tillwatch.core.retail.Transaction;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

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
  final CompactMap<Fact> byId = new CompactMap<>();
  final Map<String, StoreFigures> figures = new HashMap<>();
  final PersonIndex persons = new PersonIndex();
  final ReceiptIndex receipts = new ReceiptIndex();
  final FactIndex bySerial = new FactIndex();
  final FactIndex byPhoto = new FactIndex();
  final FactIndex fraudsByLane = new FactIndex();
  final FactIndex unusualByCashier = new FactIndex();
  final StaffIndex staff = new StaffIndex();
  final ListIndex lists = new ListIndex();
  private final Map<String, Long> erasedUpTo = new HashMap<>();
  private final MarksAhead marksAhead = new MarksAhead();
  private final Retention retention;
  private final boolean keepsReceipts;
  private long figuresFrom = Long.MIN_VALUE;

  /** A history that is bounded by time alone. */
  public FraudHistory(RetailContext context) {
    this(context, Long.MAX_VALUE);
  }

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
  public Transaction transaction(String id) {
    Fact fact = byId.get(id);
    return fact == null ? null : fact.transaction();
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
    return learn(new Fact(transaction, decision, visibility));
  }

  /**
   * Learns a transaction on a running node.
   *
   * @param arrived see {@link Arrival}, milliseconds since 1970
   */
  public boolean learn(Transaction transaction, Decision decision, long arrived) {
    return learn(new Fact(transaction, decision, Visibility.AT_ONCE, arrived));
  }

  private boolean learn(Fact fact) {
    if (retention.isTooOld(fact) || byId.putIfAbsent(fact.id(), fact) != null) {
      return false;
    }
    retention.keep(fact);
    index(fact);
    marksAhead.take(fact.id()).forEach(mark -> mark(fact, mark));
    forgetOld();
    return true;
  }

  /** Learns what happened beside transactions; a sale or return counts as approved. */
  public void learn(RetailEvent event, Visibility visibility) {
    learn(event, visibility, Told.of(event.at()));
  }

  /** Learns it on a running node. */
  public void learn(RetailEvent event, Told told) {
    learn(event, Visibility.AT_ONCE, told);
  }

  private void learn(RetailEvent event, Visibility visibility, Told told) {
    if (event instanceof Transaction transaction) {
      learn(transaction, Decision.APPROVE, visibility);
    } else if (event instanceof SaleVoid cancelled) {
      Mark mark = Mark.of(event, visibility, told, null, cancelled.cashierId());
      receipts.entry(cancelled.receiptNumber()).voided(mark);
      staff.cancelled(cancelled.cashierId(), cancelled.receiptNumber(), mark);
    } else if (event instanceof Dispute dispute) {
      receipts
          .entry(dispute.receiptNumber())
          .disputed(Mark.of(event, visibility, told, null, null));
    } else if (event instanceof Resolution resolution) {
      markLater(resolution.of(), Mark.of(event, visibility, told, resolution.outcome(), null));
    } else if (event instanceof Listing listing) {
      lists.add(listing, visibility, told.order());
    }
  }

  /** Learns that a customer's photos up to a moment are to be forgotten. */
  public void erased(String customerId, Instant at) {
    erasedUpTo.merge(customerId, at.toEpochMilli(), Math::max);
  }

  boolean isErased(String customerId, long at) {
    Long upTo = customerId == null || erasedUpTo.isEmpty() ? null : erasedUpTo.get(customerId);
    return upTo != null && at <= upTo;
  }

  /** Learns that a reviewer paid or declined a held return. */
  public void learn(HeldDecision decision) {
    learn(decision, Told.of(decision.at()));
  }

  /** Learns it on a running node. */
  public void learn(HeldDecision decision, Told told) {
    markLater(decision.of(), Mark.of(decision, told));
  }

  private void markLater(String of, Mark mark) {
    Fact fact = byId.get(of);
    if (fact != null) {
      mark(fact, mark);
    } else {
      marksAhead.add(of, mark);
    }
  }

  private void mark(Fact fact, Mark mark) {
    fact.mark(mark);
    if (mark.verdict() == Resolution.Outcome.FRAUD && fact.refund() != null) {
      fraudsByLane.add(laneKey(fact.storeId(), fact.transaction().laneId()), fact);
    }
  }

  static String laneKey(String storeId, String laneId) {
    return storeId + '|' + laneId;
  }

  private void index(Fact fact) {
    // a day that has not come, by a clock that was ahead, would push out those that have
    if (fact.since() <= retention.now() + Arrival.AHEAD || retention.now() == Long.MIN_VALUE) {
      figures.computeIfAbsent(fact.storeId(), id -> new StoreFigures()).count(fact, context);
    }
    if (fact.transaction().photo() != null) {
      byPhoto.add(fact.transaction().photo().sha256(), fact);
      byPhoto.add(fact.transaction().photo().perceptualHash(), fact);
    }
    for (LineItem line : fact.transaction().lines()) {
      if (line.serial() != null) {
        bySerial.add(Names.serialKey(line.sku(), line.serial()), fact);
      }
    }
    if (fact.sale() != null) {
      indexSale(fact, fact.sale());
    } else {
      indexReturn(fact, fact.refund());
    }
  }

  private void indexSale(Fact fact, Sale sale) {
    persons.bought(fact, sale);
    staff.bought(sale);
    FactLine claims = receipts.sold(sale.receiptNumber(), fact);
    // returns that were heard of before their sale
    for (int i = 0; i < claims.size(); i++) {
      persons.returnedPurchaseOf(claims.get(i), sale);
    }
  }

  private void indexReturn(Fact fact, Return refund) {
    persons.returned(fact, refund);
    if (isUnusual(fact)) {
      unusualByCashier.add(laneKey(fact.storeId(), refund.cashierId()), fact);
    }
    if (refund.receiptNumber() != null) {
      ReceiptEntry entry = receipts.entry(refund.receiptNumber());
      entry.claimed(fact);
      if (entry.sale() != null) {
        persons.returnedPurchaseOf(fact, entry.sale().sale());
      }
    }
  }

  private static boolean isUnusual(Fact fact) {
    return fact.decision() != Decision.BLOCK
        && fact.refund().cashierId() != null
        && StoreFigures.isUnusual(fact.refund());
  }

  private void forgetOld() {
    for (Fact old = retention.next(); old != null; old = retention.next()) {
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

  private void forget(Fact fact) {
    byId.remove(fact.id());
    figures.computeIfAbsent(fact.storeId(), id -> new StoreFigures()).forget(fact, context);
    persons.forget(fact, receipts.find(fact.transaction().receiptNumber()));
    if (!keepsReceipts) {
      forgetPurchase(fact);
    }
    if (fact.refund() != null) {
      fraudsByLane.remove(laneKey(fact.storeId(), fact.transaction().laneId()), fact);
      unusualByCashier.remove(laneKey(fact.storeId(), fact.refund().cashierId()), fact);
    }
    if (fact.transaction().photo() != null) {
      byPhoto.remove(fact.transaction().photo().sha256(), fact);
      byPhoto.remove(fact.transaction().photo().perceptualHash(), fact);
    }
  }

  private void forgetPurchase(Fact fact) {
    receipts.forget(fact);
    for (LineItem line : fact.transaction().lines()) {
      if (line.serial() != null) {
        bySerial.remove(Names.serialKey(line.sku(), line.serial()), fact);
      }
    }
  }
}
