package io.tillwatch.edge.support;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, not for a time. */
public final class Await {
  private static final Duration POLL = Duration.ofMillis(2);

  private Await() {}

  public static void until(String what, Duration patience, BooleanSupplier condition) {
    until(what, patience, POLL, condition);
  }

  /**
   * @param poll time between two looks, for a condition whose asking costs what is being waited for
   */
  public static void until(
      String what, Duration patience, Duration poll, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + patience + ": " + what);
      }
      LockSupport.parkNanos(poll.toNanos());
    }
  }
}
