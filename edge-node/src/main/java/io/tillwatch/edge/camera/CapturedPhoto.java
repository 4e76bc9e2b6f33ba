package io.tillwatch.edge.camera;

import io.tillwatch.core.camera.Liveness;
import io.tillwatch.core.camera.PhotoReport;
import io.tillwatch.edge.port.Cameras;
import java.time.Instant;

/**
 * The best picture of a capture; its report says whether it counts.
 *
 * @param jpeg re-encoded, without EXIF: the bytes to store, whose hash the report has
 */
public record CapturedPhoto(PhotoReport report, byte[] jpeg, Instant capturedAt)
    implements Cameras.Picture {

  /** The same picture, with what is known of its liveness. */
  CapturedPhoto with(Liveness measured) {
    return new CapturedPhoto(report.with(measured), jpeg, capturedAt);
  }
}
