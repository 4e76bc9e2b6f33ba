package io.tillwatch.core.fraud.rules;

import io.tillwatch.core.fraud.Freshness;
import io.tillwatch.core.fraud.RetailContext;
import io.tillwatch.core.fraud.history.EarlierAttempts;
import io.tillwatch.core.fraud.history.HistoryEntry;
import io.tillwatch.core.fraud.history.HistoryView;
import io.tillwatch.core.fraud.history.PersonEntry;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.PhotoEvidence;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Sale;
import io.tillwatch.core.retail.StoreInfo;
import io.tillwatch.core.retail.Tender;
import io.tillwatch.core.retail.Transaction;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that rules may ask about one transaction: itself, its purchase, and the history. */
public final class Dossier {
  private final Transaction transaction;
  private final HistoryView view;
  private final Freshness freshness;
  private final ScoringContext context;
  private final @Nullable HistoryEntry saleFact;
  private final @Nullable ReceiptClaim claim;
  private final @Nullable RefundTenders tenders;
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
    if (transaction instanceof Return refund) {
      this.claim = new ReceiptClaim(refund, view, context.receipt());
      this.saleFact = claim.saleFact();
      this.tenders = new RefundTenders(saleFact == null ? null : saleFact.sale(), refund);
    } else {
      this.claim = null;
      this.saleFact = null;
      this.tenders = null;
    }
  }

  private Dossier(Dossier other, ScoringContext context) {
    this.transaction = other.transaction;
    this.view = other.view;
    this.freshness = other.freshness;
    this.context = context;
    this.saleFact = other.saleFact;
    this.claim = other.claim;
    this.tenders = other.tenders;
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

  /** What the return takes of the receipt that it names; only where a return is judged. */
  public ReceiptClaim claim() {
    return ofReturn(claim);
  }

  /** How the goods were paid and how the money goes back; only where a return is judged. */
  public RefundTenders tenders() {
    return ofReturn(tenders);
  }

  private <T> T ofReturn(@Nullable T known) {
    if (known == null) {
      throw new IllegalStateException(transaction.id() + " is no return");
    }
    return known;
  }

  public HistoryView view() {
    return view;
  }

  public Freshness freshness() {
    return freshness;
  }

  public ScoringContext scoring() {
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

  /** Milliseconds between purchase and return, 0 where clocks disagree about the order. */
  public long sincePurchase() {
    return Math.max(0, now() - saleFact().since());
  }

  /** The sale was made in another store than the one that takes the goods back. */
  public boolean isElsewhere() {
    return !saleFact().storeId().equals(transaction.storeId());
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
      String back = tenders().refundToken();
      boolean paid = back != null && back.equals(tenders().saleToken());
      card = paid ? view.cardOf(saleFact()) : view.ofToken(back);
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
    return refund().exchange() && tenders().refundTender() != Tender.Type.CASH;
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
}
