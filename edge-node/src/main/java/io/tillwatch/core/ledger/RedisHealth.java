package io.tillwatch.core.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a store's Redis takes facts and keeps them, as it was last seen.
 *
 * @param cause why it does not, and what to do about it; null where it does
 * @param since when that began
 * @param warnings what puts facts at risk and was accepted by {@code redis.allowUnsafe}, or may
 *     soon keep it from writing
 * @param refusals writes that it refused since the node started
 */
public record RedisHealth(
    @Nullable String cause, Instant since, List<String> warnings, long refusals) {
  public RedisHealth {
    warnings = List.copyOf(warnings);
  }

  /** Whether what is sold now is written and stays. */
  public boolean up() {
    return cause == null;
  }
}
