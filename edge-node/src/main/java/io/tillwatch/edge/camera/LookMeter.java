package io.tillwatch.edge.camera;

import io.tillwatch.core.camera.CameraLook;
import io.tillwatch.core.camera.CameraLook.Seen;
import io.tillwatch.core.camera.InvalidPictureException;
import io.tillwatch.core.camera.PictureHeader;
import io.tillwatch.core.camera.QualityGate;
import io.tillwatch.core.camera.RunningMedian;
import io.tillwatch.edge.camera.source.Frame;
import io.tillwatch.edge.camera.vision.FaceInspector;
import io.tillwatch.edge.camera.vision.VisionWorker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;

/**
 * Measures a camera's frames as the gate of a photo does, and how many the camera gives. Keeps no
 * frame but the best, until it is told to forget. Not for two threads at once.
 */
final class LookMeter {
  private static final Duration RATE_WINDOW = Duration.ofSeconds(1);

  private final LaneCamera camera;
  private final VisionWorker worker;
  private final InstantSource clock;
  private final FrameJudge judge;
  private Instant since;
  private long before;
  private double rate;

  /**
   * A meter of a camera.
   *
   * @param sharpness what this camera's sharp pictures are like, as far as the worker's thread
   *     knows; no other thread touches it
   * @param worker looks at the frames
   */
  LookMeter(
      LaneCameras.Station station,
      RunningMedian sharpness,
      QualityGate gate,
      VisionWorker worker,
      InstantSource clock) {
    this.camera = station.camera();
    this.worker = worker;
    this.clock = clock;
    this.judge = new FrameJudge(gate, sharpness, station.source().movesByNature());
    this.since = clock.instant();
    this.before = camera.framesRead();
  }

  /** The camera without a new frame. */
  CameraLook withoutFrame() {
    return new CameraLook(camera.state().describe(), rate(), null);
  }

  /**
   * What a frame shows, whose bytes are the meter's from now on. Fails as a worker does that has
   * too much to do.
   */
  CompletableFuture<CameraLook> measure(Frame frame) {
    String state = camera.state().describe();
    double now = rate();
    return worker
        .ask(inspector -> see(frame, inspector))
        .thenApply(seen -> new CameraLook(state, now, seen));
  }

  private Seen see(Frame frame, FaceInspector inspector) {
    int width = 0;
    int height = 0;
    try {
      PictureHeader header = PictureHeader.read(frame.jpeg());
      width = header.width();
      height = header.height();
    } catch (InvalidPictureException e) {
      // shows as a picture of no size
    }
    FrameJudge.Judged judged = judge.consider(frame, inspector);
    return new Seen(
        width,
        height,
        judged.face() == null ? null : judged.face().measures(),
        judged.quality(),
        judge.isFrozen());
  }

  private double rate() {
    Instant now = clock.instant();
    Duration passed = Duration.between(since, now);
    if (passed.compareTo(RATE_WINDOW) >= 0) {
      long frames = camera.framesRead();
      rate = (frames - before) * 1e3 / passed.toMillis();
      before = frames;
      since = now;
    }
    return rate;
  }

  /** Wipes the best frame, behind whatever is looked at now. */
  CompletableFuture<?> forget() {
    return worker.ask(
        inspector -> {
          judge.forget();
          return true;
        });
  }
}
