package io.tillwatch.edge.bus;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** How many frames were refused since the start, by reason. Safe for use by several threads. */
final class RefusedFrames {
  private final Map<FrameRefusal, LongAdder> counts = new EnumMap<>(FrameRefusal.class);

  RefusedFrames() {
    for (FrameRefusal why : FrameRefusal.values()) {
      counts.put(why, new LongAdder());
    }
  }

  void count(FrameRefusal why) {
    counts.get(why).increment();
  }

  /** By reason's label; every reason is there. */
  Map<String, Long> byReason() {
    Map<String, Long> all = new TreeMap<>();
    counts.forEach((why, count) -> all.put(why.label(), count.sum()));
    return all;
  }
}
