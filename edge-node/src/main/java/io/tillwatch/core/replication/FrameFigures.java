package io.tillwatch.core.replication;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of frames between stores since the node started.
 *
 * @param refused frames that changed nothing, by reason
 * @param acceptsOld whether frames of the version before are exchanged: on for an upgrade only
 * @param oldTaken questions in that form that were taken
 * @param oldStores stores that speak that form, by id
 */
public record FrameFigures(
    Map<String, Long> refused, boolean acceptsOld, long oldTaken, List<String> oldStores) {
  public FrameFigures {
    refused = java.util.Collections.unmodifiableMap(new TreeMap<>(refused));
    oldStores = List.copyOf(oldStores);
  }

  /** Frames that were refused, for whatever reason. */
  public long refusedFrames() {
    return refused.values().stream().mapToLong(Long::longValue).sum();
  }
}
