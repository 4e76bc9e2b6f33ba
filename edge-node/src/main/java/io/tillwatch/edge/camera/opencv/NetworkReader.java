package io.tillwatch.edge.camera.opencv;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.opencv.core.MatOfByte;
import org.opencv.core.Size;
import org.opencv.dnn.Dnn;
import org.opencv.dnn.Net;
import org.opencv.objdetect.FaceDetectorYN;
import org.opencv.objdetect.FaceRecognizerSF;

/**
 * Reads networks, one at a time in a process. OpenCV's readers fill tables of their own at the
 * first network and do not guard them ({@code buildDispatchMap} of its TFLite reader): two threads
 * that read their first one at once end the process. Each method fails with a {@code CvException}
 * where OpenCV cannot read the file.
 */
public final class NetworkReader {
  private static final ReentrantLock READING = new ReentrantLock();
  private static final String NO_CONFIG = "";

  private NetworkReader() {}

  /** Of TensorFlow Lite's bytes. */
  public static Net tflite(MatOfByte model) {
    return alone(() -> Dnn.readNetFromTFLite(model));
  }

  /** Of an ONNX file. */
  public static Net onnx(String path) {
    return alone(() -> Dnn.readNetFromONNX(path));
  }

  /** Finds faces; the numbers are those of {@link FaceDetectorYN#create}. */
  public static FaceDetectorYN yunet(
      String path, Size size, float leastScore, float overlap, int mostCandidates) {
    return alone(
        () -> FaceDetectorYN.create(path, NO_CONFIG, size, leastScore, overlap, mostCandidates));
  }

  /** Makes templates of faces. */
  public static FaceRecognizerSF recognizer(String path) {
    return alone(() -> FaceRecognizerSF.create(path, NO_CONFIG));
  }

  static <N> N alone(Supplier<N> reading) {
    OpenCvLibrary.load();
    READING.lock();
    try {
      return reading.get();
    } finally {
      READING.unlock();
    }
  }
}
