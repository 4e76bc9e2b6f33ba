package io.tillwatch.edge.camera.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tillwatch.core.camera.PictureHash;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.edge.camera.TestFaces;
import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.edge.camera.source.MjpegReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Point;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Real pictures that are shown again, encoded anew; and other pictures of the same people. */
class ReplayedPictureIT {
  /** What the rules take for one picture. */
  private static final int SAME = 48;

  /** The same of pictures that were cut, turned or mirrored. */
  private static final int SAME_LAID_ANEW = 28;

  /** Nobody sits quite still for so long: 1.6 seconds of these clips. */
  private static final int APART = 40;

  private final FaceInspector inspector = new FaceInspector(VisionSettings.withoutModels(true));

  @Test
  void knowsAPictureHoweverItWasEncodedScaledOrLit() throws IOException {
    for (Path portrait : portraits()) {
      byte[] picture = inspector.inspect(TestFaces.bytes(portrait), SourceKind.UPLOAD).jpeg();
      String hash = hash(TestFaces.bytes(portrait));
      anew(picture)
          .forEach(
              (how, again) ->
                  assertThat(PictureHash.distance(hash, hash(again)).getAsInt())
                      .as("%s, %s", portrait.getFileName(), how)
                      .isLessThanOrEqualTo(SAME));
    }
  }

  @Test
  void takesNoOtherPictureOfOnePersonForTheSame() throws IOException {
    List<String> hashes = new ArrayList<>();
    for (Path portrait : portraits()) {
      hashes.add(hash(TestFaces.bytes(portrait)));
    }
    assertThat(leastDistance(hashes, 1)).as("portraits").isGreaterThan(8 * SAME);
    for (String clip : List.of("male.mjpeg", "female.mjpeg")) {
      List<String> frames = new ArrayList<>();
      for (byte[] frame : frames(requireFaces().resolve("video").resolve(clip))) {
        frames.add(hash(frame));
      }
      if (frames.size() > APART) {
        assertThat(leastDistance(frames, APART)).as(clip).isGreaterThan(SAME);
      }
    }
    for (long person = 1; person <= 20; person++) {
      List<String> shots =
          List.of(
              hash(DemoPictures.personJpeg(person * 7_919, 1)),
              hash(DemoPictures.personJpeg(person * 7_919, 2)));
      assertThat(leastDistance(shots, 1)).as("drawn person %d", person).isGreaterThan(2 * SAME);
    }
  }

  @Test
  void knowsAPictureWhoseBorderWasCutOffOrThatWasTurnedOrMirrored() throws IOException {
    Map<String, Integer> found = new TreeMap<>();
    List<byte[]> pictures = new ArrayList<>();
    for (String clip : List.of("male.mjpeg", "female.mjpeg")) {
      List<byte[]> frames = frames(requireFaces().resolve("video").resolve(clip));
      for (int i = 0; i < 5; i++) {
        pictures.add(frames.get(i * 4));
      }
    }
    for (long person = 1; person <= 10; person++) {
      pictures.add(DemoPictures.personJpeg(person * 7_919, 1));
    }
    for (Path portrait : portraits()) {
      pictures.add(TestFaces.bytes(portrait));
    }
    for (byte[] picture : pictures) {
      String hash = innerHash(picture);
      laidAnew(picture)
          .forEach(
              (how, again) ->
                  found.merge(
                      how,
                      inspector.bitsFrom(again, hash) <= SAME_LAID_ANEW ? 1 : 0,
                      Integer::sum));
    }
    System.out.println("ReplayedPictureIT: of " + pictures.size() + ": " + found);
    // the search has its time, so a busy machine finds fewer
    assertThat(found.get("5 pixels cut off")).isGreaterThan(pictures.size() / 2);
    assertThat(found.get("mirrored")).isGreaterThan(pictures.size() / 2);
    assertThat(found).allSatisfy((how, times) -> assertThat(times).as(how).isPositive());
  }

  @Test
  void takesNoOtherPictureForOneThatWasCut() throws IOException {
    List<Path> portraits = portraits();
    for (Path one : portraits) {
      String hash = innerHash(TestFaces.bytes(one));
      for (Path other : portraits) {
        if (!one.equals(other)) {
          assertThat(inspector.bitsFrom(TestFaces.bytes(other), hash))
              .as("%s and %s", one.getFileName(), other.getFileName())
              .isGreaterThan(8 * SAME);
        }
      }
    }
    for (long person = 1; person <= 20; person++) {
      String hash = innerHash(DemoPictures.personJpeg(person * 7_919, 1));
      assertThat(inspector.bitsFrom(DemoPictures.personJpeg(person * 7_919, 2), hash))
          .as("drawn person %d", person)
          .isGreaterThan(2 * SAME_LAID_ANEW);
    }
    for (String clip : List.of("male.mjpeg", "female.mjpeg")) {
      List<byte[]> frames = frames(requireFaces().resolve("video").resolve(clip));
      for (int i = 0; i + APART < frames.size(); i++) {
        assertThat(inspector.bitsFrom(frames.get(i + APART), innerHash(frames.get(i))))
            .as("%s, frame %d", clip, i)
            .isGreaterThan(SAME_LAID_ANEW);
      }
    }
  }

