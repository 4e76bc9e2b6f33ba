package io.tillwatch.edge.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.tillwatch.edge.proof.HistoryChecker.Fault;
import io.tillwatch.edge.proof.HistoryChecker.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What people at tills were told of money, in all stores. */
final class Tills {
  private final Map<String, TillAnswer> returns = new TreeMap<>();
  private final List<ApiTransaction> sold = new ArrayList<>();

  /**
   * A till was told what becomes of what it sold or took back.
   *
   * @param since when it asked first, {@link System#nanoTime}
   */
  synchronized void told(long since, JsonNode answer) {
    ApiTransaction listed = ApiTransaction.of(answer);
    if (listed.sale()) {
      sold.add(listed);
    } else {
      returns.putIfAbsent(listed.id(), new TillAnswer(listed, since, System.nanoTime()));
    }
  }

  /** A reviewer was told that a held return is paid now. */
  synchronized void approved(String transactionId, long since) {
    returns.computeIfPresent(transactionId, (id, told) -> told.approved(since, System.nanoTime()));
  }

  /** A lane was told that it pays the cash of a return. */
  synchronized void paidOut(String transactionId) {
    returns.computeIfPresent(transactionId, (id, told) -> told.paidOut());
  }

  /** The money by what a store lists and by what tills were told. */
  synchronized RefundBalance book(StoreHistory store) {
    return new RefundBalance(store.listed(), sold, returns);
  }

  /** What a store lists otherwise than tills were told. */
  synchronized List<Fault> faults(StoreHistory store) {
    List<Fault> found = new ArrayList<>();
    Map<String, ApiTransaction> listed = new HashMap<>();
    store.listed().forEach(each -> listed.put(each.id(), each));
    returns.forEach(
        (id, told) -> {
          ApiTransaction now = listed.get(id);
          boolean same = now != null && now.isCompleted() && told.pays(now.totalMinor());
          if (told.timesPaid() > 1) {
            found.add(new Fault(Kind.DOUBLED, store.store(), "handed out twice: " + told));
          }
          if (told.isPaid() && !same) {
            found.add(new Fault(Kind.NOT_PAID, store.store(), told + " is listed as " + now));
          }
        });
    return found;
  }
}
