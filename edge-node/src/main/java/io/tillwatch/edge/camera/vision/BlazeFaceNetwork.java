package io.tillwatch.edge.camera.vision;

import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.camera.opencv.MatScope;
import io.tillwatch.edge.camera.opencv.NetworkReader;
import io.tillwatch.edge.camera.opencv.OpenCvLibrary;
import io.tillwatch.edge.port.CameraUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;

/**
 * BlazeFace's short range model, which the jar carries; {@code models/README.md} beside it says
 * where it is from.
 */
final class BlazeFaceNetwork {
  static final String SHA256 = "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633";

  static final String FILE = "/models/face_detection_short_range.tflite";
  private static final List<String> OUTPUTS = List.of("classificators", "regressors");
  private static final Size INPUT = new Size(BlazeFaceAnchors.SIDE, BlazeFaceAnchors.SIDE);
  private static final double GREY = 127.5;

  private final Net network;

  /**
   * Loads it.
   *
   * @throws CameraUnavailableException where the file is missing or another one, or where OpenCV
   *     cannot read it
   */
  BlazeFaceNetwork() {
    this(bundled());
  }

  BlazeFaceNetwork(byte[] model) {
    String found = Sha256.hex(model);
    if (!found.equals(SHA256)) {
      throw new CameraUnavailableException(
          "Expected %s with sha256 %s, found %s; the jar is damaged, build it again"
              .formatted(FILE, SHA256, found));
    }
    OpenCvLibrary.load();
    try (MatScope mats = new MatScope()) {
      network = NetworkReader.tflite(mats.track(new MatOfByte(model)));
    } catch (CvException e) {
      throw new CameraUnavailableException("OpenCV cannot read " + FILE, e);
    }
  }

  /** The faces that a part of a picture shows, surest first, in pixels of the picture. */
  List<BlazeFaceDetection> see(Mat bgr, SquareCrop view, double leastScore) {
    try (MatScope mats = new MatScope()) {
      Mat square = view.cut(bgr, BlazeFaceAnchors.SIDE, mats);
      Mat input =
          mats.track(
              Dnn.blobFromImage(square, 1 / GREY, INPUT, Scalar.all(GREY), /* swapRB= */ true));
      network.setInput(input);
      List<Mat> output = new ArrayList<>();
      network.forward(output, OUTPUTS);
      output.forEach(mats::track);
      float[] logits = numbers(output.get(0), mats);
      float[] numbers = numbers(output.get(1), mats);
      return BlazeFaceAnchors.read(logits, numbers, leastScore).stream()
          .map(face -> face.inPicture(view))
          .toList();
    }
  }

  private static float[] numbers(Mat output, MatScope mats) {
    float[] numbers = new float[(int) output.total()];
    mats.track(output.reshape(1, 1)).get(0, 0, numbers);
    return numbers;
  }

  private static byte[] bundled() {
    try (InputStream in = BlazeFaceNetwork.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new CameraUnavailableException(
            "Expected " + FILE + " in the class path, found none; build with Maven");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }
}
