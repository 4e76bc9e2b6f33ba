package io.tillwatch.edge.camera;

import io.tillwatch.core.camera.CameraState;
import io.tillwatch.core.camera.FaceMeasures;
import io.tillwatch.core.camera.FaceQuality;
import io.tillwatch.core.camera.InvalidPictureException;
import io.tillwatch.core.camera.PictureHeader;
import io.tillwatch.core.camera.QualityGate;
import io.tillwatch.edge.camera.source.Frame;
import io.tillwatch.edge.camera.vision.VisionWorker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What a lane's camera shows, frame by frame, for whoever sets it up. Goes on while the camera is
 * away, and asks for it again where it was given up. For one thread.
 */
public final class LiveView implements AutoCloseable {
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Duration RATE_WINDOW = Duration.ofSeconds(1);

  private final LaneCamera camera;
  private final VisionWorker worker;
  private final InstantSource clock;
  private final FrameJudge judge;
  private CameraLease lease;
  private Instant since;
  private long before;
  private double rate;

  LiveView(
      LaneCameras.Station station, QualityGate gate, VisionWorker worker, InstantSource clock) {
    this.camera = station.camera();
    this.worker = worker;
    this.clock = clock;
    this.judge = new FrameJudge(gate, station.sharpness(), station.source().movesByNature());
    this.lease = camera.lease(LONGEST);
    this.since = clock.instant();
    this.before = camera.framesRead();
  }

  /**
   * One look.
   *
   * @param camera how the camera is, for people
   * @param framesPerSecond that the camera gives
   * @param seen what the newest frame shows; null where there was none
   */
  public record Look(String camera, double framesPerSecond, @Nullable Seen seen) {}

  /**
   * What a frame shows.
   *
   * @param width of the picture, in pixels; 0 where it is none
   * @param measures of the dominant face; null without a face
   * @param frozen frames repeat, as of a still picture
   */
  public record Seen(
      int width,
      int height,
      @Nullable FaceMeasures measures,
      FaceQuality quality,
      boolean frozen) {}

  /** Looks at the next frame; waits for it so long at most. */
  public Look next(Duration atMost) throws InterruptedException, ExecutionException {
    if (camera.state() instanceof CameraState.Failed) {
      lease.close();
      lease = camera.lease(LONGEST);
    }
    Optional<Frame> frame = lease.next(Instant.EPOCH, atMost);
    Seen seen = frame.isEmpty() ? null : see(frame.get());
    return new Look(camera.state().describe(), rate(), seen);
  }

  private Seen see(Frame frame) throws InterruptedException, ExecutionException {
    int width = 0;
    int height = 0;
    try {
      PictureHeader header = PictureHeader.read(frame.jpeg());
      width = header.width();
      height = header.height();
    } catch (InvalidPictureException e) {
      // shows as a picture of no size
    }
    FrameJudge.Judged judged = worker.ask(inspector -> judge.consider(frame, inspector)).get();
    FaceMeasures measures = judged.face() == null ? null : judged.face().measures();
    return new Seen(width, height, measures, judged.quality(), judge.isFrozen());
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

  @Override
  public void close() {
    lease.close();
    judge.forget();
  }
}
