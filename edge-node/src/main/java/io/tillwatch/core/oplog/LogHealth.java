package io.tillwatch.core.oplog;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong, or was, with logs that this store keeps; survives restarts. Origins without flaws
 * are absent.
 */
public record LogHealth(Map<String, Flaw> byOrigin) {
  public static final LogHealth NONE = new LogHealth(Map.of());

  /**
   * The flaws of one origin's log.
   *
   * @param divergedAt the last op before the one that contradicted what is known here: the origin
   *     is frozen; null where it is not
   * @param salvaged its ops that it lost and that this store put into its own log instead
   * @param quarantined its ops that stand in its log and have no effect here, because of what they
   *     say
   * @param lastReason the last of those and why, or null
   */
  public record Flaw(
      @Nullable Position divergedAt,
      long salvaged,
      long quarantined,
      @Nullable String lastReason) {}

  /** Asks for the flaws; or tells of one first. */
  public sealed interface Question {

    /** Only asks. */
    record Read() implements Question {}

    /** The origin's log contradicts what is known of it: it is frozen from now on. */
    record Diverged(String origin, Position at) implements Question {}

    /** Somebody looked: the origin's log is to be followed again. */
    record Trusted(String origin) implements Question {}
  }

  public LogHealth {
    byOrigin = Map.copyOf(byOrigin);
  }

  public boolean isDiverged(String origin) {
    return byOrigin.containsKey(origin) && byOrigin.get(origin).divergedAt() != null;
  }
}
