package io.tillwatch.edge.camera.vision;

import io.tillwatch.edge.camera.opencv.MatScope;
import io.tillwatch.edge.camera.opencv.OpenCvLibrary;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.objdetect.FaceRecognizerSF;

/** Compares two faces by MobileFace's embeddings; needs a detector that finds landmarks. */
final class FaceMatcher {
  private final FaceRecognizerSF network;

  FaceMatcher(ModelFile model) {
    OpenCvLibrary.load();
    model.verify();
    network = FaceRecognizerSF.create(model.path().toString(), "");
  }

  /** The template of a face; the caller releases it. */
  Mat template(Mat bgr, DetectedFace face) {
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

  /** 0 (strangers) to 1 (the same picture). */
  double similarity(Mat one, Mat other) {
    return Math.min(1, Math.max(0, network.match(one, other, FaceRecognizerSF.FR_COSINE)));
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
