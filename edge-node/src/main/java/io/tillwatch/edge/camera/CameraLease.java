package io.tillwatch.edge.camera;

import io.tillwatch.edge.camera.source.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Somebody's need of the camera, until closed or until its deadline. */
final class CameraLease implements AutoCloseable {
  private final LaneCamera camera;
  private final Instant deadline;
  private long seen;

  CameraLease(LaneCamera camera, Instant deadline) {
    this.camera = camera;
    this.deadline = deadline;
  }

  /**
   * The newest frame that this lease has not had and that was taken after {@code earliest}, waiting
   * for it; empty where none came in time. The bytes are the caller's own.
   */
  Optional<Frame> next(Instant earliest, Duration atMost) {
    Optional<Frame> frame = camera.await(seen, earliest, atMost);
    frame.ifPresent(taken -> seen = taken.number());
    return frame;
  }

  boolean isOver(Instant now) {
    return !now.isBefore(deadline);
  }

  @Override
  public void close() {
    camera.release(this);
  }
}
