package io.tillwatch.core.fraud.history;

import io.tillwatch.core.fraud.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one receipt: its sale, the returns that name it, and what undid the sale. */
public final class ReceiptEntry {
  private EntryTimeline claims = EntryTimeline.EMPTY;
  private @Nullable HistoryEntry sale;
  private List<Annotation> voids = List.of();
  private List<Annotation> disputes = List.of();

  /**
   * What is known of a receipt so far.
   *
   * @param sale its sale, or null
   */
  ReceiptEntry(@Nullable HistoryEntry sale) {
    this.sale = sale;
  }

  /** A copy of what is remembered, null for nothing, with transactions that it lacks. */
  public static ReceiptEntry joined(@Nullable ReceiptEntry remembered, List<HistoryEntry> more) {
    ReceiptEntry joined = new ReceiptEntry(remembered == null ? null : remembered.sale);
    if (remembered != null) {
      for (int i = 0; i < remembered.claims.size(); i++) {
        joined.claimed(remembered.claims.get(i));
      }
      joined.voids = remembered.voids;
      joined.disputes = remembered.disputes;
    }
    for (HistoryEntry entry : more) {
      if (entry.isSale()) {
        joined.sold(entry);
      } else {
        joined.claimed(entry);
      }
    }
    return joined;
  }

  void sold(HistoryEntry sale) {
    // one number sold twice: the earlier sale counts, whichever was heard of first
    if (this.sale == null || sale.compareTo(this.sale) < 0) {
      this.sale = sale;
    }
  }

  void claimed(HistoryEntry refund) {
    if (claims == EntryTimeline.EMPTY) {
      claims = new EntryTimeline(2);
    }
    claims.add(refund);
  }

  void voided(Annotation annotation) {
    voids = Annotation.insert(voids, annotation);
  }

  void disputed(Annotation annotation) {
    disputes = Annotation.insert(disputes, annotation);
  }

  /** The sale, or null where none was heard of. */
  public @Nullable HistoryEntry sale() {
    return sale;
  }

  /** Whether a later return of the same receipt took a held one's place. */
  public boolean isRetried(HistoryEntry held, HistoryView view) {
    if (held.decision() != Decision.REVIEW) {
      return false;
    }
    for (int i = 0; i < claims.size(); i++) {
      HistoryEntry later = claims.get(i);
      if (later.decision() != Decision.BLOCK
          && view.sees(later)
          && EarlierAttempts.takesPlaceOf(held, later.refund(), later.at(), view)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a return of that id names the receipt. */
  public boolean hasClaim(String id) {
    for (int i = 0; i < claims.size(); i++) {
      if (claims.get(i).id().equals(id)) {
        return true;
      }
    }
    return false;
  }

  public EntryTimeline claims() {
    return claims;
  }

  public List<Annotation> voids() {
    return voids;
  }

  public List<Annotation> disputes() {
    return disputes;
  }

  /** Forgets a transaction that is too old; says whether nothing is left. */
  boolean forget(HistoryEntry entry) {
    if (entry == sale) {
      sale = null;
    }
    claims.remove(entry);
    return sale == null && claims.size() == 0;
  }
}
