package io.tillwatch.edge.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tillwatch.core.camera.FaceMatch;
import io.tillwatch.core.camera.Liveness;
import io.tillwatch.core.camera.PhotoReport;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.edge.camera.opencv.MatScope;
import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.edge.camera.source.MjpegReader;
import io.tillwatch.edge.camera.vision.FaceDetector;
import io.tillwatch.edge.camera.vision.FaceInspector;
import io.tillwatch.edge.camera.vision.LbpFaceDetector;
import io.tillwatch.edge.camera.vision.VisionSettings;
import io.tillwatch.edge.camera.vision.YuNetFaceDetector;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.Point;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Prints the figures that docs/camera.md keeps, and fails where one falls far behind them. */
class FaceMeasurementsIT {
  private static final int FRAMES = Integer.getInteger("tillwatch.frames", 300);

  @Test
  void keepsItsMemoryOverManyFrames() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "resident memory is read from /proc");
    FaceInspector inspector = new FaceInspector(VisionSettings.withoutModels(true));
    List<byte[]> pictures = new ArrayList<>();
    for (int seed = 0; seed < 10; seed++) {
      pictures.add(DemoPictures.personJpeg(seed, 1));
      pictures.add(DemoPictures.facelessJpeg(seed));
    }
    inspectMany(inspector, pictures, 150);
    long before = residentKilobytes();
    inspectMany(inspector, pictures, FRAMES);
    long grown = residentKilobytes() - before;

    System.out.printf("resident memory: %+d KB over %d frames%n", grown, FRAMES);
    assertThat(grown).isLessThan(60_000);
  }

  @Test
  void findsDrawnPeopleAndNobodyInEmptyRooms() {
    FaceInspector inspector = new FaceInspector(VisionSettings.withoutModels(true));
    int verified = 0;
    int falseFaces = 0;
    for (int seed = 1000; seed < 1100; seed++) {
      PhotoReport person =
          inspector.inspect(DemoPictures.personJpeg(seed, seed), SourceKind.UPLOAD).report();
      verified += person.verified() ? 1 : 0;
      falseFaces +=
          inspector
              .inspect(DemoPictures.facelessJpeg(seed), SourceKind.UPLOAD)
              .report()
              .faceCount();
    }
    System.out.printf(
        "drawn people verified: %d of 100; false faces in empty rooms: %d of 100%n",
        verified, falseFaces);
    assertThat(verified).isGreaterThanOrEqualTo(98);
    assertThat(falseFaces).isLessThanOrEqualTo(2);
  }

  @Test
  void measuresBothDetectorsOnRealFaces() throws IOException {
    Path faces = requireFaces();
    VisionSettings models = TestFaces.withModels(faces);
    double cascade = measure("LBP 320", new LbpFaceDetector(), faces);
    double network =
        measure("YuNet 320", new YuNetFaceDetector(models.detector().orElseThrow()), faces);

    assertThat(cascade).isGreaterThanOrEqualTo(0.80);
    assertThat(network).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void measuresTheMatcherOnRealFaces() {
    Path faces = requireFaces();
    FaceInspector inspector = new FaceInspector(TestFaces.withModels(faces));
    List<Path> portraits = TestFaces.portraits(faces);
    List<Double> same = new ArrayList<>();
    List<Double> strangers = new ArrayList<>();
    for (int i = 0; i < portraits.size(); i++) {
      for (int j = 0; j < i; j++) {
        FaceMatch match =
            inspector.compare(TestFaces.bytes(portraits.get(i)), TestFaces.bytes(portraits.get(j)));
        if (match instanceof FaceMatch.Compared compared) {
          (person(portraits.get(i)).equals(person(portraits.get(j))) ? same : strangers)
              .add(compared.similarity());
        } else {
          System.out.println(portraits.get(i) + " and " + portraits.get(j) + ": " + match);
        }
      }
    }
    System.out.println("matcher, same person: " + spread(same));
    System.out.println("matcher, strangers:   " + spread(strangers));
    assertThat(median(same)).isGreaterThan(median(strangers) + 0.2);
  }

  @Test
  void measuresLivenessOnOneLivePictureAndTwoAttacks() {
    Path faces = requireFaces();
    FaceInspector inspector = new FaceInspector(TestFaces.withModels(faces));
    for (String name : List.of("image_T1.jpg", "image_F1.jpg", "image_F2.jpg")) {
      byte[] picture = TestFaces.bytes(faces.resolve("spoof").resolve(name));
      Liveness found = inspector.inspect(picture, SourceKind.UPLOAD).report().liveness();
      System.out.println("liveness of " + name + ": " + found);
      assertThat(found.verdict())
          .isEqualTo(name.contains("_T") ? Liveness.Verdict.LIVE : Liveness.Verdict.SPOOF);
    }
  }

  private static Path requireFaces() {
    var faces = TestFaces.folder();
    assumeTrue(faces.isPresent(), "no test faces");
    return faces.get();
  }

  /** Prints what a detector finds, and returns the share of upright portraits found. */
  private static double measure(String name, FaceDetector detector, Path faces) throws IOException {
    double upright = share(detector, faces, 0);
    System.out.printf(
        Locale.ROOT,
        "%s: portraits %.0f %%, rolled 15 degrees %.0f %%, 30 degrees %.0f %%%n",
        name,
        100 * upright,
        100 * share(detector, faces, 15),
        100 * share(detector, faces, 30));
    for (String clip : List.of("male.mjpeg", "female.mjpeg")) {
      int[] found = new int[3];
      List<Double> millis = new ArrayList<>();
      try (InputStream in =
          new BufferedInputStream(Files.newInputStream(faces.resolve("video/" + clip)))) {
        for (byte[] jpeg = MjpegReader.next(in); jpeg != null; jpeg = MjpegReader.next(in)) {
          int count = timed(detector, jpeg, millis);
          found[Math.min(count, 2)]++;
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%s on %s: %d frames without, %d with one, %d with more faces; %s ms%n",
          name,
          clip,
          found[0],
          found[1],
          found[2],
          spread(millis));
    }
    return upright;
  }

  private static int timed(FaceDetector detector, byte[] jpeg, List<Double> millis) {
    try (MatScope mats = new MatScope()) {
      Mat frame = decode(jpeg, mats);
      long began = System.nanoTime();
      int count = detector.detect(frame).size();
      millis.add((System.nanoTime() - began) / 1e6);
      return count;
    }
  }

  private static double share(FaceDetector detector, Path faces, double roll) {
    int found = 0;
    List<Path> portraits = TestFaces.portraits(faces);
    for (Path portrait : portraits) {
      try (MatScope mats = new MatScope()) {
        Mat scene = inAScene(decode(TestFaces.bytes(portrait), mats), roll, mats);
        found += detector.detect(scene).isEmpty() ? 0 : 1;
      }
    }
    return (double) found / portraits.size();
  }

  /** The portrait 400 pixels high in the middle of a 640 x 480 frame, turned. */
  private static Mat inAScene(Mat portrait, double roll, MatScope mats) {
    double scale = 400.0 / portrait.rows();
    Mat way =
        mats.track(
            Imgproc.getRotationMatrix2D(
                new Point(portrait.cols() / 2.0, portrait.rows() / 2.0), roll, scale));
    way.put(0, 2, way.get(0, 2)[0] + 320 - portrait.cols() / 2.0);
    way.put(1, 2, way.get(1, 2)[0] + 240 - portrait.rows() / 2.0);
    Mat scene = mats.mat();
    Imgproc.warpAffine(portrait, scene, way, new Size(640, 480));
    return scene;
  }

  private static Mat decode(byte[] jpeg, MatScope mats) {
    MatOfByte encoded = mats.track(new MatOfByte(jpeg));
    return mats.track(Imgcodecs.imdecode(encoded, Imgcodecs.IMREAD_COLOR));
  }

  /** The file names number the pictures of one person. */
  private static String person(Path portrait) {
    String name = portrait.getFileName().toString();
    return switch (name) {
      case "man2-person-group.jpg" -> "Family2-Man";
      case "woman1-person-group.jpg" -> "Family2-Lady";
      default -> name.replaceFirst("\\d*\\.jpg$", "");
    };
  }

  private static double median(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sorted().toArray()[values.size() / 2];
  }

  private static String spread(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return String.format(
        Locale.ROOT,
        "n=%d min=%.2f p5=%.2f p50=%.2f p95=%.2f max=%.2f",
        sorted.length,
        sorted[0],
        sorted[sorted.length / 20],
        sorted[sorted.length / 2],
        sorted[sorted.length * 95 / 100],
        sorted[sorted.length - 1]);
  }

  private static void inspectMany(FaceInspector inspector, List<byte[]> pictures, int count) {
    for (int i = 0; i < count; i++) {
      PhotoReport report =
          inspector.inspect(pictures.get(i % pictures.size()), SourceKind.UPLOAD).report();
      assertThat(report.width()).isEqualTo(640);
    }
  }

  /** After a collection, so that the Java heap's garbage does not count. */
  private static long residentKilobytes() throws IOException {
    System.gc();
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}
