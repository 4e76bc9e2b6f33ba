package io.tillwatch.edge.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Judges, in Jepsen's manner, what every store holds in the end against what tills were told on the
 * way: each acknowledged transaction stands exactly once in every store and in its origin's log, no
 * place in a log was used twice or skipped, all stores hold the same, and no more of a receipt was
 * paid back than was sold on it, but for what a store that was cut off paid on its own word, and
 * that is reported.
 */
final class HistoryChecker {

  /** What can be wrong. */
  enum Kind {
    /** An acknowledged transaction is not there. */
    LOST,
    /** One request stands more than once. */
    DOUBLED,
    /** One request was acknowledged with two different transactions. */
    ANSWER_CHANGED,
    /** A log has two ops at one place, or a later op at an earlier place. */
    SEQUENCE_REUSED,
    /** An op does not continue the one before it. */
    CHAIN_BROKEN,
    /** Two stores hold different logs or transactions. */
    DIVERGED,
    /** A till was told that a refund is paid, and the logs say otherwise. */
    NOT_PAID,
    /** More units came back than were sold, by stores that could have known. */
    OVER_REFUNDED,
    /** More units came back than were sold, and no finding says so. */
    UNREPORTED
  }

  /** One thing that is wrong. */
  record Fault(Kind kind, String store, String what) {}

  private final Map<String, String> acknowledged = new TreeMap<>();
  private final Set<String> paid = new TreeSet<>();
  private final List<Fault> faults = new ArrayList<>();

  /** A till was told that this request became that transaction. */
  synchronized void acknowledged(String store, String customer, String transactionId) {
    String earlier = acknowledged.put(customer, transactionId);
    if (earlier != null && !earlier.equals(transactionId)) {
      faults.add(
          new Fault(
              Kind.ANSWER_CHANGED, store, customer + ": " + earlier + ", then " + transactionId));
    }
  }

  /** A till was told that this return is paid. */
  synchronized void paid(String transactionId) {
    paid.add(transactionId);
  }

  synchronized int count() {
    return acknowledged.size();
  }

  /** Everything that is wrong; empty where the history is sound. */
  synchronized List<Fault> judge(List<StoreHistory> stores) {
    List<Fault> found = new ArrayList<>(faults);
    for (StoreHistory store : stores) {
      checkTransactions(store, found);
      store.logs().forEach((origin, log) -> checkLog(store, origin, log, found));
      compare(stores.get(0), store, found);
      checkRefunds(store, found);
    }
    return found;
  }

  private void checkTransactions(StoreHistory store, List<Fault> found) {
    Map<String, Integer> logged = new HashMap<>();
    store
        .logs()
        .values()
        .forEach(
            log ->
                log.stream()
                    .filter(op -> !op.isDerived())
                    .forEach(op -> logged.merge(op.factId(), 1, Integer::sum)));
    acknowledged.forEach(
        (customer, id) -> {
          if (!store.transactions().getOrDefault(customer, List.of()).contains(id)) {
            found.add(new Fault(Kind.LOST, store.store(), customer + ": " + id + " is not listed"));
          }
          if (!logged.containsKey(id)) {
            found.add(new Fault(Kind.LOST, store.store(), customer + ": " + id + " is in no log"));
          }
        });
    store
        .transactions()
        .forEach(
            (customer, ids) -> {
              if (ids.size() > 1) {
                found.add(new Fault(Kind.DOUBLED, store.store(), customer + ": " + ids));
              }
            });
    logged.forEach(
        (fact, times) -> {
          if (times > 1) {
            found.add(
                new Fault(Kind.DOUBLED, store.store(), fact + " is logged " + times + " times"));
          }
        });
  }

  private void checkRefunds(StoreHistory store, List<Fault> found) {
    ReceiptBook receipts = store.receipts();
    Set<String> unpaid = new TreeSet<>(paid);
    unpaid.removeAll(receipts.paid());
    unpaid.forEach(id -> found.add(new Fault(Kind.NOT_PAID, store.store(), id)));
    for (ReceiptBook.Overpaid line : receipts.overpaid()) {
      // each store that paid without asking may be one too many; the rest knew what was left
      if (line.paid() - line.onOwnWord() > line.sold()) {
        found.add(new Fault(Kind.OVER_REFUNDED, store.store(), line.toString()));
      }
      if (!line.reported()) {
        found.add(new Fault(Kind.UNREPORTED, store.store(), line.toString()));
      }
    }
  }

  private static void checkLog(
      StoreHistory store, String origin, List<LogEntry> log, List<Fault> found) {
    for (int i = 1; i < log.size(); i++) {
      LogEntry before = log.get(i - 1);
      LogEntry op = log.get(i);
      String where = origin + " " + op.position() + " behind " + before.position();
      if (op.position().compareTo(before.position()) <= 0) {
        found.add(new Fault(Kind.SEQUENCE_REUSED, store.store(), where));
      }
      if (!op.predecessor().equals(before.position()) || !op.previousHash().equals(before.hash())) {
        found.add(new Fault(Kind.CHAIN_BROKEN, store.store(), where));
      }
    }
  }

  private static void compare(StoreHistory first, StoreHistory other, List<Fault> found) {
    for (String origin : first.logs().keySet()) {
      List<LogEntry> mine = first.logs().get(origin);
      List<LogEntry> theirs = other.logs().getOrDefault(origin, List.of());
      if (!mine.equals(theirs)) {
        String sizes = mine.size() + " ops in " + first.store() + ", " + theirs.size() + " here";
        found.add(
            new Fault(Kind.DIVERGED, other.store(), "log of " + origin + " differs: " + sizes));
      }
    }
    if (!first.transactions().equals(other.transactions())) {
      found.add(
          new Fault(
              Kind.DIVERGED,
              other.store(),
              "lists other transactions than "
                  + first.store()
                  + ": "
                  + other.size()
                  + " against "
                  + first.size()));
    }
  }
}
