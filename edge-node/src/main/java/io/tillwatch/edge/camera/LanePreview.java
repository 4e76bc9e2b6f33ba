package io.tillwatch.edge.camera;

import io.tillwatch.core.camera.CameraLook;
import io.tillwatch.core.camera.CameraState;
import io.tillwatch.edge.camera.source.Frame;
import io.tillwatch.edge.port.Cameras;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who watches the camera; sixty seconds at most, ten frames a second. For staff the frames
 * are measured too, as fast as a worker has time for it.
 */
public final class LanePreview implements Cameras.Preview {
  static final Duration LONGEST = Duration.ofSeconds(60);
  private static final long PERIOD_MILLIS = 100;

  private final CameraLease lease;
  private final Consumer<byte[]> viewer;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final Instant deadline;
  private final LaneCamera camera;
  private final @Nullable LookMeter meter;
  private final AtomicBoolean measuring = new AtomicBoolean();
  private volatile @Nullable CameraLook newest;

  private LanePreview(
      LaneCamera camera, @Nullable LookMeter meter, Consumer<byte[]> viewer, Instant now) {
    this.camera = camera;
    this.meter = meter;
    this.viewer = viewer;
    this.deadline = now.plus(LONGEST);
    this.lease = camera.lease(LONGEST);
  }

  /** Begins; with a meter where the frames are to be measured. */
  static LanePreview begin(
      LaneCamera camera,
      @Nullable LookMeter meter,
      Consumer<byte[]> viewer,
      ScheduledExecutorService ticker) {
    LanePreview preview = new LanePreview(camera, meter, viewer, camera.now());
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

  @Override
  public @Nullable CameraLook newest() {
    return newest;
  }

  private void showNewest() {
    if (camera.now().isAfter(deadline)) {
      close();
      return;
    }
    try {
      Optional<Frame> frame = lease.next(Instant.EPOCH, Duration.ZERO);
      measure(frame);
      frame.ifPresent(shown -> viewer.accept(shown.jpeg()));
    } catch (RuntimeException e) {
      lease.close();
      if (meter != null) {
        meter.forget();
      }
      ended.completeExceptionally(e);
    }
  }

  /** One frame at a time; those that come meanwhile are shown and not measured. */
  private void measure(Optional<Frame> frame) {
    LookMeter with = meter;
    if (with == null || !measuring.compareAndSet(false, true)) {
      return;
    }
    CompletableFuture<CameraLook> look =
        frame.isEmpty()
            ? CompletableFuture.completedFuture(with.withoutFrame())
            : with.measure(own(frame.get()));
    look.whenComplete(
        (seen, busy) -> {
          CameraLook before = newest;
          // between two frames the last one stands, while the camera gives any
          if (seen != null && (seen.seen() != null || before == null || isAway())) {
            newest = seen;
          }
          measuring.set(false);
        });
  }

  private boolean isAway() {
    return !(camera.state() instanceof CameraState.Streaming);
  }

  /** The meter wipes what it has looked at, and the viewer has not had it yet. */
  private static Frame own(Frame shown) {
    return new Frame(shown.number(), shown.jpeg().clone(), shown.capturedAt());
  }

  @Override
  public void close() {
    lease.close();
    if (meter != null && !ended.isDone()) {
      meter.forget();
    }
    ended.complete(null);
  }
}
