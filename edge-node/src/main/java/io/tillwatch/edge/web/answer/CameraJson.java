package io.tillwatch.edge.web.answer;

import io.tillwatch.core.camera.CameraStatus;
import io.tillwatch.core.camera.FaceModel;
import java.time.Instant;
import java.util.List;

/**
 * How the camera is.
 *
 * @param since when it came into this state
 * @param models what faces are found, compared and judged with
 */
public record CameraJson(
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

  public static CameraJson of(CameraStatus status, Instant since) {
    return new CameraJson(
        status.state(),
        status.source(),
        status.message(),
        status.matching(),
        since,
        status.models().stream().map(Model::of).toList());
  }
}
