package io.tillwatch.core.fraud.rules;

import io.tillwatch.core.fraud.Evidence;
import io.tillwatch.core.fraud.Freshness;
import io.tillwatch.core.fraud.RetailContext;
import io.tillwatch.core.fraud.history.EarlierAttempts;
import io.tillwatch.core.fraud.history.EntryTimeline;
import io.tillwatch.core.fraud.history.HistoryEntry;
import io.tillwatch.core.fraud.history.HistoryView;
import io.tillwatch.core.fraud.history.PersonEntry;
import io.tillwatch.core.fraud.history.PersonIndex;
import io.tillwatch.core.fraud.history.ReceiptEntry;
import io.tillwatch.core.fraud.history.ReceiptState;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.PhotoEvidence;
import io.tillwatch.core.retail.RefundAllocation;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.StoreInfo;
import io.tillwatch.core.retail.Tender;
import io.tillwatch.core.retail.Transaction;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Everything that rules may ask about one transaction: itself, its purchase, and the history. */
public final class Dossier {
  private final Transaction transaction;
  private final HistoryView view;
  private final Freshness freshness;
  private final ScoringContext context;
  private final KnownReceipt receipt;
  private final @Nullable ReceiptEntry entry;
  private final @Nullable HistoryEntry saleFact;
  private @Nullable ReceiptState state;
  private @Nullable RefundAllocation allocation;
  private @Nullable PersonHistory person;
  private @Nullable PersonEntry account;
  private @Nullable PersonEntry card;
  private @Nullable List<HistoryEntry> earlierAttempts;

  public Dossier(
      Transaction transaction, HistoryView view, Freshness freshness, ScoringContext context) {
    this.transaction = transaction;
    this.view = view;
    this.freshness = freshness;
    this.context = context;
    this.receipt =
        KnownReceipt.of(
            transaction instanceof Return refund ? refund.receiptNumber() : null,
            view,
            context.receipt());
    this.entry = receipt.entry();
    HistoryEntry sold = entry == null ? null : entry.sale();
    this.saleFact = sold != null && view.sees(sold) ? sold : null;
  }

  private Dossier(Dossier other, ScoringContext context) {
    this.transaction = other.transaction;
    this.view = other.view;
    this.freshness = other.freshness;
    this.context = context;
    this.receipt = other.receipt;
    this.entry = other.entry;
    this.saleFact = other.saleFact;
    this.state = other.state;
    this.allocation = other.allocation;
    this.person = other.person;
    this.account = other.account;
    this.card = other.card;
    this.earlierAttempts = other.earlierAttempts;
  }

  /** The same, with what models say of it beside what is known. */
  public Dossier hearing(ModelOpinions opinions) {
    return opinions.equals(ModelOpinions.NONE)
        ? this
        : new Dossier(this, context.hearing(opinions));
  }

  public Transaction transaction() {
    return transaction;
  }

  /** Whether a return is judged; else a sale is. */
  public boolean isReturn() {
    return transaction instanceof Return;
  }

  /** The return; only where {@link #isReturn one} is judged. */
  public Return refund() {
    return (Return) transaction;
  }

  public HistoryView view() {
    return view;
  }

  public Freshness freshness() {
    return freshness;
  }

  public ScoringContext facts() {
    return context;
  }

  public RetailContext context() {
    return view.context();
  }

  public long now() {
    return view.now();
  }

  /** Whether a receipt was presented whose sale this store knows. */
  public boolean knowsPurchase() {
    return saleFact != null;
  }

  /** The purchase in the history; only where it is {@link #knowsPurchase known}. */
  HistoryEntry saleFact() {
    if (saleFact == null) {
      throw new IllegalStateException("the purchase of " + transaction.id() + " is not known");
    }
    return saleFact;
  }

  /** The number of the receipt; only where one was presented. */
  String receiptNumber() {
    String number = refund().receiptNumber();
    if (number == null) {
      throw new IllegalStateException(transaction.id() + " came without a receipt");
    }
    return number;
  }

  /** Whether an entry is the purchase. */
  boolean isPurchase(HistoryEntry historyEntry) {
    return historyEntry == saleFact;
  }

  /** The purchase; only where it is {@link #knowsPurchase known}. */
  public Sale sale() {
    return saleFact().sale();
  }

  /** The purchase, or null where it is not known here. */
  @Nullable Sale saleIfKnown() {
    return saleFact == null ? null : saleFact.sale();
  }

  /** All that is known of the receipt, or null where nothing is. */
  @Nullable ReceiptEntry entry() {
    return entry;
  }

  /** What memory and the ledger know of the receipt together. */
  KnownReceipt receipt() {
    return receipt;
  }

  /** Milliseconds between purchase and return, 0 where clocks disagree about the order. */
  public long sincePurchase() {
    return Math.max(0, now() - saleFact().since());
  }

  /** The sale was made in another store than the one that takes the goods back. */
  public boolean isElsewhere() {
    return !saleFact().storeId().equals(transaction.storeId());
  }

  /** What earlier returns left of the receipt; a return that this one repeats left everything. */
  ReceiptState state() {
    if (state == null) {
      state =
          ReceiptState.of(
              sale(),
              entry == null ? EntryTimeline.EMPTY : entry.claims(),
              f -> view.sees(f) && !isSelf(f) && !isRepeated(f),
              view::claim);
    }
    return state;
  }

  /** Which units this return takes of the purchase. */
  public RefundAllocation allocation() {
    if (allocation == null) {
      allocation = RefundAllocation.of(sale(), state().left(), refund().lines());
    }
    return allocation;
  }

