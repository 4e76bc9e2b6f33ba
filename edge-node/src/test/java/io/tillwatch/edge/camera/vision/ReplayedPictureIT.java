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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Real pictures that are shown again, encoded anew; and other pictures of the same people. */
class ReplayedPictureIT {
  /** What the rules take for one picture. */
  private static final int SAME = 48;

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
