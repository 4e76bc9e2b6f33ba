package io.tillwatch.core.fraud.history;

import io.tillwatch.core.fraud.RetailContext;
import io.tillwatch.core.retail.ListEntry;
import io.tillwatch.core.retail.NumberNormalizer;
import io.tillwatch.core.retail.Resolution;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
  public @Nullable Instant lacksBefore() {
    return history.room().lacksBefore();
  }

  public boolean sees(HistoryEntry historyEntry) {
    return historyEntry.isSeenBy(store, now);
  }

  public boolean sees(Annotation annotation) {
    return annotation.isSeenBy(store, now);
  }

  public HistoryEntry.Claim claim(HistoryEntry historyEntry) {
    return historyEntry.claim(store, now);
  }

  /** Whether a return was paid by a moment: approved at once, or by what was said of it until. */
  boolean wasPaidBy(HistoryEntry historyEntry, long at) {
    return historyEntry.claim(store, now, at) == HistoryEntry.Claim.TAKEN;
  }

  public boolean isConfirmedFraud(HistoryEntry historyEntry) {
    return historyEntry.verdict(store, now) == Resolution.Outcome.FRAUD;
  }

  public boolean isFoundHonest(HistoryEntry historyEntry) {
    return historyEntry.verdict(store, now) == Resolution.Outcome.LEGITIMATE;
  }

  /** The transaction of an id, or null where the store does not know it. */
  @Nullable HistoryEntry byId(@Nullable String id) {
    HistoryEntry historyEntry = id == null ? null : history.byId.get(id);
    return historyEntry != null && sees(historyEntry) ? historyEntry : null;
  }

  /** Whether the photo of a transaction is forgotten, because its customer asked for it since. */
  public boolean isErased(HistoryEntry historyEntry) {
    return history.isErased(historyEntry.transaction().customerId(), historyEntry.at());
  }

  public @Nullable ReceiptEntry receipt(@Nullable String number) {
    return history.receipts.find(number);
  }

  /** The sale of a receipt, or null where the store does not know it. */
  public @Nullable HistoryEntry sale(@Nullable String receiptNumber) {
    ReceiptEntry entry = history.receipts.find(receiptNumber);
    HistoryEntry sale = entry == null ? null : entry.sale();
    return sale != null && sees(sale) ? sale : null;
  }

  public PersonEntry ofCustomer(@Nullable String customerId) {
    return history.persons.account(customerId);
  }

  public PersonEntry ofToken(@Nullable String token) {
    return history.persons.card(token);
  }

  /** The account that a transaction names. */
  public PersonEntry accountOf(HistoryEntry entry) {
    PersonEntry account = entry.account();
    return account == null || account.isForgotten()
        ? ofCustomer(entry.transaction().customerId())
        : account;
  }

  /** The card that a transaction names. */
  public PersonEntry cardOf(HistoryEntry entry) {
    PersonEntry card = entry.card();
    return card == null || card.isForgotten()
        ? ofToken(PersonIndex.token(entry.transaction()))
        : card;
  }

  public EntryTimeline ofSerial(String sku, String serial) {
    return history.bySerial.get(NumberNormalizer.serialKey(sku, serial));
  }

  public EntryTimeline ofPhoto(String hash) {
    return history.byPhoto.get(hash);
  }

  public EntryTimeline fraudsOfLane(String storeId, String laneId) {
    return history.fraudsByLane.get(FraudHistory.laneKey(storeId, laneId));
  }

  public EntryTimeline unusualOf(String storeId, String cashierId) {
    return history.unusualByCashier.get(FraudHistory.laneKey(storeId, cashierId));
  }

  /** Figures of the store's own; empty where it has none yet. */
  public StoreFigures figures(String storeId) {
    StoreFigures figures = history.figures.get(storeId);
    return figures == null ? new StoreFigures() : figures;
  }

  public boolean isOwn(String staffId, @Nullable String customerId, @Nullable String token) {
    return history.staff.belongsTo(staffId, customerId, token);
  }

  public List<StaffIndex.Cancelled> voidsBy(String cashier) {
    return history.staff.voidsBy(cashier);
  }

  public @Nullable ListEntry listingOfCustomer(@Nullable String customerId) {
    return history.lists.ofCustomer(customerId, store, now);
  }

  /** Whether any customer is or was on a list. */
  public boolean listsCustomers() {
    return history.lists.namesCustomers();
  }

  public @Nullable ListEntry listingOfToken(@Nullable String token) {
    return history.lists.ofToken(token, store, now);
  }

  /** Whether a fact happened within a window before now, by clocks that can be right. */
  public boolean isWithin(HistoryEntry historyEntry, long window) {
    return historyEntry.since() > now - window && historyEntry.since() <= now + Arrival.AHEAD;
  }

  /** Facts of a line within a window before now that the store knows and that pass a test. */
  public int count(EntryTimeline line, long window, Predicate<HistoryEntry> test) {
    int count = 0;
    for (int i = line.firstAfter(now - window); i < line.size(); i++) {
      HistoryEntry historyEntry = line.get(i);
      if (sees(historyEntry) && isWithin(historyEntry, window) && test.test(historyEntry)) {
        count++;
      }
    }
    return count;
  }
}
