package io.tillwatch.edge.camera;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which session showed a picture first, by checksums of the last pictures with a face: no camera
 * gives the same pixels twice, so who shows them again plays back a recording. Holds no picture.
 * Not for two threads at once.
 */
final class SeenFrames {
  private final int most;
  private final Map<Long, String> sessions = new LinkedHashMap<>();

  /**
   * Nothing was seen yet.
   *
   * @param most checksums to remember, the latest ones
   */
  SeenFrames(int most) {
    this.most = most;
  }

  /** Whether another session showed this picture; notes that this one did. */
  boolean isOfOther(long pixels, String session) {
    @Nullable String first = sessions.putIfAbsent(pixels, session);
    if (sessions.size() > most) {
      sessions.remove(sessions.keySet().iterator().next());
    }
    return first != null && !first.equals(session);
  }
}
