package io.tillwatch.edge.camera.vision;

import io.tillwatch.core.camera.Box;
import io.tillwatch.core.camera.Liveness;
import io.tillwatch.edge.camera.opencv.MatScope;
import io.tillwatch.edge.camera.opencv.NetworkReader;
import java.util.List;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;
import org.opencv.imgproc.Imgproc;

/**
 * Tells faces from screens and prints by the MiniFASNet pair. It sees screens and paper; it does
 * not see pictures that were injected digitally, so it is one signal, not a proof.
 */
final class SpoofDetector {
  private static final double[] CROPS = {2.7, 4.0};
  private static final Size INPUT = new Size(80, 80);
  private static final int LIVE_CLASS = 1;
  private static final double LIVE_FROM = 0.5;

  private final List<Net> networks;
  private final List<String> sha256;

  SpoofDetector(List<ModelFile> models) {
    sha256 = models.stream().map(ModelFile::verify).toList();
    networks = models.stream().map(model -> NetworkReader.onnx(model.path().toString())).toList();
  }

  /** Of both models. */
  List<String> sha256() {
    return sha256;
  }

  Liveness measure(Mat bgr, Box face) {
    double live = 0;
    for (int i = 0; i < networks.size(); i++) {
      live += liveProbability(networks.get(i), bgr, face, CROPS[i]) / networks.size();
    }
    return Liveness.measured(Math.min(1, Math.max(0, live)), LIVE_FROM);
  }

  /** The models end in a softmax of their own. */
  private static double liveProbability(Net network, Mat bgr, Box face, double crop) {
    try (MatScope mats = new MatScope()) {
      Mat around = mats.track(bgr.submat(around(face, crop, bgr.cols(), bgr.rows())));
      Mat input = mats.mat();
      Imgproc.resize(around, input, INPUT);
      Mat blob = mats.track(Dnn.blobFromImage(input, 1, INPUT, Scalar.all(0), false, false));
      network.setInput(blob);
      Mat output = mats.track(network.forward());
      float[] classes = new float[(int) output.total()];
      mats.track(output.reshape(1, 1)).get(0, 0, classes);
      return classes[LIVE_CLASS];
    }
  }

  /** The face with its surroundings, shifted into the picture, as the models were trained. */
  private static Rect around(Box face, double crop, int width, int height) {
    double scale =
        Math.min(crop, Math.min((height - 1.0) / face.height(), (width - 1.0) / face.width()));
    double w = face.width() * scale;
    double h = face.height() * scale;
    double x = face.x() + face.width() / 2.0 - w / 2;
    double y = face.y() + face.height() / 2.0 - h / 2;
    x = Math.min(Math.max(0, x), width - 1 - w);
    y = Math.min(Math.max(0, y), height - 1 - h);
    return new Rect(
        (int) Math.max(0, x), (int) Math.max(0, y), Math.max(1, (int) w), Math.max(1, (int) h));
  }
}
