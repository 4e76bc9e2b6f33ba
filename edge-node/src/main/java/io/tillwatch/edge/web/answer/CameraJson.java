package io.tillwatch.edge.web.answer;

import io.tillwatch.core.camera.CameraStatus;
import io.tillwatch.core.camera.FaceModel;
import io.tillwatch.edge.codec.OmittedIfNull;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a camera is.
 *
 * @param laneId the lane whose own camera it is; left out of the store's common one
 * @param since when it came into this state
 * @param models what faces are found, compared and judged with
 */
public record CameraJson(
    @OmittedIfNull @Nullable String laneId,
    String state,
    String source,
    String message,
    boolean matching,
    Instant since,
    List<Model> models) {

  /** A model in force. */
  public record Model(String use, String name, String sha256, String licence) {
    static Model of(FaceModel model) {
      return new Model(model.use(), model.name(), model.sha256(), model.licence());
    }
  }

  public static CameraJson of(@Nullable String laneId, CameraStatus status, Instant since) {
    return new CameraJson(
        laneId,
        status.state(),
        status.source(),
        status.message(),
        status.matching(),
        since,
        status.models().stream().map(Model::of).toList());
  }
}
