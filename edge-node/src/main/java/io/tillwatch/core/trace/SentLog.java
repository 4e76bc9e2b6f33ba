package io.tillwatch.core.trace;

import io.tillwatch.core.oplog.Position;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When which op of this store's own log was first sent to which other store, for the latest ops:
 * some 50 bytes for each of {@value #MOST} messages at most to each of {@value #MOST_PEERS} stores.
 */
final class SentLog {
  static final int MOST = 20_000;
  static final int MOST_PEERS = 16;

  private final Map<String, ArrayDeque<Sent>> byPeer = new HashMap<>();

  /** Something was sent. What is sent again was sent before. */
  void sent(Sent message) {
    ArrayDeque<Sent> known = byPeer.get(message.to());
    if (known == null) {
      if (byPeer.size() == MOST_PEERS) {
        return;
      }
      known = new ArrayDeque<>();
      byPeer.put(message.to(), known);
    }
    Sent last = known.peekLast();
    if (last != null && message.upTo().compareTo(last.upTo()) <= 0) {
      return;
    }
    known.addLast(message);
    if (known.size() > MOST) {
      known.removeFirst();
    }
  }

  /** When that op was first sent there, microseconds since 1970; null where that is not known. */
  @Nullable Long at(Position op, String peer) {
    ArrayDeque<Sent> known = byPeer.get(peer);
    if (known == null) {
      return null;
    }
    Long at = null;
    for (var newest = known.descendingIterator(); newest.hasNext(); ) {
      Sent each = newest.next();
      if (each.upTo().compareTo(op) < 0) {
        return at;
      }
      at = each.atMicros();
    }
    // the first message that is known may not be the one that had it
    Sent first = known.peekFirst();
    return first != null && first.upTo().equals(op) ? at : null;
  }
}
