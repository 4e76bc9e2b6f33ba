package io.tillwatch.edge.camera;

import io.tillwatch.core.camera.CameraStatus;
import io.tillwatch.core.camera.CameraStatuses;
import io.tillwatch.core.camera.CameraTimings;
import io.tillwatch.core.camera.FaceMatch;
import io.tillwatch.core.camera.FaceModel;
import io.tillwatch.core.camera.Presence;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.edge.camera.source.FrameSource;
import io.tillwatch.edge.camera.vision.FaceInspector;
import io.tillwatch.edge.camera.vision.InspectedPhoto;
import io.tillwatch.edge.camera.vision.KnownModels;
import io.tillwatch.edge.camera.vision.VisionSettings;
import io.tillwatch.edge.camera.vision.VisionWorker;
import io.tillwatch.edge.config.CameraConfig;
import io.tillwatch.edge.port.CameraUnavailableException;
import io.tillwatch.edge.port.Cameras;
import io.tillwatch.edge.port.FaceComparer;
import io.tillwatch.edge.port.LivePhotos;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a node does with cameras and faces. May be called from any thread, event loops
 * among them: the work is done on threads of its own, and answers come back on the caller's
 * context.
 */
public final class CameraService implements Cameras, FaceComparer, AutoCloseable {
  private static final int MOST_WAITING_PICTURES = 32;
  private static final int MOST_WAITING_CAPTURES = 4;
  private static final int MOST_WAITING_COMPARISONS = 16;

  private final Vertx vertx;
  private final VisionSettings vision;
  private final LaneCameras cameras;
  private final VisionWorker inspecting;
  private final VisionWorker capturing;
  private final VisionWorker comparing;
  private final BrowserPhotos browsers;
  private final InstantSource clock;
  private final boolean guardsVisits;

  /** What the node looks with, once it is loaded. */
  private volatile List<FaceModel> models = List.of();

  private final Previews previews = new Previews();

  CameraService(
      Vertx vertx,
      VisionSettings vision,
      Optional<FrameSource> source,
      CameraTimings timings,
      InstantSource clock) {
    this(
        vertx,
        vision,
        new LaneCameras(source, timings, clock),
        /* headTurn= */ false,
        /* guardsVisits= */ false,
        clock);
  }

  private CameraService(
      Vertx vertx,
      VisionSettings vision,
      LaneCameras cameras,
      boolean headTurn,
      boolean guardsVisits,
      InstantSource clock) {
    this.guardsVisits = guardsVisits;
    this.vertx = vertx;
    this.vision = vision;
    this.cameras = cameras;
    this.clock = clock;
    this.inspecting = new VisionWorker("camera-inspect", MOST_WAITING_PICTURES, vision);
    this.capturing = new VisionWorker("camera-capture", MOST_WAITING_CAPTURES, vision);
    this.comparing = new VisionWorker("camera-compare", MOST_WAITING_COMPARISONS, vision);
    LiveSessions sessions = new LiveSessions(inspecting, vision.gate(), headTurn, clock);
    this.browsers = new BrowserPhotos(vertx, sessions, previews.ticker());
  }

  /** The service as a node's settings describe it; opens nothing yet. */
  public static CameraService of(Vertx vertx, CameraConfig config, InstantSource clock) {
    return new CameraService(
        vertx,
        KnownModels.vision(config),
        LaneCameras.of(config, CameraTimings.standard(), clock),
        config.headTurn(),
        config.sameVisit(),
        clock);
  }

  /**
   * Loads OpenCV and the models, so that the first customer does not wait for them and a wrong
   * model is refused at start.
   */
  public Future<Void> start() {
    return onCallersContext(
        inspecting
            .ask(FaceInspector::models)
            .thenCompose(
                loaded -> {
                  models = loaded;
                  return canMatch()
                      ? comparing.ask(CameraService::warmUp)
                      : CompletableFuture.completedFuture(null);
                }));
  }

  /** The first comparison takes several times as long as any other, and has half a second. */
  private static @Nullable Void warmUp(FaceInspector inspector) {
    byte[] drawn = DemoPictures.personJpeg(1, 1);
    inspector.compare(drawn, drawn);
    return null;
  }

