package io.tillwatch.edge.camera;

import io.tillwatch.core.camera.Box;
import io.tillwatch.core.camera.CameraState;
import io.tillwatch.core.camera.FaceMeasures;
import io.tillwatch.core.camera.FaceQuality;
import io.tillwatch.core.camera.InvalidPictureException;
import io.tillwatch.core.camera.Liveness;
import io.tillwatch.core.camera.Measure;
import io.tillwatch.core.camera.PhotoReport;
import io.tillwatch.core.camera.QualityGate;
import io.tillwatch.core.camera.RunningMedian;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.edge.camera.source.Frame;
import io.tillwatch.edge.camera.source.FrameSource;
import io.tillwatch.edge.camera.vision.FaceInspector;
import io.tillwatch.edge.camera.vision.FaceInspector.Sighting;
import io.tillwatch.edge.camera.vision.InspectedPhoto;
import io.tillwatch.edge.port.CameraUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One capture: looks at frames until there is a good face and a burst of eight to choose from;
 * takes what passes after two seconds, and what there is after five. All but the best frame are
 * wiped.
 */
final class BurstCapture {
  private static final int BURST = 8;

  /** Fewer frames cannot tell a person from a still. */
  private static final int ENOUGH_TO_SEE_MOTION = 3;

  private static final Duration CONTENT_WITH_LESS = Duration.ofSeconds(2);
  private static final Duration LAST_CALL = Duration.ofSeconds(5);
  private static final Duration FIRST_FRAME = Duration.ofSeconds(4);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int HOPELESS_ATTEMPTS = 2;

  private final LaneCamera camera;
  private final FrameSource source;
  private final FaceInspector inspector;
  private final QualityGate standard;
  private final RunningMedian sharpness;
  private final InstantSource clock;
  private int seen;
  private int unchanged;
  private @Nullable Long lastPixels;
  private int burst;
  private @Nullable Box lastFace;
  private @Nullable Frame best;
  private @Nullable FaceMeasures bestMeasures;

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
    this.sharpness = sharpness;
    this.clock = clock;
    this.standard = gate;
  }

  /**
   * Takes the photo; blocks for five seconds at most, nine where the camera is slow to open.
   *
   * @throws CameraUnavailableException where the camera gave no picture
   */
  CapturedPhoto take() {
    Instant began = clock.instant();
    // a drawing that was under way when the capture began shows whoever was portrayed before
    boolean fresh = source.kind() != SourceKind.DEMO;
    try (CameraLease lease = camera.lease(FIRST_FRAME.plus(LAST_CALL))) {
      Instant first = null;
      while (!isEnough(first)) {
        Optional<Frame> frame = lease.next(began, POLL);
        if (frame.isPresent() && !fresh) {
          wipe(frame.get());
          fresh = true;
        } else if (frame.isPresent()) {
          first = first == null ? clock.instant() : first;
          consider(frame.get());
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
    boolean comparable = seen >= ENOUGH_TO_SEE_MOTION || !source.movesByNature();
    boolean passes = comparable && judge(bestMeasures).passes();
    return burst >= BURST
        || (passes && looking.compareTo(CONTENT_WITH_LESS) >= 0)
        || looking.compareTo(LAST_CALL) >= 0;
  }

  private void requireHope(Instant began, @Nullable Instant first) {
    CameraState state = camera.state();
    boolean hopeless =
        state instanceof CameraState.Failed
            || (state instanceof CameraState.Backoff away && away.attempt() >= HOPELESS_ATTEMPTS);
    boolean late = clock.instant().isAfter(began.plus(FIRST_FRAME));
    if (first == null && (hopeless || late)) {
      throw new CameraUnavailableException(state.describe());
    }
  }

  private void consider(Frame frame) {
    seen++;
    FaceMeasures measures = measure(frame);
    if (burst > 0 || judge(measures).grade() == FaceQuality.Grade.GOOD) {
      burst++;
    }
    if (best == null || judge(measures).score() > judge(bestMeasures).score()) {
      wipe(best);
      best = frame;
      bestMeasures = measures;
    } else {
      wipe(frame);
    }
  }

  private FaceQuality judge(@Nullable FaceMeasures measures) {
    return measures == null ? FaceQuality.noFace() : gate().judge(measures);
  }

  /** What is asked of a camera's sharpness follows what it gives, from frame to frame. */
  private QualityGate gate() {
    return sharpness.value().isPresent()
        ? standard.forCameraWithMedianSharpness(sharpness.value().getAsDouble())
        : standard;
  }

  /** Null where no face is seen. */
  private @Nullable FaceMeasures measure(Frame frame) {
    Optional<Sighting> sighting = see(frame);
    Box before = lastFace;
    if (sighting.isEmpty()) {
      lastFace = null;
      return null;
    }
    Box face = sighting.get().box();
    lastFace = face;
    FaceMeasures measures = sighting.get().measures();
    measures.get(Measure.SHARPNESS).ifPresent(sharpness::add);
    return before != null && source.movesByNature()
        ? measures.with(Measure.MOVEMENT, movement(before, face))
        : measures;
  }

  private Optional<Sighting> see(Frame frame) {
    try {
      FaceInspector.Look look = inspector.look(frame.jpeg());
      unchanged += lastPixels != null && lastPixels == look.pixels() ? 1 : 0;
      lastPixels = look.pixels();
      return look.face();
    } catch (InvalidPictureException e) {
      return Optional.empty();
    }
  }

  /** No sensor gives the same pixels twice; a stream that mostly does is a still picture. */
  private boolean isFrozen() {
    return source.movesByNature() && unchanged > 0 && 2 * unchanged >= seen - 1;
  }

  private static double movement(Box before, Box now) {
    double dx = before.x() + before.width() / 2.0 - now.x() - now.width() / 2.0;
    double dy = before.y() + before.height() / 2.0 - now.y() - now.height() / 2.0;
    return Math.hypot(dx, dy) / now.width();
  }

  private CapturedPhoto develop() {
    Frame chosen = Objects.requireNonNull(best, "a burst has at least one frame");
    try {
      InspectedPhoto photo = inspector.inspect(chosen.jpeg(), source.kind(), gate());
      PhotoReport report = isFrozen() ? photo.report().with(Liveness.FROZEN) : photo.report();
      return new CapturedPhoto(report, photo.jpeg(), chosen.capturedAt());
    } catch (InvalidPictureException e) {
      throw new CameraUnavailableException("The camera's pictures cannot be decoded", e);
    } finally {
      wipe(chosen);
    }
  }

  private static void wipe(@Nullable Frame frame) {
    if (frame != null) {
      Arrays.fill(frame.jpeg(), (byte) 0);
    }
  }
}
