package io.tillwatch.core.fraud.history;

import io.tillwatch.core.fraud.RetailContext;
import io.tillwatch.core.retail.Listing;
import io.tillwatch.core.retail.Names;
import io.tillwatch.core.retail.Resolution;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** The history as one store knows it at one moment. */
public final class HistoryView {
  private final FraudHistory history;
  private final String store;
  private final long now;

  HistoryView(FraudHistory history, String store, long now) {
    this.history = history;
    this.store = store;
    this.now = now;
  }

  public RetailContext context() {
    return history.context;
  }

  /** The moment of looking, milliseconds since 1970. */
  public long now() {
    return now;
  }

  /** Of what arrived before this some is not remembered; null where all is. */
  public Instant lacksBefore() {
    return history.room().lacksBefore();
  }

  public boolean sees(Fact fact) {
    return fact.isSeenBy(store, now);
  }

  public boolean sees(Mark mark) {
    return mark.isSeenBy(store, now);
  }

  public Fact.Claim claim(Fact fact) {
    return fact.claim(store, now);
  }

  /** Whether a return was paid by a moment: approved at once, or by what was said of it until. */
  boolean wasPaidBy(Fact fact, long at) {
    return fact.claim(store, now, at) == Fact.Claim.TAKEN;
  }

  public boolean isConfirmedFraud(Fact fact) {
    return fact.verdict(store, now) == Resolution.Outcome.FRAUD;
  }

  public boolean isFoundHonest(Fact fact) {
    return fact.verdict(store, now) == Resolution.Outcome.LEGITIMATE;
  }

  /** The transaction of an id, or null where the store does not know it. */
  Fact byId(String id) {
    Fact fact = id == null ? null : history.byId.get(id);
    return fact != null && sees(fact) ? fact : null;
  }

  /** Whether the photo of a transaction is forgotten, because its customer asked for it since. */
  public boolean isErased(Fact fact) {
    return history.isErased(fact.transaction().customerId(), fact.at());
  }

  public ReceiptEntry receipt(String number) {
    return history.receipts.find(number);
  }

  /** The sale of a receipt, or null where the store does not know it. */
  public Fact sale(String receiptNumber) {
    ReceiptEntry entry = history.receipts.find(receiptNumber);
    Fact sale = entry == null ? null : entry.sale();
    return sale != null && sees(sale) ? sale : null;
  }

  public FactLine ofCustomer(String customerId) {
    return history.persons.byCustomer.get(customerId);
  }

  public FactLine ofToken(String token) {
    return history.persons.byToken.get(token);
  }

  public FactLine returnsOfCustomer(String customerId) {
    return history.persons.returnsByCustomer.get(customerId);
  }

  public FactLine returnsOfToken(String token) {
    return history.persons.returnsByToken.get(token);
  }

  public FactLine ofSerial(String sku, String serial) {
    return history.bySerial.get(Names.serialKey(sku, serial));
  }

  public FactLine ofPhoto(String hash) {
    return history.byPhoto.get(hash);
  }

  public FactLine fraudsOfLane(String storeId, String laneId) {
    return history.fraudsByLane.get(FraudHistory.laneKey(storeId, laneId));
  }

  public FactLine unusualOf(String storeId, String cashierId) {
    return history.unusualByCashier.get(FraudHistory.laneKey(storeId, cashierId));
  }

  /** Figures of the store's own; empty where it has none yet. */
  public StoreFigures figures(String storeId) {
    StoreFigures figures = history.figures.get(storeId);
    return figures == null ? new StoreFigures() : figures;
  }

  public boolean isOwn(String staffId, String customerId, String token) {
    return history.staff.belongsTo(staffId, customerId, token);
  }

  public List<StaffIndex.Cancelled> voidsBy(String cashier) {
    return history.staff.voidsBy(cashier);
  }

  public Listing listingOfCustomer(String customerId) {
    return history.lists.ofCustomer(customerId, store, now);
  }

  public Listing listingOfToken(String token) {
    return history.lists.ofToken(token, store, now);
  }

  /** Whether a fact happened within a window before now, by clocks that can be right. */
  public boolean isWithin(Fact fact, long window) {
    return fact.since() > now - window && fact.since() <= now + Arrival.AHEAD;
  }

  /** Facts of a line within a window before now that the store knows and that pass a test. */
  public int count(FactLine line, long window, Predicate<Fact> test) {
    int count = 0;
    for (int i = line.firstAfter(now - window); i < line.size(); i++) {
      Fact fact = line.get(i);
      if (sees(fact) && isWithin(fact, window) && test.test(fact)) {
        count++;
      }
    }
    return count;
  }
}
