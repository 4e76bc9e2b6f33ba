package io.tillwatch.core.camera;

import java.time.Duration;

/**
 * How long a camera may take for what.
 *
 * @param open until the first frame
 * @param stall without a frame until the camera counts as gone
 * @param backoffFirst before the second try; doubles up to {@code backoffLast}
 * @param attempts tries in a row before the camera is given up until somebody asks again
 * @param linger how long it stays open after the last lease
 * @param frameAge older frames are dropped
 */
public record CameraTimings(
    Duration open,
    Duration stall,
    Duration backoffFirst,
    Duration backoffLast,
    int attempts,
    Duration linger,
    Duration frameAge) {

  public CameraTimings {
    requirePositive("open", open);
    requirePositive("stall", stall);
    requirePositive("backoffFirst", backoffFirst);
    requirePositive("frameAge", frameAge);
    if (backoffLast.compareTo(backoffFirst) < 0 || attempts < 1 || linger.isNegative()) {
      throw new IllegalArgumentException(
          "Expected backoffLast >= backoffFirst, attempts >= 1 and linger >= 0");
    }
  }

  public static CameraTimings standard() {
    return new CameraTimings(
        Duration.ofSeconds(3),
        Duration.ofSeconds(2),
        Duration.ofMillis(500),
        Duration.ofSeconds(30),
        8,
        Duration.ofSeconds(10),
        Duration.ofMillis(500));
  }

  /** The same for a camera that may take longer to its first frame. */
  public CameraTimings openingWithin(Duration longer) {
    Duration most = longer.compareTo(open) > 0 ? longer : open;
    return new CameraTimings(most, stall, backoffFirst, backoffLast, attempts, linger, frameAge);
  }

  /**
   * The pause before the next try: doubled each time, within the limits.
   *
   * @param attempt tries that failed so far, 1 and more
   * @param jitter 0..1, drawn by the caller; moves the pause between half and all of it
   */
  public Duration backoff(int attempt, double jitter) {
    int doublings = Math.min(Math.max(attempt, 1) - 1, 20);
    long full = Math.min(backoffFirst.toMillis() << doublings, backoffLast.toMillis());
    return Duration.ofMillis(Math.round(full * (0.5 + 0.5 * jitter)));
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException("Expected " + name + " above 0, found " + value);
    }
  }
}
