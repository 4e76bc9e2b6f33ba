package io.tillwatch.core.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who works on an alert, or until when nobody need: the fold of what reviewers said of it, in order
 * of time. Both end by themselves.
 *
 * @param by who works on it, or null
 * @param until when their claim is let go; null without one
 * @param snoozedUntil when it is back in the queue; null: it is in the queue
 */
public record ClaimState(
    @Nullable String by, @Nullable Instant until, @Nullable Instant snoozedUntil) {

  /** Nobody works on it, and it is in the queue. */
  public static final ClaimState NONE = new ClaimState(null, null, null);

  /** A claim is let go when its holder does nothing about the alert for so long. */
  public static final Duration CLAIM_IDLE = Duration.ofMinutes(60);

  /**
   * What was said last: of two who claim at once in two stores the earlier has it, everywhere.
   *
   * @param claims in order of time
   */
  static ClaimState of(List<Claim> claims) {
    ClaimState hold = NONE;
    for (Claim claim : claims) {
      hold = hold.then(claim);
    }
    return hold;
  }

  private ClaimState then(Claim claim) {
    if (!claim.claimed()) {
      return new ClaimState(null, null, claim.snoozedUntil());
    }
    boolean isFree = until == null || until.isBefore(claim.at());
    return isFree || claim.by().equals(by)
        ? new ClaimState(claim.by(), claim.at().plus(CLAIM_IDLE), null)
        : this;
  }

  /** The same at a moment, at which it may have ended. */
  ClaimState at(Instant now) {
    Instant end = ends();
    return end == null || end.isAfter(now) ? this : NONE;
  }

  /** When it ends by itself; null where there is nothing to end. */
  @Nullable Instant ends() {
    return until == null ? snoozedUntil : until;
  }
}
