package io.tillwatch.edge.staff;

import java.time.Instant;

/** What came of a try at a PIN. */
public sealed interface PinCheck {
  /** It is theirs. */
  record Right(String name) implements PinCheck {}

  /** It is not, or there is no such person. */
  record Wrong() implements PinCheck {}

  /**
   * Too many were wrong; none is tried before that moment.
   *
   * @param justNow this try was the last that was left
   * @param everywhere not only at the kiosk where it was tried
   */
  record Locked(Instant until, boolean justNow, boolean everywhere) implements PinCheck {}
}
