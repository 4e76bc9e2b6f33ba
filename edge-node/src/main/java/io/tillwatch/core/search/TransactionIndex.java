package io.tillwatch.core.search;

import io.tillwatch.core.alerts.Parties;
import io.tillwatch.core.analytics.FiguresFold;
import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedSale;
import io.tillwatch.core.checkout.TransactionView;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.retail.LineItem;
import io.tillwatch.core.retail.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Every transaction of every store, to be filtered, counted and summed up without asking the
 * ledger: some 64 bytes each. What memory has no room for goes, first come first. Not safe for use
 * by several threads.
 */
public final class TransactionIndex {
  private final String currency;
  private final CardFingerprints cards;
  private final Shelves shelves;
  private final long mostBytes;
  private final Dictionary names = new Dictionary();
  private final List<RowGroup> chunks = new ArrayList<>();
  private @Nullable Instant since;

  /** Where a transaction stands in time. */
  private record Place(long at, String id) {}

  private static final Comparator<Place> OLDEST_FIRST =
      Comparator.comparingLong(Place::at).thenComparing(Place::id);

  /**
   * An empty index.
   *
   * @param currency whose money is summed
   * @param cards by which cards are named
   * @param mostBytes most memory that it may take, by estimate; what is newest always has room
   */
  public TransactionIndex(
      String currency, CardFingerprints cards, Shelves shelves, long mostBytes) {
    this.currency = currency;
    this.cards = cards;
    this.shelves = shelves;
    this.mostBytes = mostBytes;
  }

  /** Takes a transaction that it has not got. */
  public void add(StoredFact stored) {
    TransactionView view = TransactionView.of(stored).orElseThrow();
    Transaction transaction = view.posted().transaction();
    RowGroup rows = open();
    int row = rows.add(transaction.id());
    rows.at[row] = transaction.at().toEpochMilli();
    rows.store[row] = names.stores().acquire(transaction.storeId());
    rows.customer[row] = names.customers().acquire(transaction.customerId());
    rows.cashier[row] = names.cashiers().acquire(transaction.cashierId());
    rows.card[row] = names.cards().acquire(Parties.of(transaction, cards).card());
    rows.receipt[row] = NumberHashes.receipt(transaction.receiptNumber());
    rows.total[row] = transaction.totalMinor();
    for (LineItem line : transaction.lines()) {
      rows.addLine(names.skus().acquire(line.sku()), NumberHashes.number(line.serial()));
    }
    stand(rows, row, view, stored);
  }

  /** More was said of a transaction since it was taken. */
  public void again(StoredFact stored) {
    TransactionView view = TransactionView.of(stored).orElseThrow();
    for (int i = chunks.size() - 1; i >= 0; i--) {
      int row = chunks.get(i).find(view.id());
      if (row >= 0) {
        stand(chunks.get(i), row, view, stored);
        return;
      }
    }
  }

  private void stand(RowGroup rows, int row, TransactionView view, StoredFact stored) {
    Posted posted = view.posted();
    boolean sale = posted instanceof PostedSale;
    boolean flagged = !FiguresFold.isPlain(posted) || FiguresFold.isFound(stored, view.id());
    rows.standing[row] =
        (short)
            (StatusBits.answered(posted)
                | StatusBits.of(view.status())
                | (view.voided() ? StatusBits.VOIDED : 0)
                | (flagged ? StatusBits.FLAGGED : 0)
                | StatusBits.of(FiguresFold.verdict(stored)));
    names.traits().release(rows.traits[row]);
    rows.traits[row] = names.traits().acquire(Traits.of(posted).text());
    rows.moved[row] = currency.equals(posted.transaction().currency()) ? moved(view, sale) : 0;
  }

  private static long moved(TransactionView view, boolean sale) {
    if (!sale) {
      return view.refundMinor();
    }
    boolean sold = view.status() == Posted.Status.COMPLETED && !view.voided();
    return sold ? view.posted().transaction().totalMinor() : 0;
  }

  private RowGroup open() {
    if (chunks.isEmpty() || chunks.get(chunks.size() - 1).isFull()) {
      chunks.add(new RowGroup());
      while (chunks.size() > 2 && bytes() > mostBytes) {
        forget(chunks.remove(0));
      }
    }
    return chunks.get(chunks.size() - 1);
  }

  private void forget(RowGroup rows) {
    names.forget(rows);
    for (int row = 0; row < rows.size(); row++) {
      Instant at = Instant.ofEpochMilli(rows.at[row]);
      since = since == null || since.isBefore(at) ? at : since;
    }
  }

  /** What it takes of memory, by estimate. */
  public long bytes() {
    return chunks.stream().mapToLong(RowGroup::bytes).sum() + names.bytes();
  }

  /** Transactions in it. */
  public int size() {
    return chunks.stream().mapToInt(RowGroup::size).sum();
  }

  /**
   * The page asked for.
   *
   * @param complete whether the past was read
   */
  public TransactionQuery.Page list(TransactionQuery listing, boolean complete) {
    if (listing.equals(TransactionQuery.ALL)) {
      return new TransactionQuery.Page(List.of(), false, size(), true, complete && since == null);
    }
    Place after = listing.after() == null ? null : find(listing.after());
    Comparator<Place> order = listing.oldestFirst() ? OLDEST_FIRST : OLDEST_FIRST.reversed();
    PriorityQueue<Place> first = new PriorityQueue<>(order.reversed());
    RowMatch match = new RowMatch(listing, names, shelves);
    int total = 0;
    for (RowGroup rows : chunks) {
      for (int row = 0; row < rows.size(); row++) {
        if (!match.matches(rows, row)) {
          continue;
        }
        total++;
        offer(first, order, after, new Place(rows.at[row], rows.id(row)), listing.limit());
      }
    }
    List<String> ids = first.stream().sorted(order).map(Place::id).toList();
    boolean more = ids.size() > listing.limit();
    return new TransactionQuery.Page(
        more ? ids.subList(0, listing.limit()) : ids,
        more,
        total,
        listing.after() == null || after != null,
        complete && since == null);
  }

  private static void offer(
      PriorityQueue<Place> first,
      Comparator<Place> order,
      @Nullable Place after,
      Place place,
      int limit) {
    Place last = first.size() > limit ? first.peek() : null;
    boolean near = last == null || order.compare(place, last) < 0;
    if (near && (after == null || order.compare(place, after) > 0)) {
      first.add(place);
      if (first.size() > limit + 1) {
        first.remove();
      }
    }
  }

  private @Nullable Place find(String id) {
    for (int i = chunks.size() - 1; i >= 0; i--) {
      int row = chunks.get(i).find(id);
      if (row >= 0) {
        return new Place(chunks.get(i).at[row], id);
      }
    }
    return null;
  }

  /** All that is known of a subject. */
  public Profile profile(Subject subject, Instant now, boolean complete) {
    return new Profiler(chunks, names).of(subject, new Profile.Coverage(now, complete, since));
  }

  /** Whom and what a text may name. */
  public SearchResult search(String text, Instant now, boolean complete) {
    return new SearchResult(now, complete, new NameSearch(chunks, names).find(text));
  }
}
