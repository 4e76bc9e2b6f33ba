package io.tillwatch.edge.web.answer;

import io.tillwatch.core.camera.CameraStatus;
import io.tillwatch.core.camera.FaceModel;
import io.tillwatch.edge.codec.OmittedIfNull;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a camera is.
 *
 * @param laneId the lane whose own camera it is; left out of the store's common one
 * @param since when it came into this state
 * @param models what faces are found, compared and judged with
 * @param sameVisit whether it is to be seen who takes goods or money
 * @param lanes the lanes with a camera of their own, or with none; left out where one lane asks
 */
public record CameraJson(
    @OmittedIfNull @Nullable String laneId,
    String state,
    String source,
    String message,
    boolean matching,
    Instant since,
    List<Model> models,
    boolean sameVisit,
    @OmittedIfNull @Nullable List<Lane> lanes) {

  /** A lane's own camera. */
  public record Lane(String laneId, String state, String source, String message, Instant since) {}

  /** A model in force. */
  public record Model(String use, String name, String sha256, String licence) {
    static Model of(FaceModel model) {
      return new Model(model.use(), model.name(), model.sha256(), model.licence());
    }
  }

  /** A camera, without those of the lanes. */
  public static CameraJson of(
      @Nullable String laneId, CameraStatus status, Instant since, boolean sameVisit) {
    return new CameraJson(
        laneId,
        status.state(),
        status.source(),
        status.message(),
        status.matching(),
        since,
        status.models().stream().map(Model::of).toList(),
        sameVisit,
        null);
  }

  /** The same beside the cameras that lanes have of their own. */
  public CameraJson beside(List<CameraJson> own) {
    List<Lane> each =
        own.stream()
            .map(at -> new Lane(at.lane(), at.state, at.source, at.message, at.since))
            .toList();
    return new CameraJson(laneId, state, source, message, matching, since, models, sameVisit, each);
  }

  private String lane() {
    return Objects.requireNonNull(laneId, "laneId");
  }
}
