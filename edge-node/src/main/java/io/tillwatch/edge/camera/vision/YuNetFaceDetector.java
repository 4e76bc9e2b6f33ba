package io.tillwatch.edge.camera.vision;

import io.tillwatch.core.camera.Box;
import io.tillwatch.edge.camera.opencv.MatScope;
import io.tillwatch.edge.camera.opencv.NetworkReader;
import io.tillwatch.edge.camera.opencv.OpenCvLibrary;
import io.tillwatch.edge.camera.vision.DetectedFace.Landmarks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.opencv.objdetect.FaceDetectorYN;

/** The better detector, where its model is configured: YuNet on at most 320 pixels. */
public final class YuNetFaceDetector implements FaceDetector {
  private static final int LONGEST_SIDE = 320;
  private static final float LEAST_SCORE = 0.7f;
  private static final float OVERLAP = 0.3f;
  private static final int MOST_CANDIDATES = 500;

  private final FaceDetectorYN network;
  private final String sha256;

  public YuNetFaceDetector(ModelFile model) {
    sha256 = model.verify();
    OpenCvLibrary.load();
    Size size = new Size(LONGEST_SIDE, LONGEST_SIDE);
    network =
        NetworkReader.yunet(model.path().toString(), size, LEAST_SCORE, OVERLAP, MOST_CANDIDATES);
  }

  @Override
  public List<DetectedFace> detect(Mat bgr) {
    try (MatScope mats = new MatScope()) {
      double shrink = Math.min(1, (double) LONGEST_SIDE / Math.max(bgr.cols(), bgr.rows()));
      Mat small = mats.mat();
      Imgproc.resize(bgr, small, new Size(), shrink, shrink, Imgproc.INTER_AREA);
      Mat rows = mats.mat();
      network.setInputSize(small.size());
      network.detect(small, rows);
      List<DetectedFace> faces = new ArrayList<>();
      for (int i = 0; i < rows.rows(); i++) {
        float[] row = new float[15];
        rows.get(i, 0, row);
        face(row, 1 / shrink, bgr).ifPresent(faces::add);
      }
      faces.sort(Comparator.comparingLong((DetectedFace face) -> face.box().area()).reversed());
      return faces;
    }
  }

  @Override
  public String name() {
    return "yunet-320";
  }

  @Override
  public String sha256() {
    return sha256;
  }

  private static Optional<DetectedFace> face(float[] row, double enlarge, Mat picture) {
    int width = (int) Math.round(row[2] * enlarge);
    int height = (int) Math.round(row[3] * enlarge);
    if (width < 1 || height < 1) {
      return Optional.empty();
    }
    Box box =
        new Box(
                (int) Math.round(row[0] * enlarge),
                (int) Math.round(row[1] * enlarge),
                width,
                height)
            .within(picture.cols(), picture.rows());
    float[] points = new float[10];
    for (int i = 0; i < points.length; i++) {
      points[i] = (float) (row[4 + i] * enlarge);
    }
    Landmarks landmarks = new Landmarks(points);
    double score = Math.min(1, Math.max(0, row[14]));
    return Optional.of(new DetectedFace(box, score, landmarks.roll(), Optional.of(landmarks)));
  }
}
