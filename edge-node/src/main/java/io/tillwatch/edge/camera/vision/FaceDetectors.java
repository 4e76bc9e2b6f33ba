package io.tillwatch.edge.camera.vision;

import io.tillwatch.edge.port.CameraUnavailableException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which detector a node uses. */
final class FaceDetectors {
  private static final Logger log = LoggerFactory.getLogger(FaceDetectors.class);

  private FaceDetectors() {}

  /** The configured one; else BlazeFace; else the cascade, where BlazeFace cannot be loaded. */
  static FaceDetector of(VisionSettings settings) {
    return settings
        .detector()
        .<FaceDetector>map(YuNetFaceDetector::new)
        .orElseGet(() -> bundled(BlazeFaceNetwork::new));
  }

  static FaceDetector bundled(Supplier<BlazeFaceNetwork> network) {
    try {
      return new BlazeFaceDetector(network.get());
    } catch (CameraUnavailableException e) {
      log.warn(
          "Faces are found by the weaker LBP cascade, and not compared error={}", e.toString());
      return new LbpFaceDetector();
    }
  }
}
