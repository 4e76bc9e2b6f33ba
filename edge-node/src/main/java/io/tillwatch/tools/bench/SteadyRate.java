package io.tillwatch.tools.bench;

import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** Sends ops at even distances, whether or not earlier ones were answered. */
record SteadyRate(int perSecond, int seconds) {
  private static final long SECOND_NANOS = 1_000_000_000L;

  int ops() {
    return perSecond * seconds;
  }

  /** Returns when the last one is sent. */
  void send(IntConsumer op) {
    long began = System.nanoTime();
    for (int n = 0; n < ops(); n++) {
      long due = began + n * SECOND_NANOS / perSecond;
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      op.accept(n);
    }
  }
}
