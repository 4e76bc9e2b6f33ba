package io.tillwatch.core.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks how many entries of the audit trail are wanted; what is null excludes nothing.
 *
 * @param action what its name begins with
 * @param from from then on
 * @param to before then
 */
public record AuditCount(
    @Nullable String actor,
    @Nullable String action,
    @Nullable String target,
    @Nullable String storeId,
    @Nullable Instant from,
    @Nullable Instant to) {

  /**
   * The answer.
   *
   * @param total null where not every entry of the ledger is remembered: while the past is read at
   *     a start, and where memory had no room
   */
  public record Answer(@Nullable Integer total) {}
}
