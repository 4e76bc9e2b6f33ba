package io.tillwatch.edge.camera.vision;

import io.tillwatch.core.camera.Box;
import io.tillwatch.core.camera.FaceMeasures;
import io.tillwatch.core.camera.Measure;
import io.tillwatch.core.camera.PerceptualHash;
import io.tillwatch.core.camera.PictureHash;
import io.tillwatch.edge.camera.opencv.MatScope;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDouble;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Takes the measures of the dominant face that the quality gate judges. */
final class FaceMeter {
  private static final Size NORMAL_FACE = new Size(112, 112);
  private static final int BLACK = 10;
  private static final int WHITE = 245;

  private FaceMeter() {}

  /**
   * @param faces largest first, at least one
   */
  static FaceMeasures measure(Mat bgr, List<DetectedFace> faces) {
    DetectedFace first = faces.get(0);
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    double second = faces.size() > 1 ? (double) faces.get(1).box().area() : 0;
    values.put(Measure.SECOND_FACE, second / first.box().area());
    values.put(Measure.FACE_WIDTH, (double) first.box().width());
    values.put(Measure.OFF_CENTRE, offCentre(first.box(), bgr.cols(), bgr.rows()));
    values.put(Measure.ROLL, Math.abs(first.roll()));
    first.landmarks().ifPresent(landmarks -> values.put(Measure.YAW, landmarks.yaw()));
    measurePixels(bgr, first.box(), values);
    return new FaceMeasures(values, first.score());
  }

  /** The hash of a face, whatever its size. */
  static PerceptualHash hash(Mat bgr, Box box) {
    try (MatScope mats = new MatScope()) {
      Mat face = greyFace(bgr, box, mats);
      Mat tiny = mats.mat();
      Size size = new Size(PerceptualHash.COLUMNS, PerceptualHash.ROWS);
      Imgproc.resize(face, tiny, size, 0, 0, Imgproc.INTER_AREA);
      byte[] bytes = new byte[PerceptualHash.COLUMNS * PerceptualHash.ROWS];
      tiny.get(0, 0, bytes);
      int[] grey = new int[bytes.length];
      for (int i = 0; i < grey.length; i++) {
        grey[i] = bytes[i] & 0xff;
      }
      return PerceptualHash.of(grey);
    }
  }

  /** The hash of a whole picture, whatever its size. */
  static PictureHash pictureHash(Mat bgr) {
    try (MatScope mats = new MatScope()) {
      Mat grey = mats.mat();
      Imgproc.cvtColor(bgr, grey, Imgproc.COLOR_BGR2GRAY);
      Mat small = mats.mat();
      Size size = new Size(PictureHash.SIDE, PictureHash.SIDE);
      Imgproc.resize(grey, small, size, 0, 0, Imgproc.INTER_AREA);
      byte[] pixels = new byte[PictureHash.SIDE * PictureHash.SIDE];
      small.get(0, 0, pixels);
      return PictureHash.of(pixels);
    }
  }

  private static void measurePixels(Mat bgr, Box box, Map<Measure, Double> values) {
    try (MatScope mats = new MatScope()) {
      Mat face = mats.mat();
      Imgproc.resize(greyFace(bgr, box, mats), face, NORMAL_FACE, 0, 0, Imgproc.INTER_AREA);
      double[] grey = meanAndDeviation(face, mats);
      values.put(Measure.GREY, grey[0]);
      values.put(Measure.CONTRAST, grey[1]);
      values.put(Measure.IMBALANCE, imbalance(face, mats));
      Mat clipped = mats.mat();
      Core.compare(face, new org.opencv.core.Scalar(BLACK), clipped, Core.CMP_LE);
      values.put(Measure.CLIPPED_DARK, Core.countNonZero(clipped) / NORMAL_FACE.area());
      Core.compare(face, new org.opencv.core.Scalar(WHITE), clipped, Core.CMP_GE);
      values.put(Measure.CLIPPED_BRIGHT, Core.countNonZero(clipped) / NORMAL_FACE.area());
      Mat edges = mats.mat();
      Imgproc.Laplacian(face, edges, CvType.CV_64F);
      double deviation = meanAndDeviation(edges, mats)[1];
      values.put(Measure.SHARPNESS, deviation * deviation);
    }
  }

  private static Mat greyFace(Mat bgr, Box box, MatScope mats) {
    Box inside = box.within(bgr.cols(), bgr.rows());
    Mat colour =
        mats.track(bgr.submat(new Rect(inside.x(), inside.y(), inside.width(), inside.height())));
    Mat grey = mats.mat();
    Imgproc.cvtColor(colour, grey, Imgproc.COLOR_BGR2GRAY);
    return grey;
  }

  private static double imbalance(Mat face, MatScope mats) {
    int half = face.cols() / 2;
    double left = Core.mean(mats.track(face.colRange(0, half))).val[0];
    double right = Core.mean(mats.track(face.colRange(half, face.cols()))).val[0];
    return Math.abs(left - right) / Math.max(1, (left + right) / 2);
  }

  private static double[] meanAndDeviation(Mat mat, MatScope mats) {
    MatOfDouble mean = mats.track(new MatOfDouble());
    MatOfDouble deviation = mats.track(new MatOfDouble());
    Core.meanStdDev(mat, mean, deviation);
    return new double[] {mean.get(0, 0)[0], deviation.get(0, 0)[0]};
  }

  private static double offCentre(Box box, int width, int height) {
    double x = Math.abs(box.x() + box.width() / 2.0 - width / 2.0) / (width / 2.0);
    double y = Math.abs(box.y() + box.height() / 2.0 - height / 2.0) / (height / 2.0);
    return Math.max(x, y);
  }
}
