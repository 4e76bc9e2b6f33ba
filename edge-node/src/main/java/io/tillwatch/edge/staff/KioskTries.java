package io.tillwatch.edge.staff;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Wrong tries at somebody's PIN at one kiosk, since the last right one there.
 *
 * @param kiosk which one: a hash of its session's, never the session
 * @param wrong how many; each {@link #MOST} of them lock
 * @param last when the last one was
 * @param lockedUntil no PIN of this name is tried at this kiosk before that; null: not locked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KioskTries(String kiosk, int wrong, Instant last, @Nullable Instant lockedUntil) {
  /** Wrong PINs in a row before this kiosk is closed to the name. */
  public static final int MOST = 5;

  /** After so long without a wrong try the count begins anew. */
  static final Duration FORGOTTEN = Duration.ofDays(2);

  public KioskTries {
    requireNonNull(kiosk, "kiosk");
    requireNonNull(last, "last");
  }

  static KioskTries none(String kiosk, Instant now) {
    return new KioskTries(kiosk, 0, now, null);
  }

  KioskTries tried(Instant now) {
    int tries = wrong + 1;
    return new KioskTries(kiosk, tries, now, PinLocks.after(tries, MOST, now));
  }

  /** When its lock ends; nothing where there is none. */
  Stream<Instant> locks() {
    return Stream.ofNullable(lockedUntil);
  }

  boolean isForgotten(Instant now) {
    return !now.isBefore(last.plus(FORGOTTEN));
  }
}
