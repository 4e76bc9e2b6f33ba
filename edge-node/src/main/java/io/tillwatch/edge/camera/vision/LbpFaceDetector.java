package io.tillwatch.edge.camera.vision;

import io.tillwatch.core.camera.Box;
import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.camera.opencv.MatScope;
import io.tillwatch.edge.camera.opencv.OpenCvLibrary;
import io.tillwatch.edge.port.CameraUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.MatOfInt;
import org.opencv.core.MatOfRect;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.opencv.objdetect.CascadeClassifier;

/**
 * The detector that needs no network, for where BlazeFace cannot be loaded: the LBP frontal cascade
 * on a picture of at most 320 pixels, tried again with the picture turned by 22 degrees either way
 * when it misses.
 */
public final class LbpFaceDetector implements FaceDetector {
  private static final String CASCADE = "/cascades/lbpcascade_frontalface.xml";
  private static final int LONGEST_SIDE = 320;
  private static final double TURN = 22;
  private static final double STEP = 1.06;
  private static final int NEIGHBOURS = 3;
  private static final double SURE_NEIGHBOURS = 20;
  private static final Size SMALLEST = new Size(32, 32);

  private final CascadeClassifier cascade;
  private final String sha256;

  public LbpFaceDetector() {
    OpenCvLibrary.load();
    byte[] xml = cascadeBytes();
    sha256 = Sha256.hex(xml);
    cascade = load(xml);
  }

  @Override
  public List<DetectedFace> detect(Mat bgr) {
    try (MatScope mats = new MatScope()) {
      double shrink = Math.min(1, (double) LONGEST_SIDE / Math.max(bgr.cols(), bgr.rows()));
      Mat grey = mats.mat();
      Imgproc.cvtColor(bgr, grey, Imgproc.COLOR_BGR2GRAY);
      Mat small = mats.mat();
      Size size =
          new Size(
              Math.max(1, Math.round(bgr.cols() * shrink)),
              Math.max(1, Math.round(bgr.rows() * shrink)));
      Imgproc.resize(grey, small, size, 0, 0, Imgproc.INTER_AREA);
      List<DetectedFace> faces = new ArrayList<>();
      for (double turn : new double[] {0, TURN, -TURN}) {
        faces.addAll(detectTurned(small, turn));
        if (!faces.isEmpty()) {
          break;
        }
      }
      return FaceOverlap.eachOnce(faces.stream().map(face -> enlarge(face, 1 / shrink)).toList());
    }
  }

  private List<DetectedFace> detectTurned(Mat grey, double turn) {
    try (MatScope mats = new MatScope()) {
      Mat upright = grey;
      Mat way = null;
      if (turn != 0) {
        Point centre = new Point(grey.cols() / 2.0, grey.rows() / 2.0);
        way = mats.track(Imgproc.getRotationMatrix2D(centre, turn, 1));
        upright = mats.mat();
        Imgproc.warpAffine(grey, upright, way, grey.size());
      }
      MatOfRect found = mats.track(new MatOfRect());
      MatOfInt neighbours = mats.track(new MatOfInt());
      cascade.detectMultiScale2(
          upright, found, neighbours, STEP, NEIGHBOURS, 0, SMALLEST, new Size());
      Rect[] rects = found.toArray();
      int[] counts = rects.length == 0 ? new int[0] : neighbours.toArray();
      List<DetectedFace> faces = new ArrayList<>();
      for (int i = 0; i < rects.length; i++) {
        Box box = way == null ? box(rects[i]) : turnBack(rects[i], way, grey);
        double score = Math.min(1, counts[i] / SURE_NEIGHBOURS);
        faces.add(new DetectedFace(box, score, turn, Optional.empty()));
      }
      return faces;
    }
  }

  private static Box turnBack(Rect rect, Mat way, Mat picture) {
    try (MatScope mats = new MatScope()) {
      Mat back = mats.mat();
      Imgproc.invertAffineTransform(way, back);
      double x = rect.x + rect.width / 2.0;
      double y = rect.y + rect.height / 2.0;
      double centreX = back.get(0, 0)[0] * x + back.get(0, 1)[0] * y + back.get(0, 2)[0];
      double centreY = back.get(1, 0)[0] * x + back.get(1, 1)[0] * y + back.get(1, 2)[0];
      return new Box(
              (int) Math.round(centreX - rect.width / 2.0),
              (int) Math.round(centreY - rect.height / 2.0),
              rect.width,
              rect.height)
          .within(picture.cols(), picture.rows());
    }
  }

  @Override
  public String name() {
    return "lbp-frontal-320";
  }

  @Override
  public String sha256() {
    return sha256;
  }

  private static Box box(Rect rect) {
    return new Box(rect.x, rect.y, rect.width, rect.height);
  }

  private static DetectedFace enlarge(DetectedFace face, double factor) {
    return new DetectedFace(face.box().scaled(factor), face.score(), face.roll(), face.landmarks());
  }

  private static byte[] cascadeBytes() {
    try (InputStream in = LbpFaceDetector.class.getResourceAsStream(CASCADE)) {
      if (in == null) {
        throw new CameraUnavailableException(
            "Expected " + CASCADE + " in the class path, found none; build with Maven");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** OpenCV reads cascades from files only. */
  private static CascadeClassifier load(byte[] xml) {
    try {
      Path file = Files.createTempFile("tillwatch-cascade", ".xml");
      try {
        Files.write(file, xml);
        CascadeClassifier cascade = new CascadeClassifier(file.toString());
        if (cascade.empty()) {
          throw new CameraUnavailableException("OpenCV cannot read the cascade " + CASCADE);
        }
        return cascade;
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The temporary folder cannot be written", e);
    }
  }
}
