package io.tillwatch.core.fraud.rules;

import io.tillwatch.core.fraud.history.EntryTimeline;
import io.tillwatch.core.fraud.history.HistoryEntry;
import io.tillwatch.core.fraud.history.HistoryView;
import io.tillwatch.core.fraud.history.PersonEntry;
import io.tillwatch.core.fraud.history.PersonIndex;
import io.tillwatch.core.retail.Return;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who stands behind a return, in up to four names: the account and card it names, and the account
 * and card that paid for the goods. Counts are per name, and the highest counts.
 *
 * <p>A refused try counts against the names that it gives itself and against nobody else's: else
 * whoever finds a receipt could fill its owner's counts. A number that no store knows is no return
 * at all, only a {@link #tries try}.
 */
final class PersonHistory {
  private final Dossier dossier;
  private final HistoryView view;
  private final List<Name> names = new ArrayList<>(4);

  /**
   * One of the names.
   *
   * @param id of the account, or the card's token
   * @param isOwn the return gives it itself; else the purchase does
   */
  private record Name(String id, boolean isAccount, boolean isOwn, EntryTimeline returns) {

    /** Whether a return gives this name itself. */
    boolean isGivenBy(Return refund) {
      return id.equals(isAccount ? refund.customerId() : PersonIndex.token(refund.refundTender()));
    }
  }

  PersonHistory(Dossier dossier) {
    this.dossier = dossier;
    this.view = dossier.view();
    Return refund = dossier.refund();
    add(refund.customerId(), true, true, dossier.account());
    add(dossier.tenders().refundToken(), false, true, dossier.card());
    if (dossier.knowsPurchase()) {
      HistoryEntry sale = dossier.saleFact();
      if (!dossier.isUnderPurchasersAccount()) {
        add(dossier.sale().customerId(), true, false, view.accountOf(sale));
      }
      if (!Objects.equals(dossier.tenders().saleToken(), dossier.tenders().refundToken())) {
        add(dossier.tenders().saleToken(), false, false, view.cardOf(sale));
      }
    }
  }

  private void add(@Nullable String id, boolean isAccount, boolean isOwn, PersonEntry name) {
    if (id != null && name.returns().size() > 0) {
      names.add(new Name(id, isAccount, isOwn, name.returns()));
    }
  }

  /**
   * Most visits with a return under one name within a window, this one included.
   *
   * @param test asked of earlier returns; this one counts in any case
   */
  int visits(long window, Predicate<HistoryEntry> test) {
    return visits(window, () -> test);
  }

  /** As above, with a test that remembers what it saw and is therefore made anew for each name. */
  int visits(long window, Supplier<Predicate<HistoryEntry>> tests) {
    int most = 1;
    for (int i = 0; i < names.size(); i++) {
      Name name = names.get(i);
      int from = name.returns().firstAfter(dossier.now() - window);
      if (from < name.returns().size()) {
        Predicate<HistoryEntry> test = tests.get();
        int visits =
            Visits.withThis(
                dossier.refund(),
                name.returns(),
                from,
                f -> view.isWithin(f, window) && isReturn(name, f) && test.test(f));
        most = Math.max(most, visits);
      }
    }
    return most;
  }

  /** Most stores under one name within a window, this one included. */
  int stores(long window) {
    int most = 1;
    for (Name name : names) {
      TreeSet<String> stores = new TreeSet<>();
      stores.add(dossier.transaction().storeId());
      EntryTimeline line = name.returns();
      for (int i = line.firstAfter(dossier.now() - window); i < line.size(); i++) {
        if (isReturn(name, line.get(i)) && view.isWithin(line.get(i), window)) {
          stores.add(line.get(i).storeId());
        }
      }
      most = Math.max(most, stores.size());
    }
    return most;
  }

  /** Most confirmed frauds under one name; not those that somebody else did with its receipts. */
  int frauds(long window) {
    int most = 0;
    for (Name name : names) {
      int frauds =
          view.count(
              name.returns(),
              window,
              f ->
                  isEarlier(f)
                      && view.isConfirmedFraud(f)
                      && (name.isGivenBy(f.refund()) || !isOfAnotherAccount(f.refund())));
      most = Math.max(most, frauds);
    }
    return most;
  }

  private boolean isOfAnotherAccount(Return refund) {
    HistoryEntry sale = view.sale(refund.receiptNumber());
    return sale != null
        && sale.sale().customerId() != null
        && refund.customerId() != null
        && !refund.customerId().equals(sale.sale().customerId());
  }

  /** Tries of this return's own names with numbers that no store knows, in order of time. */
  List<HistoryEntry> tries(long window) {
    List<HistoryEntry> tries = new ArrayList<>(0);
    for (Name name : names) {
      EntryTimeline line = name.returns();
      for (int i = line.firstAfter(dossier.now() - window); name.isOwn() && i < line.size(); i++) {
        HistoryEntry entry = line.get(i);
        if (view.isWithin(entry, window)
            && view.sees(entry)
            && isEarlier(entry)
            && isUnknownTry(entry)
            && !tries.contains(entry)) {
          tries.add(entry);
        }
      }
    }
    return tries;
  }

  /**
   * Whether an earlier return under this return's own names presented a receipt around that time.
   */
  boolean presented(HistoryEntry inVisit, Predicate<String> receipt) {
    for (Name name : names) {
      EntryTimeline line = name.returns();
      for (int i = line.firstAfter(inVisit.at() - Visits.LENGTH - 1); i < line.size(); i++) {
        HistoryEntry entry = line.get(i);
        if (view.sees(entry)
            && Visits.isSameStore(entry.refund(), inVisit.refund())
            && view.sale(entry.refund().receiptNumber()) != null
            && receipt.test(entry.refund().receiptNumber())) {
          return true;
        }
      }
    }
    return false;
  }

  /** A return that came to something, or was refused under this very name. */
  private boolean isReturn(Name name, HistoryEntry entry) {
    if (!view.sees(entry) || !isEarlier(entry)) {
      return false;
    }
    return view.claim(entry) != HistoryEntry.Claim.NONE
        || (name.isGivenBy(entry.refund()) && !isUnknownTry(entry));
  }

  /** Refused, and nobody knows the receipt: a number mistyped, misread or made up. */
  private boolean isUnknownTry(HistoryEntry entry) {
    String number = entry.refund().receiptNumber();
    return number != null
        && view.claim(entry) == HistoryEntry.Claim.NONE
        && view.sale(number) == null;
  }

  /** Neither this return itself nor an attempt at it in the same visit. */
  boolean isEarlier(HistoryEntry entry) {
    return !dossier.isSelf(entry) && !dossier.earlierAttempts().contains(entry);
  }
}
