package io.tillwatch.edge.bus;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;

/** How many frames were refused since the start, by reason. Safe for use by several threads. */
final class RefusedFrames {
  private final AtomicLongArray counts = new AtomicLongArray(FrameRefusal.values().length);

  void count(FrameRefusal why) {
    counts.incrementAndGet(why.ordinal());
  }

  /** By reason's label; every reason is there. */
  Map<String, Long> byReason() {
    Map<String, Long> all = new TreeMap<>();
    for (FrameRefusal why : FrameRefusal.values()) {
      all.put(why.label(), counts.get(why.ordinal()));
    }
    return all;
  }
}
