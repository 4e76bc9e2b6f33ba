package io.tillwatch.core.camera;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a camera is in its life; each state has only its legal moves as methods.
 *
 * <pre>
 * CLOSED -> OPENING -> STREAMING -> CLOSING -> CLOSED
 *              |           |
 *              v           v
 *           BACKOFF <-- STALLED      BACKOFF -> OPENING, or CLOSED when nobody waits
 *              |
 *              v
 *           FAILED -> OPENING when somebody asks again
 * </pre>
 */
public sealed interface CameraState {
  /** Every state's word, and that of a lane without a camera. */
  List<String> NAMES =
      List.of("NONE", "CLOSED", "OPENING", "STREAMING", "STALLED", "BACKOFF", "CLOSING", "FAILED");

  /** One word for screens and logs. */
  String name();

  /** A sentence for people. */
  default String describe() {
    return "Camera " + name().toLowerCase(java.util.Locale.ROOT);
  }

  /** Nobody needs the camera. */
  record Closed() implements CameraState {
    @Override
    public String name() {
      return "CLOSED";
    }

    public Opening open(Instant now) {
      return new Opening(now, 1, null);
    }
  }

  /**
   * The owner thread opens the device.
   *
   * @param attempt 1 and more
   * @param offlineSince when the camera was lost, or null where it was not
   */
  record Opening(Instant since, int attempt, @Nullable Instant offlineSince)
      implements CameraState {
    @Override
    public String name() {
      return "OPENING";
    }

    public Streaming firstFrame(Instant now) {
      return new Streaming(now, now);
    }

    /** Back-off, or failure once the tries are used up. */
    public CameraState failed(Instant now, String reason, CameraTimings timings, double jitter) {
      Instant lost = offlineSince == null ? since : offlineSince;
      return attempt >= timings.attempts()
          ? new Failed(lost, reason)
          : new Backoff(lost, now.plus(timings.backoff(attempt, jitter)), attempt, reason);
    }

    public boolean isOverdue(Instant now, CameraTimings timings) {
      return now.isAfter(since.plus(timings.open()));
    }

    public Closing close(Instant now) {
      return new Closing(now);
    }
  }

  /** Frames come. */
  record Streaming(Instant since, Instant lastFrameAt) implements CameraState {
    @Override
    public String name() {
      return "STREAMING";
    }

    public Streaming frame(Instant now) {
      return new Streaming(since, now);
    }

    public boolean isOverdue(Instant now, CameraTimings timings) {
      return now.isAfter(lastFrameAt.plus(timings.stall()));
    }

    public Stalled stalled(String reason) {
      return new Stalled(lastFrameAt, reason);
    }

    public Closing close(Instant now) {
      return new Closing(now);
    }
  }

  /** Frames stopped coming. */
  record Stalled(Instant offlineSince, String reason) implements CameraState {
    @Override
    public String name() {
      return "STALLED";
    }

    @Override
    public String describe() {
      return "Camera offline since " + offlineSince + ": " + reason;
    }

    public Backoff backOff(Instant now, CameraTimings timings, double jitter) {
      return new Backoff(offlineSince, now.plus(timings.backoff(1, jitter)), 1, reason);
    }
  }

  /** Waits before the next try. */
  record Backoff(Instant offlineSince, Instant until, int attempt, String reason)
      implements CameraState {
    @Override
    public String name() {
      return "BACKOFF";
    }

    @Override
    public String describe() {
      return "Camera offline since " + offlineSince + ": " + reason;
    }

    public boolean isOver(Instant now) {
      return !now.isBefore(until);
    }

    public Opening retry(Instant now) {
      return new Opening(now, attempt + 1, offlineSince);
    }

    public Closed giveUp() {
      return new Closed();
    }
  }

  /** The owner thread gives the device back. */
  record Closing(Instant since) implements CameraState {
    @Override
    public String name() {
      return "CLOSING";
    }

    public Closed closed() {
      return new Closed();
    }
  }

  /** Given up until somebody asks again. */
  record Failed(Instant offlineSince, String reason) implements CameraState {
    @Override
    public String name() {
      return "FAILED";
    }

    @Override
    public String describe() {
      return "Camera offline since " + offlineSince + ": " + reason;
    }

    public Opening open(Instant now) {
      return new Opening(now, 1, offlineSince);
    }
  }
}
