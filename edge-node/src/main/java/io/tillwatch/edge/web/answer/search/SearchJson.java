package io.tillwatch.edge.web.answer.search;

import io.tillwatch.core.checkout.Posted;
import io.tillwatch.core.checkout.PostedReturn;
import io.tillwatch.core.search.SearchResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom and what a text names, most likely first.
 *
 * @param complete false while the past is still read after a start: something may lack
 */
public record SearchJson(String text, Instant asOf, boolean complete, List<Hit> items) {

  /** What a text may name. */
  public enum Kind {
    /** One transaction, by its reference; its id is the transaction's. */
    TRANSACTION,
    RECEIPT,
    CUSTOMER,
    CASHIER,
    STORE,
    CARD,
    ARTICLE,
    SERIAL
  }

  /**
   * One of them.
   *
   * @param transactions how many it has
   */
  public record Hit(Kind kind, String id, int transactions) {}

  /** Puts together what the ledger and the index found. */
  public static SearchJson of(
      String text, SearchResult hits, List<Posted> byReference, List<Posted> ofReceipt) {
    List<Hit> items = new ArrayList<>();
    for (Posted posted : byReference) {
      items.add(new Hit(Kind.TRANSACTION, posted.transaction().id(), 1));
    }
    String number = ofReceipt.isEmpty() ? null : number(ofReceipt);
    if (number != null) {
      items.add(new Hit(Kind.RECEIPT, number, ofReceipt.size()));
    }
    for (SearchResult.Hit hit : hits.subjects()) {
      Kind kind = Kind.valueOf(hit.subject().kind().name());
      items.add(new Hit(kind, hit.subject().id(), hit.transactions()));
    }
    return new SearchJson(text, hits.asOf(), hits.complete(), items);
  }

  /** As it was printed where the sale is known, else as it was typed. */
  private static @Nullable String number(List<Posted> ofReceipt) {
    return ofReceipt.stream()
        .filter(posted -> !(posted instanceof PostedReturn))
        .findFirst()
        .orElse(ofReceipt.get(0))
        .transaction()
        .receiptNumber();
  }
}
