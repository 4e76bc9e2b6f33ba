package io.tillwatch.edge.bus;

import io.tillwatch.core.oplog.StoreId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Whom it is too early to greet again: an older node does not answer. */
final class FailedHellos {
  private record Way(StoreId to, String name) {}

  private final long patienceMillis;
  private final Map<Way, Long> failed = new ConcurrentHashMap<>();

  FailedHellos(long patienceMillis) {
    this.patienceMillis = patienceMillis;
  }

  void note(StoreId to, FrameTransport way, long nowMillis) {
    failed.put(new Way(to, way.name()), nowMillis);
  }

  boolean isRecent(StoreId to, FrameTransport way, long nowMillis) {
    Long at = failed.get(new Way(to, way.name()));
    return at != null && nowMillis - at < patienceMillis;
  }
}
