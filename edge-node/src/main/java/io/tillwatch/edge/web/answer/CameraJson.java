package io.tillwatch.edge.web.answer;

import io.tillwatch.core.camera.CameraStatus;
import java.time.Instant;

/**
 * How the camera is.
 *
 * @param since when it came into this state
 */
public record CameraJson(
    String state, String source, String message, boolean matching, Instant since) {

  public static CameraJson of(CameraStatus status, Instant since) {
    return new CameraJson(
        status.state(), status.source(), status.message(), status.matching(), since);
  }
}
