package io.tillwatch.edge.replication.model.protocol;

import io.tillwatch.edge.replication.model.Position;
import io.tillwatch.edge.replication.model.StoreId;
import java.util.HashMap;
import java.util.Map;

/**
 * How far one member has every log on its disk, by its own word. A log is trimmed on the strength
 * of this, so a heartbeat that was heard before, or comes from an earlier run of that member, does
 * not count: its disk may have been lost since.
 */
final class Acks {
  private final Map<String, Position> byOrigin = new HashMap<>();
  private Instance sender;
  private long sentMicros;

  /** Takes what was noted before this node started; what is heard replaces it. */
  void restore(Map<String, Position> noted) {
    if (sender == null) {
      byOrigin.putAll(noted);
    }
  }

  /** Takes a heartbeat, whose mac held, into account. */
  void learn(Heartbeat beat) {
    Instance now = beat.from().instance();
    boolean old =
        sender != null
            && (now.isOlderThan(sender) || now.equals(sender) && beat.sentMicros() <= sentMicros);
    if (old) {
      return;
    }
    sender = now;
    sentMicros = beat.sentMicros();
    byOrigin.clear();
    beat.heads().forEach((origin, head) -> byOrigin.put(origin, head.position()));
  }

  /** Whether the member said anything, now or before this node started. */
  boolean areKnown() {
    return !byOrigin.isEmpty() || sender != null;
  }

  /** The last op of that origin it has; the start where it said nothing. */
  Position of(StoreId origin) {
    return byOrigin.getOrDefault(origin.value(), Position.START);
  }
}
