package io.tillwatch.core.replication.peer;

import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.protocol.Heartbeat;
import io.tillwatch.core.replication.protocol.Instance;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far one member has every log on its disk, by its own word. A log is trimmed on the strength
 * of this, so a heartbeat that was heard before, or comes from a run of that member that another
 * one has followed, does not count: its disk may have been lost since. Which run came later is told
 * by who was heard later, and which heartbeat by its number: the member's clock may be set back.
 */
public final class Acks {
  private static final int MOST_ENDED = 16;

  private final Map<String, Position> byOrigin = new HashMap<>();
  private final Set<String> ended = new LinkedHashSet<>();
  private @Nullable Instance sender;
  private long number;
  private long heardMillis;

  /** Takes what was noted before this node started; what is heard replaces it. */
  public void restore(Map<String, Position> noted) {
    if (sender == null) {
      byOrigin.putAll(noted);
    }
  }

  /**
   * Takes a heartbeat, whose mac held, into account.
   *
   * @param nowMillis steady time
   * @param silenceMillis a run that was silent for longer has no claim on another's place
   */
  void learn(Heartbeat beat, long nowMillis, long silenceMillis) {
    Instance now = beat.from().instance();
    boolean same = sender != null && now.id().equals(sender.id());
    boolean old =
        same
            ? beat.order() <= number
            : ended.contains(now.id()) && nowMillis - heardMillis <= silenceMillis;
    if (old) {
      return;
    }
    if (!same && sender != null) {
      end(sender);
    }
    ended.remove(now.id());
    sender = now;
    number = beat.order();
    heardMillis = nowMillis;
    byOrigin.clear();
    beat.heads().forEach((origin, head) -> byOrigin.put(origin, head.position()));
  }

  private void end(Instance run) {
    ended.add(run.id());
    if (ended.size() > MOST_ENDED) {
      ended.remove(ended.iterator().next());
    }
  }

  /** Whether the member said anything, now or before this node started. */
  public boolean areKnown() {
    return !byOrigin.isEmpty() || sender != null;
  }

  /** The last op of that origin it has; the start where it said nothing. */
  public Position of(StoreId origin) {
    return byOrigin.getOrDefault(origin.value(), Position.START);
  }
}
