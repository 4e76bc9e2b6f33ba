package io.tillwatch.edge.camera.vision;

import io.tillwatch.edge.camera.opencv.MatScope;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.Point;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * A square of a picture that a network looks at; it may reach beyond the picture, which is black
 * there.
 *
 * @param x of its centre, pixels of the picture
 * @param y of its centre
 * @param side pixels of the picture
 * @param roll radians, clockwise, by which it is turned
 */
record SquareCrop(double x, double y, double side, double roll) {
  SquareCrop {
    if (!(side > 0)) {
      throw new IllegalArgumentException("A view needs a side above 0, found " + side);
    }
  }

  /** All of a picture. */
  static SquareCrop whole(Mat picture) {
    return new SquareCrop(
        picture.cols() / 2.0, picture.rows() / 2.0, Math.max(picture.cols(), picture.rows()), 0);
  }

  /** As much of a picture's middle as fills a square. */
  static SquareCrop centre(Mat picture) {
    return new SquareCrop(
        picture.cols() / 2.0, picture.rows() / 2.0, Math.min(picture.cols(), picture.rows()), 0);
  }

  /**
   * Cuts it out.
   *
   * @param pixels side of what is returned
   */
  Mat cut(Mat picture, int pixels, MatScope mats) {
    double scale = pixels / side;
    double shrink = Math.min(1, scale);
    Mat small = mats.mat();
    Size size =
        new Size(
            Math.max(1, Math.round(picture.cols() * shrink)),
            Math.max(1, Math.round(picture.rows() * shrink)));
    // first shrunk, since turning alone would skip pixels
    Imgproc.resize(picture, small, size, 0, 0, Imgproc.INTER_AREA);
    Point middle = new Point(x * shrink, y * shrink);
    Mat way = mats.track(Imgproc.getRotationMatrix2D(middle, Math.toDegrees(roll), scale / shrink));
    way.put(0, 2, way.get(0, 2)[0] + pixels / 2.0 - middle.x);
    way.put(1, 2, way.get(1, 2)[0] + pixels / 2.0 - middle.y);
    Mat square = mats.mat();
    Imgproc.warpAffine(
        small,
        square,
        way,
        new Size(pixels, pixels),
        Imgproc.INTER_LINEAR,
        Core.BORDER_CONSTANT,
        Scalar.all(0));
    return square;
  }

  /** The picture's x of a point of the view, whose sides are 1 long. */
  double pictureX(double u, double v) {
    return x + side * ((u - 0.5) * Math.cos(roll) - (v - 0.5) * Math.sin(roll));
  }

  /** The picture's y of that point. */
  double pictureY(double u, double v) {
    return y + side * ((u - 0.5) * Math.sin(roll) + (v - 0.5) * Math.cos(roll));
  }
}
