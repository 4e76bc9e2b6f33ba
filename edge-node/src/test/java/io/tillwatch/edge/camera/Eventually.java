package io.tillwatch.edge.camera;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits until an assertion passes, and fails with what it last said. */
final class Eventually {
  private static final long POLL_NANOS = 5_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Eventually() {}

  static void eventually(Runnable assertion) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        assertion.run();
        return;
      } catch (AssertionError notYet) {
        if (System.nanoTime() > deadline) {
          throw notYet;
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
  }
}
