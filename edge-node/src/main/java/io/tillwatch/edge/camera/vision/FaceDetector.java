package io.tillwatch.edge.camera.vision;

import java.util.List;
import org.opencv.core.Mat;

/**
 * Finds faces in a picture. Not for two threads at once: one detector a worker. The picture is
 * neither kept nor changed.
 */
public interface FaceDetector {
  /** The faces, largest first; empty where there is none. */
  List<DetectedFace> detect(Mat bgr);

  /** Name for the photo's record. */
  String name();

  /** Hash of the model or cascade: another file, other thresholds. */
  String sha256();
}
