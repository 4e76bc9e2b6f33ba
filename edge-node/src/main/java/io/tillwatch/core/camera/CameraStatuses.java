package io.tillwatch.core.camera;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every camera of a store.
 *
 * @param common the one of all lanes without their own
 * @param lanes by lane, those that lanes have of their own
 */
public record CameraStatuses(CameraStatus common, Map<String, CameraStatus> lanes) {
  /** From what needs no look to what needs one most. */
  private static final List<String> BY_NEED =
      List.of("NONE", "CLOSED", "CLOSING", "STREAMING", "OPENING", "STALLED", "BACKOFF", "FAILED");

  public CameraStatuses {
    lanes = Map.copyOf(lanes);
  }

  /** The state that says most where there is room for one only: the worst. */
  public String worstState() {
    return byLane().values().stream()
        .map(CameraStatus::state)
        .max(Comparator.comparingInt(BY_NEED::indexOf))
        .orElse(common.state());
  }

  /** All of them in order of their lanes; the common one first, by an empty name. */
  public Map<String, CameraStatus> byLane() {
    Map<String, CameraStatus> all = new TreeMap<>(lanes);
    all.put("", common);
    return all;
  }
}
