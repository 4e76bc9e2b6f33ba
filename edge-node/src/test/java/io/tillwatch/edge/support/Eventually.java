package io.tillwatch.edge.support;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition instead of for a time. */
public final class Eventually {
  private static final long POLL_NANOS = 5_000_000;

  private Eventually() {}

  /** Returns as soon as the condition holds; fails where it does not within the time. */
  public static void holds(Duration within, BooleanSupplier condition) {
    long deadline = System.nanoTime() + within.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the condition did not hold within " + within);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
