package io.tillwatch.core.replication.peer;

import io.tillwatch.core.replication.protocol.Instance;
import org.jspecify.annotations.Nullable;

/**
 * Tells a restarted node from two nodes under one store id: only when the older one is heard again
 * after the younger one introduced itself do both live.
 */
final class DuplicateInstanceDetector {
  private @Nullable Instance current;
  private long currentHeardMillis;
  private @Nullable Instance challenger;
  private boolean proven;

  /** Takes note of who speaks; returns the older node that also lives, or null. */
  @Nullable Instance observe(Instance instance, long nowMillis, long silenceMillis) {
    if (current == null || instance.equals(current)) {
      proven |= challenger != null;
      return heard(instance, nowMillis);
    }
    boolean silent = nowMillis - currentHeardMillis > silenceMillis;
    if (instance.isOlderThan(current)) {
      // two live ones, met in the other order; or a straggler of one that is gone
      challenger = current;
      proven = !silent;
      return heard(instance, nowMillis);
    }
    if (silent) {
      challenger = null;
      proven = false;
      return heard(instance, nowMillis);
    }
    if (!instance.equals(challenger)) {
      challenger = instance;
      proven = false;
    }
    return proven ? current : null;
  }

  private @Nullable Instance heard(Instance instance, long nowMillis) {
    current = instance;
    currentHeardMillis = nowMillis;
    return null;
  }
}
