package io.tillwatch.edge.camera.vision;

import io.tillwatch.core.camera.FaceMatch;
import io.tillwatch.core.camera.FaceMatch.Reason;
import io.tillwatch.edge.camera.opencv.MatScope;
import io.tillwatch.edge.camera.opencv.NetworkReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.objdetect.FaceRecognizerSF;

/**
 * Compares two faces by a network's embeddings, which it forgets at once; needs a detector that
 * finds landmarks.
 */
final class FaceMatcher {
  /** Narrower faces have too little in them: strangers become alike. */
  private static final int LEAST_WIDTH = 80;

  private final FaceRecognizerSF network;
  private final FaceScale scale;
  private final String sha256;

  FaceMatcher(ModelFile model) {
    sha256 = model.verify();
    scale = FaceScale.of(sha256);
    network = NetworkReader.recognizer(model.path().toString());
  }

  /** Of the model. */
  String sha256() {
    return sha256;
  }

  /**
   * How alike the dominant faces of two pictures are.
   *
   * @param inOne faces found in the first picture, the dominant one first
   * @param inOther those of the other
   */
  FaceMatch compare(Mat one, List<DetectedFace> inOne, Mat other, List<DetectedFace> inOther) {
    Optional<Reason> against =
        Stream.of(inOne, inOther).flatMap(faces -> against(faces).stream()).findFirst();
    if (against.isPresent()) {
      return FaceMatch.not(against.get());
    }
    try (MatScope mats = new MatScope()) {
      Mat first = mats.track(template(one, inOne.get(0)));
      Mat second = mats.track(template(other, inOther.get(0)));
      double cosine = network.match(first, second, FaceRecognizerSF.FR_COSINE);
      return Double.isFinite(cosine)
          ? new FaceMatch.Compared(scale.scaled(cosine))
          : FaceMatch.not(Reason.FAILED);
    }
  }

  /** Why the dominant face of a picture cannot be compared; empty where it can. */
  static Optional<Reason> against(List<DetectedFace> faces) {
    if (faces.isEmpty()) {
      return Optional.of(Reason.NO_FACE);
    }
    DetectedFace face = faces.get(0);
    if (face.box().width() < LEAST_WIDTH) {
      return Optional.of(Reason.FACE_TOO_SMALL);
    }
    return face.landmarks().filter(marks -> marks.arePlausible(face.box())).isPresent()
        ? Optional.empty()
        : Optional.of(Reason.IMPLAUSIBLE_LANDMARKS);
  }

  private Mat template(Mat bgr, DetectedFace face) {
    try (MatScope mats = new MatScope()) {
      Mat row = mats.track(new Mat(1, 15, CvType.CV_32F));
      row.put(0, 0, row(face));
      Mat aligned = mats.mat();
      network.alignCrop(bgr, row, aligned);
      Mat shared = mats.mat();
      network.feature(aligned, shared);
      return shared.clone();
    }
  }

  private static float[] row(DetectedFace face) {
    float[] points = face.landmarks().orElseThrow().points();
    float[] row = new float[15];
    row[0] = face.box().x();
    row[1] = face.box().y();
    row[2] = face.box().width();
    row[3] = face.box().height();
    System.arraycopy(points, 0, row, 4, points.length);
    row[14] = (float) face.score();
    return row;
  }
}
