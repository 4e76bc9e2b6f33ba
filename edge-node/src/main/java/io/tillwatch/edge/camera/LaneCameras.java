package io.tillwatch.edge.camera;

import io.tillwatch.core.camera.CameraStatus;
import io.tillwatch.core.camera.CameraTimings;
import io.tillwatch.core.camera.FaceModel;
import io.tillwatch.core.camera.RunningMedian;
import io.tillwatch.edge.camera.source.FrameSource;
import io.tillwatch.edge.camera.source.FrameSources;
import io.tillwatch.edge.config.CameraConfig;
import io.tillwatch.edge.port.CameraUnavailableException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The cameras of a store's lanes: a common one, and those that lanes have of their own. */
final class LaneCameras implements AutoCloseable {
  private static final int SHARPNESS_WINDOW = 120;

  /**
   * One camera.
   *
   * @param sharpness what its sharp pictures are like; one camera is softer than another
   */
  record Station(FrameSource source, LaneCamera camera, RunningMedian sharpness) {
    static Station of(FrameSource source, CameraTimings timings, InstantSource clock) {
      return new Station(source, new LaneCamera(source, timings, clock), freshSharpness());
    }

    private CameraStatus status(boolean matching, List<FaceModel> models) {
      return new CameraStatus(
          source.describe(),
          camera.state().name(),
          camera.state().describe(),
          camera.leases(),
          camera.framesRead(),
          camera.stuckReads(),
          matching,
          models);
    }
  }

  /** Of a camera of which nothing is known yet. */
  static RunningMedian freshSharpness() {
    return new RunningMedian(SHARPNESS_WINDOW);
  }

  private final Optional<Station> common;
  private final Map<String, Optional<Station>> own = new TreeMap<>();

  LaneCameras(Optional<FrameSource> common, CameraTimings timings, InstantSource clock) {
    this.common = common.map(source -> Station.of(source, timings, clock));
  }

  /** As the settings describe them; opens none yet. */
  static LaneCameras of(CameraConfig config, CameraTimings timings, InstantSource clock) {
    LaneCameras cameras = new LaneCameras(FrameSources.of(config.source()), timings, clock);
    config
        .lanes()
        .forEach(
            (lane, source) ->
                cameras.own.put(
                    lane, FrameSources.of(source).map(from -> Station.of(from, timings, clock))));
    return cameras;
  }

  /** Lanes that have a camera of their own, or none of their own, instead of the common one. */
  Set<String> lanes() {
    return own.keySet();
  }

  /**
   * The camera that a lane uses; null names no lane, which gives the common one.
   *
   * @throws CameraUnavailableException where there is none
   */
  Station at(@Nullable String lane) {
    return find(lane)
        .orElseThrow(
            () ->
                new CameraUnavailableException(
                    lane == null
                        ? "This store has no common camera; set camera.source, or upload a photo"
                            + withCameras()
                        : "Lane "
                            + lane
                            + " has no camera; set camera.lanes."
                            + lane
                            + " or camera.source, or upload a photo"
                            + withCameras()));
  }

  private String withCameras() {
    List<String> named =
        own.entrySet().stream()
            .filter(each -> each.getValue().isPresent())
            .map(Map.Entry::getKey)
            .toList();
    return named.isEmpty() ? "" : "; lanes with a camera: " + String.join(", ", named);
  }

  private Optional<Station> find(@Nullable String lane) {
    return lane == null ? common : own.getOrDefault(lane, common);
  }

  CameraStatus status(@Nullable String lane, boolean matching, List<FaceModel> models) {
    return find(lane)
        .map(station -> station.status(matching, models))
        .orElseGet(() -> CameraStatus.none(matching, models));
  }

  @Override
  public void close() {
    common.ifPresent(station -> station.camera().close());
    own.values().forEach(each -> each.ifPresent(station -> station.camera().close()));
  }
}
