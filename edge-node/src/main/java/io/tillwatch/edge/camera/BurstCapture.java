package io.tillwatch.edge.camera;

import io.tillwatch.core.camera.CameraState;
import io.tillwatch.core.camera.InvalidPictureException;
import io.tillwatch.core.camera.QualityGate;
import io.tillwatch.core.camera.RunningMedian;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.edge.camera.source.Frame;
import io.tillwatch.edge.camera.source.FrameSource;
import io.tillwatch.edge.camera.vision.FaceInspector;
import io.tillwatch.edge.port.CameraUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One capture: looks at frames until there is a good face and a burst of eight to choose from, or
 * nothing better comes; takes what passes after two seconds, and what there is after five. All but
 * the best frame are wiped.
 */
final class BurstCapture {
  private static final int BURST = 8;

  /** Fewer frames cannot tell a person from a still. */
  private static final int ENOUGH_TO_SEE_MOTION = 3;

  private static final Duration CONTENT_WITH_LESS = Duration.ofSeconds(2);
  private static final Duration LAST_CALL = Duration.ofSeconds(5);
  private static final Duration BEHIND_OPENING = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int HOPELESS_ATTEMPTS = 2;

  private final LaneCamera camera;
  private final FrameSource source;
  private final FaceInspector inspector;
  private final InstantSource clock;
  private final FrameJudge judge;
  private final Duration firstFrame;

  BurstCapture(
      LaneCamera camera,
      FrameSource source,
      FaceInspector inspector,
      QualityGate gate,
      RunningMedian sharpness,
      InstantSource clock) {
    this.camera = camera;
    this.source = source;
    this.inspector = inspector;
    this.clock = clock;
    this.firstFrame = camera.opensWithin().plus(BEHIND_OPENING);
    this.judge = new FrameJudge(gate, sharpness, source.movesByNature());
  }

  /**
   * Takes the photo; blocks for five seconds at most, longer by what the camera takes to open.
   *
   * @throws CameraUnavailableException where the camera gave no picture
   */
  CapturedPhoto take() {
    Instant began = clock.instant();
    // a drawing that was under way when the capture began shows whoever was portrayed before
    boolean fresh = source.kind() != SourceKind.DEMO;
    try (CameraLease lease = camera.lease(firstFrame.plus(LAST_CALL))) {
      Instant first = null;
      while (!isEnough(first)) {
        Optional<Frame> frame = lease.next(began, POLL);
        if (frame.isPresent() && !fresh) {
          FrameJudge.wipe(frame.get());
          fresh = true;
        } else if (frame.isPresent()) {
          first = first == null ? clock.instant() : first;
          judge.consider(frame.get(), inspector);
        } else {
          requireHope(began, first);
        }
      }
      return develop();
    }
  }

  private boolean isEnough(@Nullable Instant first) {
    if (first == null) {
      return false;
    }
    Duration looking = Duration.between(first, clock.instant());
    boolean comparable = judge.seen() >= ENOUGH_TO_SEE_MOTION || !source.movesByNature();
    boolean passes = comparable && judge.bestPasses();
    return judge.burst() >= BURST
        || (comparable && judge.isSettled())
        || (passes && looking.compareTo(CONTENT_WITH_LESS) >= 0)
        || looking.compareTo(LAST_CALL) >= 0;
  }

  private void requireHope(Instant began, @Nullable Instant first) {
    CameraState state = camera.state();
    boolean hopeless =
        state instanceof CameraState.Failed
            || (state instanceof CameraState.Backoff away && away.attempt() >= HOPELESS_ATTEMPTS);
    boolean late = clock.instant().isAfter(began.plus(firstFrame));
    if (first == null && (hopeless || late)) {
      throw new CameraUnavailableException(state.describe());
    }
  }

  private CapturedPhoto develop() {
    try {
      return judge.develop(inspector, source.kind());
    } catch (InvalidPictureException e) {
      throw new CameraUnavailableException("The camera's pictures cannot be decoded", e);
    }
  }
}
