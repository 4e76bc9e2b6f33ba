package io.tillwatch.edge.camera;

import io.tillwatch.core.camera.Box;
import io.tillwatch.core.camera.FaceMeasures;
import io.tillwatch.core.camera.FaceQuality;
import io.tillwatch.core.camera.InvalidPictureException;
import io.tillwatch.core.camera.Liveness;
import io.tillwatch.core.camera.Measure;
import io.tillwatch.core.camera.QualityGate;
import io.tillwatch.core.camera.RunningMedian;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.edge.camera.source.Frame;
import io.tillwatch.edge.camera.vision.FaceInspector;
import io.tillwatch.edge.camera.vision.FaceInspector.Sighting;
import io.tillwatch.edge.camera.vision.InspectedPhoto;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Judges the frames of one capture, whether the node's camera or a browser's gave them: measures
 * each face, keeps the best frame and wipes the others, and notices a picture that stands still.
 * Keeps no frame but the best. Not for two threads at once.
 */
final class FrameJudge {
  private static final int STILLS_IN_TURN = 6;

  /** Frames that count, and frames that bring nothing better, after which waiting is in vain. */
  private static final int SETTLED = 8;

  private final QualityGate standard;
  private final RunningMedian sharpness;
  private final boolean movesByNature;
  private final Deque<Long> recent = new ArrayDeque<>();
  private int seen;
  private int repeated;
  private int burst;
  private int counting;
  private int inVain;
  private @Nullable Box lastFace;
  private @Nullable Frame best;
  private @Nullable FaceMeasures bestMeasures;

  /**
   * A judge of frames that did not begin to come yet.
   *
   * @param sharpness what this camera's sharp pictures are like; goes on from capture to capture
   * @param movesByNature whether equal frames mean a still picture
   */
  FrameJudge(QualityGate gate, RunningMedian sharpness, boolean movesByNature) {
    this.standard = gate;
    this.sharpness = sharpness;
    this.movesByNature = movesByNature;
  }

  /**
   * What was seen of one frame.
   *
   * @param pixels checksum of the decoded picture; null where it was none
   * @param face null where no face is seen
   * @param quality what the gate says of it
   * @param best whether it is the best so far
   */
  record Judged(
      @Nullable Long pixels, @Nullable Sighting face, FaceQuality quality, boolean best) {}

  /** Looks at a frame, and keeps it or wipes it. */
  Judged consider(Frame frame, FaceInspector inspector) {
    seen++;
    FaceInspector.Content content = measure(frame, inspector);
    Sighting sighting = content == null ? null : content.face().orElse(null);
    FaceMeasures measures = measure(sighting);
    FaceQuality quality = judge(measures);
    if (burst > 0 || quality.grade() == FaceQuality.Grade.GOOD) {
      burst++;
    }
    counting += quality.passes() ? 1 : 0;
    boolean better = best == null || quality.score() > judge(bestMeasures).score();
    inVain = better ? 0 : inVain + 1;
    if (better) {
      wipe(best);
      best = frame;
      bestMeasures = measures;
    } else {
      wipe(frame);
    }
    return new Judged(content == null ? null : content.pixels(), sighting, quality, better);
  }

  private FaceInspector.@Nullable Content measure(Frame frame, FaceInspector inspector) {
    try {
      FaceInspector.Content content = inspector.measure(frame.jpeg());
      repeated += recent.contains(content.pixels()) ? 1 : 0;
      recent.addLast(content.pixels());
      if (recent.size() > STILLS_IN_TURN) {
        recent.removeFirst();
      }
      return content;
    } catch (InvalidPictureException e) {
      return null;
    }
  }

  private @Nullable FaceMeasures measure(@Nullable Sighting sighting) {
    Box before = lastFace;
    if (sighting == null) {
      lastFace = null;
      return null;
    }
    Box face = sighting.box();
    lastFace = face;
    FaceMeasures measures = sighting.measures();
    measures.get(Measure.SHARPNESS).ifPresent(sharpness::add);
    return before != null && movesByNature
        ? measures.with(Measure.MOVEMENT, movement(before, face))
        : measures;
  }

  private static double movement(Box before, Box now) {
    double dx = before.x() + before.width() / 2.0 - now.x() - now.width() / 2.0;
    double dy = before.y() + before.height() / 2.0 - now.y() - now.height() / 2.0;
    return Math.hypot(dx, dy) / now.width();
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

  /** Frames that were looked at. */
  int seen() {
    return seen;
  }

  /** Frames since the first good one, and that one. */
  int burst() {
    return burst;
  }

  /**
   * Whether a photo would count and nothing better comes: as in poor light, where no frame is good
   * and waiting for one would keep everybody waiting.
   */
  boolean isSettled() {
    return bestPasses() && counting >= SETTLED && inVain >= SETTLED;
  }

  /** Whether the best frame so far counts as a photo. */
  boolean bestPasses() {
    return judge(bestMeasures).passes();
  }

  /**
   * No sensor gives the same pixels twice; a stream that mostly repeats what it just showed is a
   * still picture, or a few of them in turn.
   */
  boolean isFrozen() {
    return movesByNature && repeated > 0 && 2 * repeated >= seen - 1;
  }

  /**
   * The photo that the best frame makes; the frame is wiped.
   *
   * @throws InvalidPictureException where not even the best could be decoded
   */
  CapturedPhoto develop(FaceInspector inspector, SourceKind kind) {
    Frame chosen = Objects.requireNonNull(best, "a capture has at least one frame");
    try {
      InspectedPhoto photo = inspector.inspect(chosen.jpeg(), kind, gate());
      CapturedPhoto taken = new CapturedPhoto(photo.report(), photo.jpeg(), chosen.capturedAt());
      return isFrozen() ? taken.with(Liveness.FROZEN) : taken;
    } finally {
      forget();
    }
  }

  /** Wipes what is kept. */
  void forget() {
    wipe(best);
    best = null;
  }

  static void wipe(@Nullable Frame frame) {
    if (frame != null) {
      Arrays.fill(frame.jpeg(), (byte) 0);
    }
  }
}
