package io.tillwatch.edge.camera;

import io.tillwatch.edge.port.Cameras;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Somebody who watches the camera; sixty seconds at most, ten frames a second. */
public final class LanePreview implements Cameras.Preview {
  static final Duration LONGEST = Duration.ofSeconds(60);
  private static final long PERIOD_MILLIS = 100;

  private final CameraLease lease;
  private final Consumer<byte[]> viewer;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Instant deadline;
  private final LaneCamera camera;

  private LanePreview(LaneCamera camera, Consumer<byte[]> viewer, Instant now) {
    this.camera = camera;
    this.viewer = viewer;
    this.deadline = now.plus(LONGEST);
    this.lease = camera.lease(LONGEST);
  }

  static LanePreview begin(
      LaneCamera camera, Consumer<byte[]> viewer, ScheduledExecutorService ticker) {
    LanePreview preview = new LanePreview(camera, viewer, camera.now());
    ScheduledFuture<?> ticking =
        ticker.scheduleAtFixedRate(
            preview::showNewest, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    preview.ended.whenComplete((done, failure) -> ticking.cancel(false));
    return preview;
  }

  @Override
  public CompletableFuture<Void> ended() {
    return ended;
  }

  private void showNewest() {
    if (camera.now().isAfter(deadline)) {
      close();
      return;
    }
    try {
      lease.next(Instant.EPOCH, Duration.ZERO).ifPresent(frame -> viewer.accept(frame.jpeg()));
    } catch (RuntimeException e) {
      lease.close();
      ended.completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    lease.close();
    ended.complete(null);
  }
}
