package io.tillwatch.core.fraud.history;

import io.tillwatch.core.fraud.Decision;
import java.util.List;

/** What is known of one receipt: its sale, the returns that name it, and what undid the sale. */
public final class ReceiptEntry {
  private FactLine claims = FactLine.EMPTY;
  private Fact sale;
  private List<Mark> voids = List.of();
  private List<Mark> disputes = List.of();

  /**
   * What is known of a receipt so far.
   *
   * @param sale its sale, or null
   */
  ReceiptEntry(Fact sale) {
    this.sale = sale;
  }

  /** A copy of what is remembered, null for nothing, with transactions that it lacks. */
  public static ReceiptEntry joined(ReceiptEntry remembered, List<Fact> more) {
    ReceiptEntry joined = new ReceiptEntry(remembered == null ? null : remembered.sale);
    if (remembered != null) {
      for (int i = 0; i < remembered.claims.size(); i++) {
        joined.claimed(remembered.claims.get(i));
      }
      joined.voids = remembered.voids;
      joined.disputes = remembered.disputes;
    }
    for (Fact fact : more) {
      if (fact.sale() != null) {
        joined.sold(fact);
      } else {
        joined.claimed(fact);
      }
    }
    return joined;
  }

  void sold(Fact sale) {
    // one number sold twice: the earlier sale counts, whichever was heard of first
    if (this.sale == null || sale.compareTo(this.sale) < 0) {
      this.sale = sale;
    }
  }

  void claimed(Fact refund) {
    if (claims == FactLine.EMPTY) {
      claims = new FactLine(2);
    }
    claims.add(refund);
  }

  void voided(Mark mark) {
    voids = Mark.insert(voids, mark);
  }

  void disputed(Mark mark) {
    disputes = Mark.insert(disputes, mark);
  }

  /** The sale, or null where none was heard of. */
  public Fact sale() {
    return sale;
  }

  /** Whether a later return of the same receipt took a held one's place. */
  public boolean isRetried(Fact held, HistoryView view) {
    if (held.decision() != Decision.REVIEW) {
      return false;
    }
    for (int i = 0; i < claims.size(); i++) {
      Fact later = claims.get(i);
      if (later.decision() != Decision.BLOCK
          && view.sees(later)
          && Tries.takesPlaceOf(held, later.refund(), later.at(), view)) {
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

  public FactLine claims() {
    return claims;
  }

  public List<Mark> voids() {
    return voids;
  }

  public List<Mark> disputes() {
    return disputes;
  }

  /** Forgets a transaction that is too old; says whether nothing is left. */
  boolean forget(Fact fact) {
    if (fact == sale) {
      sale = null;
    }
    claims.remove(fact);
    return sale == null && claims.size() == 0;
  }
}
