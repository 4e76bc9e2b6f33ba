package io.tillwatch.edge.bus;

import io.tillwatch.core.oplog.StoreId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Whom it is too early to greet again: an older node does not answer. */
final class HandshakeBackoff {
  private final long patienceMillis;
  private final Map<Handshake.Route, Long> failed = new ConcurrentHashMap<>();

  HandshakeBackoff(long patienceMillis) {
    this.patienceMillis = patienceMillis;
  }

  void note(StoreId to, FrameTransport transport, long nowMillis) {
    failed.put(new Handshake.Route(to, transport.name()), nowMillis);
  }

  boolean isRecent(StoreId to, FrameTransport transport, long nowMillis) {
    Long at = failed.get(new Handshake.Route(to, transport.name()));
    return at != null && nowMillis - at < patienceMillis;
  }
}
