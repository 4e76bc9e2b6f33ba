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
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private CurrentFrame() {}

  /**
   * A frame that was taken after the call; blocks for four seconds at most.
   *
   * @throws CameraUnavailableException where none came
   */
  static byte[] take(LaneCamera camera, SourceKind kind, InstantSource clock) {
    Instant began = clock.instant();
    try (CameraLease lease = camera.lease(PATIENCE)) {
      Optional<Frame> frame = lease.next(began, PATIENCE);
      if (kind == SourceKind.DEMO && frame.isPresent()) {
        // what was being drawn when the call came may show whoever was portrayed before
        FrameJudge.wipe(frame.get());
        frame = lease.next(began, PATIENCE);
      }
      return frame
          .orElseThrow(() -> new CameraUnavailableException(camera.state().describe()))
          .jpeg();
    }
  }
}