  @Override
  public Future<InspectedPhoto> inspect(byte[] bytes, SourceKind claimed) {
    return onCallersContext(inspecting.ask(inspector -> inspector.inspect(bytes, claimed)));
  }

  @Override
  public Future<CapturedPhoto> capture(@Nullable String lane, long seed, long shot) {
    try {
      LaneCameras.Station station = cameras.at(lane);
      return onCallersContext(capturing.ask(inspector -> capture(inspector, station, seed, shot)));
    } catch (CameraUnavailableException e) {
      return Future.failedFuture(e);
    }
  }

  @Override
  public Future<InspectedPhoto> drawNobody(long seed) {
    return inspect(DemoPictures.facelessJpeg(seed), SourceKind.DEMO);
  }

  private CapturedPhoto capture(
      FaceInspector inspector, LaneCameras.Station at, long seed, long shot) {
    at.source().portray(seed, shot);
    return new BurstCapture(
            at.camera(), at.source(), inspector, vision.gate(), at.sharpness(), clock)
        .take();
  }

  @Override
  public LanePreview preview(@Nullable String lane, boolean measured, Consumer<byte[]> viewer) {
    LaneCameras.Station station = cameras.at(lane);
    LookMeter meter =
        measured
            ? new LookMeter(station, LaneCameras.freshSharpness(), vision.gate(), inspecting, clock)
            : null;
    return previews.begin(station.camera(), meter, viewer);
  }

  /**
   * Looks at a camera frame by frame, for whoever sets it up.
   *
   * @param lane whose camera; null for the common one
   * @throws CameraUnavailableException where there is no camera
   */
  public LiveView view(@Nullable String lane) {
    LaneCameras.Station station = cameras.at(lane);
    return new LiveView(
        station.camera(),
        new LookMeter(station, station.sharpness(), vision.gate(), capturing, clock));
  }

  @Override
  public LivePhotos live() {
    return browsers;
  }

  @Override
  public Future<FaceMatch> compare(byte[] one, byte[] other) {
    return canMatch()
        ? onCallersContext(comparing.ask(inspector -> inspector.compare(one, other)))
        : Future.succeededFuture(FaceMatch.not(FaceMatch.Reason.NO_MODEL));
  }

  @Override
  public Future<Integer> bitsFrom(byte[] picture, String innerHash) {
    return onCallersContext(comparing.ask(inspector -> inspector.bitsFrom(picture, innerHash)));
  }

  @Override
  public Future<Presence> stillThere(@Nullable String lane, byte[] photo, byte @Nullable [] frame) {
    return onCallersContext(
        (frame == null ? currentFrame(lane) : CompletableFuture.completedFuture(frame))
            .thenCompose(now -> comparing.ask(inspector -> inspector.stillThere(photo, now))));
  }

  private CompletableFuture<byte[]> currentFrame(@Nullable String lane) {
    LaneCameras.Station station = cameras.at(lane);
    return capturing.ask(
        inspector -> CurrentFrame.take(station.camera(), station.source().kind(), clock));
  }

  @Override
  public boolean guardsVisits() {
    return guardsVisits;
  }

  @Override
  public boolean canMatch() {
    return vision.matcher().isPresent();
  }

  @Override
  public Set<String> lanes() {
    return cameras.lanes();
  }

  @Override
  public CameraStatus status(@Nullable String lane) {
    return cameras.status(lane, canMatch(), models);
  }

  /** Every camera. */
  CameraStatuses statuses() {
    Map<String, CameraStatus> own =
        lanes().stream().collect(Collectors.toMap(Function.identity(), this::status));
    return new CameraStatuses(status(null), own);
  }

  @Override
  public void close() {
    cameras.close();
    browsers.close();
    inspecting.close();
    capturing.close();
    comparing.close();
    previews.close();
  }

  private <T> Future<T> onCallersContext(CompletionStage<T> stage) {
    return Future.fromCompletionStage(stage, vertx.getOrCreateContext())
        .recover(why -> Future.failedFuture(unwrapped(why)));
  }

  /** A stage that waits for another one hides why that one failed. */
  private static Throwable unwrapped(Throwable why) {
    return why instanceof CompletionException && why.getCause() != null ? why.getCause() : why;
  }
}
