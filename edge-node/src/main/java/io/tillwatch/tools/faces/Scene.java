package io.tillwatch.tools.faces;

import io.tillwatch.core.camera.Box;
import io.tillwatch.edge.camera.opencv.MatScope;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * A frame of 640 x 480 that shows a portrait on grey.
 *
 * @param width of the face, pixels
 * @param roll degrees, counter-clockwise
 * @param x of the face's middle
 * @param y of the face's middle
 */
record Scene(double width, double roll, double x, double y) {
  private static final Size FRAME = new Size(640, 480);
  private static final Scalar GREY = Scalar.all(128);

  /** The middle, where a lane has its customer, and places around it. */
  private static final double[][] PLACES = {
    {320, 240}, {220, 240}, {420, 240}, {320, 180}, {320, 300}, {160, 240}, {480, 240}
  };

  static final int COUNT = PLACES.length;

  static Scene at(int place, double width, double roll) {
    return new Scene(width, roll, PLACES[place][0], PLACES[place][1]);
  }

  /**
   * The frame.
   *
   * @param face where the face is in the portrait
   */
  Mat frame(Mat portrait, Box face, MatScope mats) {
    Point middle = new Point(face.x() + face.width() / 2.0, face.y() + face.height() / 2.0);
    Mat way = mats.track(Imgproc.getRotationMatrix2D(middle, roll, width / face.width()));
    way.put(0, 2, way.get(0, 2)[0] + x - middle.x);
    way.put(1, 2, way.get(1, 2)[0] + y - middle.y);
    Mat frame = mats.mat();
    Imgproc.warpAffine(
        portrait, frame, way, FRAME, Imgproc.INTER_LINEAR, Core.BORDER_CONSTANT, GREY);
    return frame;
  }

  /** Whether a box's middle lies on the face. */
  boolean isOnFace(Box found) {
    double dx = found.x() + found.width() / 2.0 - x;
    double dy = found.y() + found.height() / 2.0 - y;
    return Math.hypot(dx, dy) < width / 2;
  }
}