  /** The same picture, of which somebody wants that it is not known. */
  private static Map<String, byte[]> laidAnew(byte[] jpeg) {
    Mat picture = Imgcodecs.imdecode(new MatOfByte(jpeg), Imgcodecs.IMREAD_COLOR);
    int width = picture.cols();
    int height = picture.rows();
    Map<String, byte[]> pictures = new LinkedHashMap<>();
    Mat cut = picture.submat(new Rect(5, 5, width - 10, height - 10)).clone();
    pictures.put("5 pixels cut off", encoded(cut, 85));
    Mat small = new Mat();
    Mat uneven = picture.submat(new Rect(8, 3, width - 16, height - 10)).clone();
    Imgproc.resize(uneven, small, new Size(), 0.8, 0.8, Imgproc.INTER_AREA);
    small.convertTo(small, -1, 1.1, 8);
    pictures.put("cut unevenly, scaled and lit", encoded(small, 60));
    Mat mirrored = new Mat();
    Core.flip(picture, mirrored, 1);
    pictures.put("mirrored", encoded(mirrored, 85));
    Mat turned = new Mat();
    Mat way = Imgproc.getRotationMatrix2D(new Point(width / 2.0, height / 2.0), 1, 1);
    Imgproc.warpAffine(
        picture, turned, way, picture.size(), Imgproc.INTER_LINEAR, Core.BORDER_REPLICATE);
    pictures.put("turned by 1 degree", encoded(turned, 85));
    return pictures;
  }

  private static int leastDistance(List<String> hashes, int apart) {
    int least = PictureHash.BITS;
    for (int i = 0; i < hashes.size(); i++) {
      for (int j = i + apart; j < hashes.size(); j++) {
        least = Math.min(least, PictureHash.distance(hashes.get(i), hashes.get(j)).getAsInt());
      }
    }
    return least;
  }

  private String hash(byte[] picture) {
    return inspector.inspect(picture, SourceKind.UPLOAD).report().stored().pictureHash().text();
  }

  private String innerHash(byte[] picture) {
    return inspector.inspect(picture, SourceKind.UPLOAD).report().stored().innerHash().text();
  }

  private static Map<String, byte[]> anew(byte[] jpeg) {
    Mat picture = Imgcodecs.imdecode(new MatOfByte(jpeg), Imgcodecs.IMREAD_COLOR);
    Map<String, byte[]> pictures = new LinkedHashMap<>();
    for (int quality : new int[] {92, 75, 60, 40}) {
      pictures.put("quality " + quality, encoded(picture, quality));
    }
    for (double scale : new double[] {0.5, 0.8, 1.3}) {
      Mat sized = new Mat();
      Size size = new Size(Math.round(picture.cols() * scale), Math.round(picture.rows() * scale));
      int way = scale < 1 ? Imgproc.INTER_AREA : Imgproc.INTER_CUBIC;
      Imgproc.resize(picture, sized, size, 0, 0, way);
      pictures.put("scale " + scale, encoded(sized, 85));
    }
    for (int light : new int[] {-20, 20}) {
      Mat lit = new Mat();
      picture.convertTo(lit, -1, 1, light);
      pictures.put("light " + light, encoded(lit, 85));
    }
    Mat soft = new Mat();
    Imgproc.GaussianBlur(picture, soft, new Size(0, 0), 1.2);
    pictures.put("soft", encoded(soft, 85));
    return pictures;
  }

  private static byte[] encoded(Mat picture, int quality) {
    MatOfByte jpeg = new MatOfByte();
    MatOfInt options = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, quality);
    Imgcodecs.imencode(".jpg", picture, jpeg, options);
    return jpeg.toArray();
  }

  private static List<byte[]> frames(Path clip) throws IOException {
    List<byte[]> frames = new ArrayList<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(clip))) {
      MjpegReader reader = new MjpegReader(in);
      for (byte[] jpeg = reader.next(); jpeg != null; jpeg = reader.next()) {
        frames.add(jpeg);
      }
    }
    return frames;
  }

  private static List<Path> portraits() throws IOException {
    try (Stream<Path> all = Files.walk(requireFaces().resolve("pictures"))) {
      return all.filter(file -> file.getFileName().toString().matches("Family.*\\.jpg"))
          .sorted()
          .toList();
    }
  }

  private static Path requireFaces() {
    var faces = TestFaces.folder();
    assumeTrue(faces.isPresent(), "no test faces");
    return faces.get();
  }
}
