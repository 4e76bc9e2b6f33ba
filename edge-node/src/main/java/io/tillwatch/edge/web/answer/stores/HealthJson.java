package io.tillwatch.edge.web.answer.stores;

import io.tillwatch.core.ledger.RedisHealth;
import io.tillwatch.edge.codec.OmittedIfNull;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the node lives, or can do its work.
 *
 * @param checks null where only the former was asked
 */
public record HealthJson(State status, @OmittedIfNull @Nullable List<Check> checks) {

  /** In one word. */
  public enum State {
    UP,
    DOWN
  }

  /**
   * One thing that the node needs.
   *
   * @param cause why Redis is not up, and what to do about it
   * @param since when that began
   * @param warnings what puts facts at risk
   * @param detail what is lacking or had no room
   */
  public record Check(
      String name,
      boolean up,
      @OmittedIfNull @Nullable String cause,
      @OmittedIfNull @Nullable Instant since,
      @OmittedIfNull @Nullable List<String> warnings,
      @OmittedIfNull @Nullable String detail) {

    /**
     * Whether something holds.
     *
     * @param detail empty where nothing is to be said
     */
    public static Check of(String name, boolean up, String detail) {
      return new Check(name, up, null, null, null, detail.isEmpty() ? null : detail);
    }

    /**
     * Redis.
     *
     * @param health as the ledger last saw it; null where the ledger does not answer
     */
    public static Check ofRedis(boolean answers, RedisHealth health) {
      boolean known = health != null;
      boolean down = known && !health.up();
      return new Check(
          "redis",
          answers && known && health.up(),
          down ? health.cause() : null,
          down ? health.since() : null,
          known && !health.warnings().isEmpty() ? health.warnings() : null,
          null);
    }
  }

  /** The node runs. */
  public static HealthJson live() {
    return new HealthJson(State.UP, null);
  }

  /** The node can do its work where all checks hold. */
  public static HealthJson of(List<Check> checks) {
    return new HealthJson(
        checks.stream().allMatch(Check::up) ? State.UP : State.DOWN, List.copyOf(checks));
  }
}