  /**
   * What would be paid. Without a known purchase that is what is asked, at most the catalogue's
   * price.
   */
  public long payableMinor() {
    if (knowsPurchase()) {
      return allocation().refundMinor();
    }
    long sum = 0;
    for (LineItem line : refund().lines()) {
      Catalog.Item item = context().item(line.sku());
      long price = item == null ? line.unitPriceMinor() : item.priceMinor();
      sum += line.quantity() * Math.min(line.unitPriceMinor(), price);
    }
    return sum;
  }

  private boolean isRepeated(HistoryEntry historyEntry) {
    return EarlierAttempts.takesPlaceOf(historyEntry, refund(), now(), view)
        || (entry != null && entry.isRetried(historyEntry, view));
  }

  /** The tries of this return in the same visit, the latest first. */
  List<HistoryEntry> earlierAttempts() {
    if (earlierAttempts == null) {
      earlierAttempts =
          refund().retryOf() == null ? List.of() : EarlierAttempts.before(refund(), now(), view);
    }
    return earlierAttempts;
  }

  /** Whether a fact is this very transaction, scored once more. */
  boolean isSelf(HistoryEntry historyEntry) {
    return historyEntry.id().equals(transaction.id());
  }

  /** Whether a fact is neither this transaction nor an attempt at it in the same visit. */
  public boolean isOther(HistoryEntry historyEntry) {
    return !isSelf(historyEntry)
        && (transaction instanceof Sale || !earlierAttempts().contains(historyEntry));
  }

  /** Units of the purchase that earlier returns took or reserve; only where it is known. */
  public int unitsReturnedBefore() {
    int sold = 0;
    for (LineItem line : sale().lines()) {
      sold += line.quantity();
    }
    return sold - IntStream.of(state().left()).sum();
  }

  /** The earlier returns by the same customer and cards. */
  PersonHistory person() {
    if (person == null) {
      person = new PersonHistory(this);
    }
    return person;
  }

  /** The account that the return names. */
  public PersonEntry account() {
    if (account == null) {
      account =
          isUnderPurchasersAccount()
              ? view.accountOf(saleFact())
              : view.ofCustomer(refund().customerId());
    }
    return account;
  }

  /** The card that the return is paid to. */
  public PersonEntry card() {
    if (card == null) {
      boolean paid = refundToken() != null && refundToken().equals(saleToken());
      card = paid ? view.cardOf(saleFact()) : view.ofToken(refundToken());
    }
    return card;
  }

  public @Nullable PhotoEvidence photo() {
    return transaction.photo();
  }

  /**
   * The photo of the purchase; null where there is none, it was erased or is not kept any more, or
   * no purchase is known.
   */
  public @Nullable PhotoEvidence salePhoto() {
    return saleFact == null
            || view.isErased(saleFact)
            || context().isPhotoOver(saleFact.at(), now())
        ? null
        : saleFact.transaction().photo();
  }

  public Tender.@Nullable Type saleTender() {
    return saleFact == null ? null : sale().tender() == null ? null : sale().tender().type();
  }

  public Tender.@Nullable Type refundTender() {
    return refund().refundTender() == null ? null : refund().refundTender().type();
  }

  public @Nullable String refundToken() {
    return PersonIndex.token(refund().refundTender());
  }

  @Nullable String saleToken() {
    return saleFact == null ? null : PersonIndex.token(sale().tender());
  }

  /** The card that paid was read at this till. */
  public boolean hasOriginalCard() {
    return Boolean.TRUE.equals(refund().originalCardPresent()) && saleTender() == Tender.Type.CARD;
  }

  /** Money goes back to where it came from. */
  public boolean refundsToOrigin() {
    return saleTender() != null
        && saleTender() == refundTender()
        && (saleToken() == null || saleToken().equals(refundToken()));
  }

  /** What was paid by card goes elsewhere: cash, a gift card, another card. */
  public boolean movesOffCard() {
    Tender.Type to = refundTender();
    boolean isOtherCard =
        to == Tender.Type.CARD && saleToken() != null && !saleToken().equals(refundToken());
    return saleTender() == Tender.Type.CARD
        && (to == Tender.Type.CASH || to == Tender.Type.GIFT_CARD || isOtherCard);
  }

  /** The account that bought is the one that brings the goods back. */
  boolean isUnderPurchasersAccount() {
    return saleFact != null
        && sale().customerId() != null
        && sale().customerId().equals(refund().customerId());
  }

  /** Everything that comes back was recalled. */
  boolean isRecalled() {
    for (LineItem line : refund().lines()) {
      if (!isRecalled(line)) {
        return false;
      }
    }
    return true;
  }

  boolean isRecalled(LineItem line) {
    Catalog.Item item = context().item(line.sku());
    return item != null && item.recalled();
  }

  /** Goods against goods: nothing is paid out, so paying out cash is no exchange. */
  boolean isEvenExchange() {
    return refund().exchange() && refundTender() != Tender.Type.CASH;
  }

  /** Date and time at the store's wall clock, or null where the store is not known. */
  public @Nullable ZonedDateTime local(long at) {
    StoreInfo store = context().store(transaction.storeId());
    return store == null || store.timeZone() == null
        ? null
        : java.time.Instant.ofEpochMilli(at).atZone(store.timeZone());
  }

  /** How often this return was tried before in the same visit. */
  public int attempts() {
    return earlierAttempts().size();
  }

  /** A photo whose face was found, good enough to compare, and live. */
  static boolean isLive(PhotoEvidence photo, long livenessPercent) {
    return photo.liveness() != null && photo.liveness() * 100 >= livenessPercent;
  }

  static Evidence receipt(String number) {
    return new Evidence("receipt", number, null);
  }

  public static Evidence[] transactions(List<HistoryEntry> facts) {
    return facts.stream()
        .map(f -> new Evidence("transaction", f.id(), "in " + f.storeId()))
        .toArray(Evidence[]::new);
  }
}
