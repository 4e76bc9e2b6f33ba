package io.tillwatch.tools.faces;

import io.tillwatch.core.camera.Box;
import io.tillwatch.edge.camera.opencv.MatScope;
import io.tillwatch.edge.camera.vision.DetectedFace;
import io.tillwatch.edge.camera.vision.FaceDetector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.opencv.core.Mat;

/** What a detector finds in frames of known faces, of clips, and of drawn rooms without anybody. */
final class DetectorFigures {
  private static final int[] WIDTHS = {60, 80, 100, 120};
  private static final int FRONTAL_FROM = 80;
  private static final int ROLLED_WIDTH = 120;
  private static final int WARM_UP = 30;

  private final FaceDetector detector;
  private final List<byte[]> emptyRooms;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final List<Double> millis = new ArrayList<>();
  private int frames;
  private int falseFaces;

  /**
   * @param emptyRooms pictures without anybody
   */
  DetectorFigures(FaceDetector detector, List<byte[]> emptyRooms) {
    this.detector = detector;
    this.emptyRooms = emptyRooms;
  }

  List<Figure> measure(List<KnownFace> faces, List<Path> clips, DetectorTargets targets)
      throws IOException {
    List<Figure> figures = new ArrayList<>();
    Share frontal = Share.none();
    for (int width : WIDTHS) {
      Share found = found(faces, width, 0);
      figures.add(Figure.plain("found, %d px".formatted(width), found.toString()));
      frontal = width >= FRONTAL_FROM ? frontal.plus(found) : frontal;
    }
    figures.add(targets.atLeast("found, frontal, 80 px and more", targets.found(), frontal));
    Share rolled15 = found(faces, ROLLED_WIDTH, 15).plus(found(faces, ROLLED_WIDTH, -15));
    figures.add(Figure.plain("found, rolled by 15 degrees", rolled15.toString()));
    Share rolled30 = found(faces, ROLLED_WIDTH, 30).plus(found(faces, ROLLED_WIDTH, -30));
    figures.add(targets.atLeast("found, rolled by 30 degrees", targets.rolled(), rolled30));
    figures.addAll(clipFigures(clips));
    for (byte[] room : emptyRooms) {
      falseFaces += countFaces(room);
    }
    figures.add(falseFaces(targets));
    figures.add(time(targets));
    return figures;
  }

  private Share found(List<KnownFace> faces, int width, int roll) {
    Share share = Share.none();
    for (KnownFace face : faces) {
      for (int place = 0; place < Scene.COUNT; place++) {
        share = share.plus(isFound(face, Scene.at(place, width, roll)));
      }
    }
    return share;
  }

  private boolean isFound(KnownFace face, Scene scene) {
    try (MatScope mats = new MatScope()) {
      Mat portrait = Pictures.decoded(face.picture(), mats);
      List<Box> boxes = boxes(scene.frame(portrait, face.box(), mats));
      falseFaces += (int) boxes.stream().filter(Predicate.not(scene::isOnFace)).count();
      return boxes.stream().anyMatch(scene::isOnFace);
    }
  }

  /** One person is in each clip, so a second box is a false face, or twice the same. */
  List<Figure> clipFigures(List<Path> clips) throws IOException {
    List<Figure> figures = new ArrayList<>();
    for (Path clip : clips) {
      int[] seen = new int[3];
      for (byte[] frame : Pictures.frames(clip)) {
        int count = countFaces(frame);
        falseFaces += Math.max(0, count - 1);
        seen[Math.min(count, 2)]++;
      }
      figures.add(
          Figure.plain(
              clip.getFileName() + ", none/one/more",
              "%d / %d / %d frames".formatted(seen[0], seen[1], seen[2])));
    }
    return figures;
  }

  private int countFaces(byte[] picture) {
    try (MatScope mats = new MatScope()) {
      return boxes(Pictures.decoded(picture, mats)).size();
    }
  }

  private List<Box> boxes(Mat frame) {
    long began = threads.getCurrentThreadCpuTime();
    List<Box> boxes = detector.detect(frame).stream().map(DetectedFace::box).toList();
    double took = (threads.getCurrentThreadCpuTime() - began) / 1e6;
    frames++;
    if (frames > WARM_UP) {
      millis.add(took);
    }
    return boxes;
  }

  private Figure falseFaces(DetectorTargets targets) {
    double each = (double) falseFaces / frames;
    return targets.atMost(
        "false faces a frame",
        targets.falseFaces(),
        each,
        String.format(Locale.ROOT, "%.4f (%d in %d frames)", each, falseFaces, frames));
  }

  private Figure time(DetectorTargets targets) {
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double p95 = sorted[sorted.length * 95 / 100];
    return targets.atMost(
        "processor time p95, ms",
        targets.millis(),
        p95,
        String.format(Locale.ROOT, "%.1f (median %.1f)", p95, sorted[sorted.length / 2]));
  }
}
