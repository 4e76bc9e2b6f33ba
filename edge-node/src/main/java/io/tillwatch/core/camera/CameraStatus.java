package io.tillwatch.core.camera;

import java.util.List;

/**
 * A camera as screens show it.
 *
 * @param source what it is, without credentials
 * @param state one word, see {@link CameraState#name}
 * @param message a sentence for people, "Camera offline since ..." among them
 * @param leases who needs it now
 * @param stuckReads owner threads that were abandoned in a read that never came back
 * @param matching whether faces of two photos can be compared
 * @param models what faces are found, compared and judged with; empty until they are loaded
 */
public record CameraStatus(
    String source,
    String state,
    String message,
    int leases,
    long framesRead,
    int stuckReads,
    boolean matching,
    List<FaceModel> models) {
  public CameraStatus {
    models = List.copyOf(models);
  }

  /** Of a lane without a camera. */
  public static CameraStatus none(boolean matching, List<FaceModel> models) {
    return new CameraStatus("none", "NONE", "No camera at this lane", 0, 0, 0, matching, models);
  }

  /** Asks for it. */
  public record Query() {}
}
