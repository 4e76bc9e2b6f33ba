package io.tillwatch.edge.camera;

import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.edge.camera.source.Frame;
import io.tillwatch.edge.port.CameraUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What the lane's camera shows now: whoever stands there. */
final class CurrentFrame {
  private static final Duration BEHIND_OPENING = Duration.ofSeconds(1);

  private CurrentFrame() {}

  /**
   * A frame that was taken after the call; blocks for a second longer than the camera may take to
   * open, at most.
   *
   * @throws CameraUnavailableException where none came
   */
  static byte[] take(LaneCamera camera, SourceKind kind, InstantSource clock) {
    Instant began = clock.instant();
    Duration patience = camera.opensWithin().plus(BEHIND_OPENING);
    try (CameraLease lease = camera.lease(patience)) {
      Optional<Frame> frame = lease.next(began, patience);
      if (kind == SourceKind.DEMO && frame.isPresent()) {
        // what was being drawn when the call came may show whoever was portrayed before
        FrameJudge.wipe(frame.get());
        frame = lease.next(began, patience);
      }
      return frame
          .orElseThrow(() -> new CameraUnavailableException(camera.state().describe()))
          .jpeg();
    }
  }
}
