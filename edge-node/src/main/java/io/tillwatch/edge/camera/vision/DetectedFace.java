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
   * @param yaw how far the face is turned, on the scale of the quality gate's limits: 0 is frontal
   */
  record Landmarks(float[] points, double yaw) {
    private static final double LEAST_EYES = 0.2;
    private static final double LEAST_STEP = 0.1;
    private static final double OUTSIDE = 0.25;

    Landmarks {
      if (points.length != 10) {
        throw new IllegalArgumentException("Expected 10 numbers, found " + points.length);
      }
    }

    /** Of a detector whose noses move as those that the gate's limits were chosen for. */
    Landmarks(float[] points) {
      this(points, noseOffset(points));
    }

    /**
     * Whether they can be a face's: the eyes apart by a fifth of the box at least, the nose below
     * them and the mouth below the nose, in the direction that the eyes say is down; nothing far
     * outside the box.
     */
    boolean arePlausible(Box box) {
      double dx = points[2] - points[0];
      double dy = points[3] - points[1];
      double eyes = Math.hypot(dx, dy);
      if (eyes < LEAST_EYES * box.width()) {
        return false;
      }
      double midX = (points[0] + points[2]) / 2.0;
      double midY = (points[1] + points[3]) / 2.0;
      double nose = down(points[4] - midX, points[5] - midY, dx, dy) / eyes;
      double mouthX = (points[6] + points[8]) / 2.0 - midX;
      double mouthY = (points[7] + points[9]) / 2.0 - midY;
      double mouth = down(mouthX, mouthY, dx, dy) / eyes;
      return nose > LEAST_STEP && mouth > nose + LEAST_STEP && areNear(box);
    }

    /** How far a point lies below the line of the eyes, in pixels. */
    private static double down(double x, double y, double dx, double dy) {
      return (y * dx - x * dy) / Math.hypot(dx, dy);
    }

    private boolean areNear(Box box) {
      double slack = OUTSIDE * box.width();
      for (int i = 0; i < points.length; i += 2) {
        if (points[i] < box.x() - slack
            || points[i] > box.x() + box.width() + slack
            || points[i + 1] < box.y() - slack
            || points[i + 1] > box.y() + box.height() + slack) {
          return false;
        }
      }
      return true;
    }

    /** The same with its direction: above 0 where the nose points to the right of the picture. */
    double turn() {
      double dx = points[2] - points[0];
      double dy = points[3] - points[1];
      double noseX = points[4] - (points[0] + points[2]) / 2.0;
      double noseY = points[5] - (points[1] + points[3]) / 2.0;
      return noseX * dx + noseY * dy < 0 ? -yaw : yaw;
    }

    double roll() {
      return Math.toDegrees(Math.atan2(points[3] - points[1], points[2] - points[0]));
    }

    /** How far the nose is from the middle of the eyes, along their line, over their distance. */
    static double noseOffset(float[] points) {
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
