package io.tillwatch.edge.camera;

import io.tillwatch.core.camera.CameraLook;
import io.tillwatch.core.camera.CameraState;
import io.tillwatch.edge.camera.source.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * What a lane's camera shows, frame by frame, for whoever sets it up. Goes on while the camera is
 * away, and asks for it again where it was given up. For one thread.
 */
public final class LiveView implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofHours(24);

  private final LaneCamera camera;
  private final LookMeter meter;
  private CameraLease lease;

  LiveView(LaneCamera camera, LookMeter meter) {
    this.camera = camera;
    this.meter = meter;
    this.lease = camera.lease(LONGEST);
  }

  /** Looks at the next frame; waits for it so long at most. */
  public CameraLook next(Duration atMost) throws InterruptedException, ExecutionException {
    if (camera.state() instanceof CameraState.Failed) {
      lease.close();
      lease = camera.lease(LONGEST);
    }
    Optional<Frame> frame = lease.next(Instant.EPOCH, atMost);
    return frame.isEmpty() ? meter.withoutFrame() : meter.measure(frame.get()).get();
  }

  @Override
  public void close() {
    lease.close();
    meter.forget();
  }
}
