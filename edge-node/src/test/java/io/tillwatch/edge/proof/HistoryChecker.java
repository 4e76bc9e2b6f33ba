package io.tillwatch.edge.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Judges, in Jepsen's manner, what every store holds in the end against what tills were told on the
 * way: each acknowledged transaction stands exactly once in every store and in its origin's log, no
 * place in a log was used twice or skipped, all stores hold the same, and {@link RefundChecker}
 * finds nothing wrong with the money.
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
    /** A till was told that a refund is paid, and a store lists something else. */
    NOT_PAID,
    /** More was paid back than was sold, by stores that could have known. */
    OVER_REFUNDED,
    /** A store paid more on its own word than its conf allows. */
    BEYOND_BUDGET,
    /** More was paid back than was sold, and no finding of the store says so. */
    UNREPORTED,
    /** The store's findings name another sum than was paid too much. */
    MISREPORTED
  }

  /** One thing that is wrong. */
  record Fault(Kind kind, String store, String what) {}

  private static final Duration REPORTED = Duration.ofSeconds(15);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
  private static final Set<Kind> LATE = EnumSet.of(Kind.UNREPORTED, Kind.MISREPORTED);

  private final Map<String, String> acknowledged = new TreeMap<>();
  private final Tills tills = new Tills();
  private final List<Fault> faults = new ArrayList<>();
  private final boolean ofLogs;

  /** Judges logs, lists and money. */
  HistoryChecker() {
    this(true);
  }

  private HistoryChecker(boolean ofLogs) {
    this.ofLogs = ofLogs;
  }

  /** Judges lists and money: where clocks are years off, stores give up logs as old. */
  static HistoryChecker ofLists() {
    return new HistoryChecker(false);
  }

  /** A till was told that this request became that transaction. */
  synchronized void acknowledged(String store, String customer, String transactionId) {
    String earlier = acknowledged.put(customer, transactionId);
    if (earlier != null && !earlier.equals(transactionId)) {
      faults.add(
          new Fault(
              Kind.ANSWER_CHANGED, store, customer + ": " + earlier + ", then " + transactionId));
    }
  }

  /** What tills and reviewers are told of money. */
  Tills tills() {
    return tills;
  }

  synchronized int count() {
    return acknowledged.size();
  }

  /**
   * Everything that is wrong once the stores are level; empty where the history is sound. A double
   * refund may be reported a moment after both stores know of it.
   */
  List<Fault> judge(ProcessGroup group) {
    long end = System.nanoTime() + REPORTED.toNanos();
    while (true) {
      List<Fault> found = judge(group.histories(), group.contact(), group.standIn());
      boolean late = found.stream().map(Fault::kind).anyMatch(LATE::contains);
      if (!late || System.nanoTime() > end) {
        return found;
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  /** How much was paid, and how much of it too much, in words. */
  synchronized String money(ProcessGroup group) {
    StoreHistory any = group.histories().get(0);
    RefundBalance book = tills.book(any);
    long over = RefundChecker.truth(book).values().stream().mapToLong(Long::longValue).sum();
    return "%d refunds paid, %d receipts too much paid by %d in all, findings of %d"
        .formatted(
            book.payments().size(),
            RefundChecker.truth(book).size(),
            over,
            any.findings().values().stream().mapToLong(Long::longValue).sum());
  }

  /** Everything that is wrong with these; empty where they are sound. */
  synchronized List<Fault> judge(
      List<StoreHistory> stores, Reachability contact, StandInLimits limits) {
    List<Fault> found = new ArrayList<>(faults);
    for (StoreHistory store : stores) {
      checkLists(store, found);
      if (ofLogs) {
        checkLogged(store, found);
        store.logs().forEach((origin, log) -> checkLog(store, origin, log, found));
        compareLogs(stores.get(0), store, found);
      }
      compare(stores.get(0), store, found);
      found.addAll(tills.faults(store));
      RefundBalance book = tills.book(store);
      found.addAll(new RefundChecker(store.store(), book, contact, limits).judge(store.findings()));
    }
    return found;
  }

  private void checkLists(StoreHistory store, List<Fault> found) {
    acknowledged.forEach(
        (customer, id) -> {
          if (!store.transactions().getOrDefault(customer, List.of()).contains(id)) {
            found.add(new Fault(Kind.LOST, store.store(), customer + ": " + id + " is not listed"));
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
  }

  private void checkLogged(StoreHistory store, List<Fault> found) {
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
          if (!logged.containsKey(id)) {
            found.add(new Fault(Kind.LOST, store.store(), customer + ": " + id + " is in no log"));
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

  private static void compareLogs(StoreHistory first, StoreHistory other, List<Fault> found) {
    for (String origin : first.logs().keySet()) {
      List<LogEntry> mine = first.logs().get(origin);
      List<LogEntry> theirs = other.logs().getOrDefault(origin, List.of());
      if (!mine.equals(theirs)) {
        String sizes = mine.size() + " ops in " + first.store() + ", " + theirs.size() + " here";
        found.add(
            new Fault(Kind.DIVERGED, other.store(), "log of " + origin + " differs: " + sizes));
      }
    }
  }

  private static void compare(StoreHistory first, StoreHistory other, List<Fault> found) {
    if (!first.transactions().equals(other.transactions())
        || !Set.copyOf(first.listed()).equals(Set.copyOf(other.listed()))) {
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
