package io.tillwatch.edge.camera.vision;

import io.tillwatch.core.camera.Box;
import java.util.Optional;

/**
 * A face as a detector found it, in pixels of the picture it was given.
 *
 * @param score 0..1
 * @param roll degrees from upright, as far as the detector can tell
 * @param landmarks eyes, nose and mouth corners, where the detector finds them
 */
public record DetectedFace(Box box, double score, double roll, Optional<Landmarks> landmarks) {

  /**
   * Right eye, left eye, nose, right and left corner of the mouth, as x and y in turn.
   *
   * @param points 10 numbers, pixels
   */
  record Landmarks(float[] points) {
    Landmarks {
      if (points.length != 10) {
        throw new IllegalArgumentException("Expected 10 numbers, found " + points.length);
      }
    }

    double roll() {
      return Math.toDegrees(Math.atan2(points[3] - points[1], points[2] - points[0]));
    }

    /** How far the nose is from the middle of the eyes, along their line, over their distance. */
    double yaw() {
      double dx = points[2] - points[0];
      double dy = points[3] - points[1];
      double distance = Math.hypot(dx, dy);
      if (distance < 1) {
        return 1;
      }
      double noseX = points[4] - (points[0] + points[2]) / 2.0;
      double noseY = points[5] - (points[1] + points[3]) / 2.0;
      return Math.abs(noseX * dx + noseY * dy) / (distance * distance);
    }
  }
}
