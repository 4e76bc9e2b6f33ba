package io.tillwatch.edge.camera;

import io.tillwatch.core.camera.CameraState;
import io.tillwatch.core.camera.CameraTimings;
import io.tillwatch.edge.camera.source.CaptureThread;
import io.tillwatch.edge.camera.source.Frame;
import io.tillwatch.edge.camera.source.FrameSource;
import io.tillwatch.edge.port.CameraUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lane's camera: open while somebody has a lease and a little longer, watched for reads that
 * hang, reopened with back-off. Keeps one frame, the newest; overwritten frames are wiped.
 */
final class LaneCamera implements CaptureThread.Listener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LaneCamera.class);
  private static final long TICK_MILLIS = 50;
  private static final int MOST_STUCK = 4;

  private final FrameSource source;
  private final CameraTimings timings;
  private final InstantSource clock;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "camera-watch");
            thread.setDaemon(true);
            return thread;
          });

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<CameraLease> leases = new HashSet<>();
  private final List<CaptureThread> abandoned = new ArrayList<>();
  private CameraState state = new CameraState.Closed();
  private @Nullable CaptureThread owner;
  private @Nullable ScheduledFuture<?> ticking;
  private @Nullable Instant idleSince;
  private @Nullable Frame latest;
  private long frames;
  private long owners;

  LaneCamera(FrameSource source, CameraTimings timings, InstantSource clock) {
    this.source = source;
    this.timings = timings.openingWithin(source.opening());
    this.clock = clock;
  }

  /** Opens the camera if need be; the lease ends by itself after {@code atMost}. */
  CameraLease lease(Duration atMost) {
    return locked(
        () -> {
          CameraLease lease = new CameraLease(this, clock.instant().plus(atMost));
          leases.add(lease);
          if (state instanceof CameraState.Failed failed) {
            become(failed.open(clock.instant()));
          }
          if (ticking == null) {
            ticking =
                watch.scheduleWithFixedDelay(
                    this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
          }
          step();
          return lease;
        });
  }

  void release(CameraLease lease) {
    whileLocked(
        () -> {
          leases.remove(lease);
          step();
        });
  }

  Instant now() {
    return clock.instant();
  }

  CameraState state() {
    return locked(() -> state);
  }

  /** How long the camera may take to its first frame. */
  Duration opensWithin() {
    return timings.open();
  }

  int leases() {
    return locked(leases::size);
  }

  long framesRead() {
    return locked(() -> frames);
  }

  /** Owners that were abandoned and still hang. */
  int stuckReads() {
    return locked(this::stuck);
  }

  Optional<Frame> await(long after, Instant earliest, Duration atMost) {
    return locked(
        () -> {
          long left = atMost.toNanos();
          while (left > 0 && !isWanted(latest, after, earliest)) {
            left = changed.awaitNanos(left);
          }
          return Optional.ofNullable(latest)
              .filter(frame -> isWanted(frame, after, earliest))
              .map(frame -> new Frame(frame.number(), frame.jpeg().clone(), frame.capturedAt()));
        });
  }

  private boolean isWanted(@Nullable Frame frame, long after, Instant earliest) {
    return frame != null
        && frame.number() > after
        && frame.capturedAt().isAfter(earliest)
        && !frame.capturedAt().isBefore(clock.instant().minus(timings.frameAge()));
  }

  @Override
  public void frame(CaptureThread from, byte[] jpeg) {
    whileLocked(
        () -> {
          Instant now = clock.instant();
          if (from == owner && state instanceof CameraState.Opening opening) {
            become(opening.firstFrame(now));
          } else if (from == owner && state instanceof CameraState.Streaming streaming) {
            state = streaming.frame(now);
          } else {
            return;
          }
          wipeLatest();
          latest = new Frame(++frames, jpeg, now);
          changed.signalAll();
        });
  }

  @Override
  public void lost(CaptureThread from, String reason) {
    whileLocked(
        () -> {
          if (from == owner) {
            owner = null;
            fail(reason);
          }
        });
  }

  @Override
  public void ended(CaptureThread from) {
    whileLocked(
        () -> {
          if (from == owner && state instanceof CameraState.Closing closing) {
            owner = null;
            become(closing.closed());
            step();
          }
        });
  }

  /** Looks at the clock; called by the watch, and by tests. */
  void tick() {
    whileLocked(
        () -> {
          step();
        });
  }

  private void step() {
    Instant now = clock.instant();
    leases.removeIf(lease -> lease.isOver(now));
    idleSince = leases.isEmpty() ? (idleSince == null ? now : idleSince) : null;
    boolean idle = idleSince != null && !now.isBefore(idleSince.plus(timings.linger()));
    if (state instanceof CameraState.Opening opening) {
      stepOpening(opening, now, idle);
    } else if (state instanceof CameraState.Streaming streaming) {
      stepStreaming(streaming, now, idle);
    } else if (state instanceof CameraState.Backoff backoff) {
      if (leases.isEmpty()) {
        become(backoff.giveUp());
      } else if (backoff.isOver(now)) {
        begin(backoff.retry(now));
      }
    } else if (state instanceof CameraState.Closed closed) {
      if (!leases.isEmpty()) {
        begin(closed.open(now));
      }
    } else if (state instanceof CameraState.Closing closing) {
      if (now.isAfter(closing.since().plus(timings.stall()))) {
        abandon();
        become(closing.closed());
      }
    }
    stopTickingWhenAtRest();
  }

  private void stepOpening(CameraState.Opening opening, Instant now, boolean idle) {
    if (owner == null) {
      begin(opening);
    } else if (opening.isOverdue(now, timings)) {
      abandon();
      fail(source.describe() + " gave no picture within " + timings.open().toMillis() + " ms");
    } else if (idle) {
      become(opening.close(now));
      stopOwner();
    }
  }

  private void stepStreaming(CameraState.Streaming streaming, Instant now, boolean idle) {
    if (streaming.isOverdue(now, timings)) {
      abandon();
      fail("no picture for " + timings.stall().toMillis() + " ms");
    } else if (idle) {
      become(streaming.close(now));
      wipeLatest();
      stopOwner();
    }
  }

  private void begin(CameraState.Opening opening) {
    become(opening);
    if (stuck() >= MOST_STUCK) {
      fail(MOST_STUCK + " reads of the driver hang; unplug the camera or restart the node");
      return;
    }
    owner = new CaptureThread(source, this, ++owners);
    owner.start();
  }

  private void fail(String reason) {
    Instant now = clock.instant();
    double jitter = ThreadLocalRandom.current().nextDouble();
    if (state instanceof CameraState.Opening opening) {
      become(opening.failed(now, reason, timings, jitter));
    } else if (state instanceof CameraState.Streaming streaming) {
      CameraState.Stalled stalled = streaming.stalled(reason);
      become(stalled);
      become(stalled.backOff(now, timings, jitter));
    } else if (state instanceof CameraState.Closing closing) {
      become(closing.closed());
    }
    wipeLatest();
    changed.signalAll();
  }

  private void stopOwner() {
    if (owner != null) {
      owner.stop();
    }
  }

  private void abandon() {
    if (owner != null) {
      owner.abandon();
      abandoned.add(owner);
      owner = null;
    }
  }

  private int stuck() {
    abandoned.removeIf(each -> !each.isAlive());
    return abandoned.size();
  }

  private void wipeLatest() {
    if (latest != null) {
      Arrays.fill(latest.jpeg(), (byte) 0);
      latest = null;
    }
  }

  private void become(CameraState next) {
    state = next;
    log.info("Camera is now state={} detail={}", next.name(), next.describe());
  }

  private void stopTickingWhenAtRest() {
    boolean atRest = state instanceof CameraState.Closed || state instanceof CameraState.Failed;
    if (atRest && leases.isEmpty() && ticking != null) {
      ticking.cancel(false);
      ticking = null;
    }
  }

  /** Closes the camera for good, also in the middle of a read; a driver's is left behind. */
  @Override
  public void close() {
    whileLocked(
        () -> {
          leases.clear();
          abandon();
          wipeLatest();
          watch.shutdownNow();
        });
  }

  private interface Guarded<T> {
    T run() throws InterruptedException;
  }

  private void whileLocked(Runnable body) {
    lock.lock();
    try {
      body.run();
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Guarded<T> body) {
    lock.lock();
    try {
      return body.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CameraUnavailableException("The wait for the camera was interrupted", e);
    } finally {
      lock.unlock();
    }
  }
}
