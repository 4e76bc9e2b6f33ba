package io.tillwatch.edge.proof;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Tills that sell without a break, each over a connection of its own, and customers who bring every
 * third purchase back to the next store, which needs that store's grant; every other time somebody
 * brings the same thing back where it was bought, at the same moment. A request without an answer
 * is sent again, under the same key, until there is one.
 */
final class SalesLoad {
  private static final Duration RETRY = Duration.ofMillis(100);
  private static final int TAKEN_BACK_EVERY = 3;
  private static final int CREATED = 201;
  private static final int CONFLICT = 409;
  private static final int UNAVAILABLE = 503;

  private final HistoryChecker checker;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicInteger resent = new AtomicInteger();
  private final AtomicInteger replayed = new AtomicInteger();
  private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
  private final Map<String, Till> others = new HashMap<>();
  private final ExecutorService tills;
  private final ExecutorService racers;

  /**
   * Starts selling.
   *
   * @param perStore tills of each store
   * @param pause of a till between two sales
   */
  SalesLoad(HistoryChecker checker, List<NodeProcess> stores, int perStore, Duration pause) {
    this.checker = checker;
    tills = Executors.newFixedThreadPool(stores.size() * perStore);
    racers = Executors.newFixedThreadPool(stores.size() * perStore);
    for (int i = 0; i < stores.size(); i++) {
      others.put(stores.get(i).store(), stores.get((i + 1) % stores.size()).till());
    }
    for (NodeProcess store : stores) {
      IntStream.range(0, perStore)
          .forEach(lane -> tills.execute(() -> sell(store.till(), lane, pause)));
    }
  }

  /** Requests that had to be sent more than once. */
  int resent() {
    return resent.get();
  }

  /** Requests whose first answer was given again. */
  int replayed() {
    return replayed.get();
  }

  /** Answers that no till should ever get. */
  List<String> unexpected() {
    return List.copyOf(unexpected);
  }

  /** Lets every till finish the sale it is at. */
  void stop(Duration patience) {
    stopped.set(true);
    tills.shutdown();
    try {
      if (!tills.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        unexpected.add("some tills had no answer after " + patience);
        tills.shutdownNow();
      }
      racers.shutdownNow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sell(Till till, int lane, Duration pause) {
    for (int sale = 0; !stopped.get(); sale++) {
      String customer = "CU-%s-%d-%d".formatted(till.store(), lane, sale);
      Till.Answer sold = answered(till, customer, () -> till.sell("key-" + customer, customer));
      if (sold != null && sale % TAKEN_BACK_EVERY == 0) {
        Till other = others.get(till.store());
        if (sale % (2 * TAKEN_BACK_EVERY) == 0) {
          race(other, till, customer, sold.receipt());
        } else {
          honest(other, customer, sold.receipt());
        }
      }
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  /** Brings the goods back to the other store as soon as that store knows the receipt. */
  private void honest(Till other, String customer, String receipt) {
    awaitKnown(other, receipt);
    Till.Answer back = takeBack(other, customer, receipt);
    if (back != null && back.transactionStatus().equals("BLOCKED")) {
      unexpected.add(customer + " is honest and was refused: " + back.body());
    }
  }

  /** The same unit comes back in both stores at once: the checker wants at most one paid. */
  private void race(Till other, Till home, String customer, String receipt) {
    awaitKnown(other, receipt);
    CompletableFuture<Void> elsewhere =
        CompletableFuture.runAsync(() -> takeBack(other, customer, receipt), racers);
    takeBack(home, customer, receipt);
    elsewhere.join();
  }

  private static void awaitKnown(Till till, String receipt) {
    while (!till.knows(receipt) && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(RETRY.toNanos());
    }
  }

  private Till.Answer takeBack(Till till, String customer, String receipt) {
    String key = "back-" + till.store() + "-" + customer;
    return answered(
        till,
        customer + " returns to " + till.store(),
        () -> till.takeBack(key, customer, receipt));
  }

  private Till.Answer answered(
      Till till, String customer, Supplier<Optional<Till.Answer>> request) {
    long since = System.nanoTime();
    for (int attempt = 0; !Thread.currentThread().isInterrupted(); attempt++) {
      Optional<Till.Answer> answer = request.get();
      if (attempt == 1) {
        resent.incrementAndGet();
      }
      if (answer.isPresent() && settled(till, customer, since, answer.get())) {
        return answer.get().status() == CREATED ? answer.get() : null;
      }
      LockSupport.parkNanos(RETRY.toNanos());
    }
    return null;
  }

  private boolean settled(Till till, String customer, long since, Till.Answer answer) {
    switch (answer.status()) {
      case CREATED -> {
        checker.tills().told(since, answer.body());
        checker.acknowledged(till.store(), customer, answer.transactionId());
        replayed.addAndGet(answer.replayed() ? 1 : 0);
        return true;
      }
      case CONFLICT, UNAVAILABLE -> {
        return false;
      }
      default -> {
        unexpected.add(customer + ": " + answer);
        return true;
      }
    }
  }
}
