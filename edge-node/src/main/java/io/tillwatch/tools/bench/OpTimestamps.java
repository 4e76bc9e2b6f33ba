package io.tillwatch.tools.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;

/** When each op of a run was sent, committed here and applied there; microseconds. */
final class OpTimestamps {
  private static final long MAX_MICROS = 60_000_000;

  private final AtomicLongArray sent;
  private final AtomicLongArray committed;
  private final AtomicLongArray applied;
  private final AtomicInteger count = new AtomicInteger();

  OpTimestamps(int ops) {
    sent = new AtomicLongArray(ops);
    committed = new AtomicLongArray(ops);
    applied = new AtomicLongArray(ops);
  }

  /** The machine's clock, which all parts of a run share. */
  static long now() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  void sent(int op, long micros) {
    sent.set(op, micros);
  }

  void committed(int op, long micros) {
    committed.set(op, micros);
  }

  void applied(int op, long micros) {
    if (applied.getAndSet(op, micros) == 0) {
      count.incrementAndGet();
    }
  }

  boolean isComplete() {
    return count.get() == applied.length();
  }

  int missing() {
    return applied.length() - count.get();
  }

  Latency commitToApplied() {
    return between(committed);
  }

  Latency sendToApplied() {
    return between(sent);
  }

  private Latency between(AtomicLongArray from) {
    Histogram times = new Histogram(MAX_MICROS, 3);
    for (int op = 0; op < applied.length(); op++) {
      if (applied.get(op) > 0 && from.get(op) > 0) {
        long micros = applied.get(op) - from.get(op);
        times.recordValue(Math.min(MAX_MICROS, Math.max(0, micros)));
      }
    }
    return Latency.of(times);
  }
}
