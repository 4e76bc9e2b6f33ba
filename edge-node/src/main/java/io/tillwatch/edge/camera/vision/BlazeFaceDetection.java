package io.tillwatch.edge.camera.vision;

import java.util.List;

/**
 * A face as BlazeFace sees it, in a square whose sides are 1 long, or in pixels of a picture.
 *
 * @param x of the middle of the square from brows to chin
 * @param y of that middle
 * @param side of that square
 * @param score 0..1
 * @param points right eye, left eye, nose, mouth, right ear, left ear, as x and y in turn
 */
record BlazeFaceDetection(double x, double y, double side, double score, double[] points) {
  static final int POINTS = 6;

  BlazeFaceDetection {
    if (points.length != 2 * POINTS) {
      throw new IllegalArgumentException(
          "Expected " + 2 * POINTS + " numbers, found " + points.length);
    }
  }

  /** The same face in the picture that the view is of. */
  BlazeFaceDetection inPicture(SquareCrop view) {
    double[] moved = new double[points.length];
    for (int i = 0; i < moved.length; i += 2) {
      moved[i] = view.pictureX(points[i], points[i + 1]);
      moved[i + 1] = view.pictureY(points[i], points[i + 1]);
    }
    return new BlazeFaceDetection(
        view.pictureX(x, y), view.pictureY(x, y), side * view.side(), score, moved);
  }

  /** Radians, clockwise, from upright, by the line of the eyes. */
  double roll() {
    return Math.atan2(points[3] - points[1], points[2] - points[0]);
  }

  /** Intersection over union of the squares. */
  double overlap(BlazeFaceDetection other) {
    double half = (side + other.side) / 2;
    double width = Math.min(Math.min(side, other.side), half - Math.abs(x - other.x));
    double height = Math.min(Math.min(side, other.side), half - Math.abs(y - other.y));
    if (width <= 0 || height <= 0) {
      return 0;
    }
    double common = width * height;
    return common / (side * side + other.side * other.side - common);
  }

  /** The mean of sightings of one face, each as heavy as its score; the highest score remains. */
  static BlazeFaceDetection mean(List<BlazeFaceDetection> sightings) {
    double weight = sightings.stream().mapToDouble(BlazeFaceDetection::score).sum();
    double x = 0;
    double y = 0;
    double side = 0;
    double best = 0;
    double[] points = new double[2 * POINTS];
    for (BlazeFaceDetection one : sightings) {
      double part = one.score / weight;
      x += part * one.x;
      y += part * one.y;
      side += part * one.side;
      best = Math.max(best, one.score);
      for (int i = 0; i < points.length; i++) {
        points[i] += part * one.points[i];
      }
    }
    return new BlazeFaceDetection(x, y, side, best, points);
  }
}
