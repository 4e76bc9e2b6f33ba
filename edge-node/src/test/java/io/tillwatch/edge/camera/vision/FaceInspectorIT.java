package io.tillwatch.edge.camera.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tillwatch.core.camera.Box;
import io.tillwatch.core.camera.InvalidPictureException;
import io.tillwatch.core.camera.PhotoReport;
import io.tillwatch.core.camera.PictureHeader;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.camera.ExifPictures;
import io.tillwatch.edge.camera.WebpPictures;
import io.tillwatch.edge.camera.source.DemoPictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaceInspectorIT {
  private final FaceInspector inspector =
      new FaceInspector(VisionSettings.withoutModels(/* drawingsCount= */ true));

  @Test
  void verifiesEveryDrawnPerson() {
    for (int seed = 0; seed < 40; seed++) {
      PhotoReport report = inspect(DemoPictures.personJpeg(seed, seed * 13L)).report();

      assertThat(report.issues()).as("person %d", seed).isEmpty();
      assertThat(report.verified()).isTrue();
      assertThat(report.source()).isEqualTo(SourceKind.DEMO);
      assertThat(report.faces().count()).isEqualTo(1);
      assertThat(report.quality().score()).isGreaterThanOrEqualTo(70);
      assertThat(report.faces().box().within(640, 480)).isEqualTo(report.faces().box());
      assertThat(report.stored().sha256()).matches("[0-9a-f]{64}");
    }
  }

  @Test
  void failsAPictureWithoutAFaceOnItsMerits() {
    for (int seed = 0; seed < 30; seed++) {
      PhotoReport report = inspect(DemoPictures.facelessJpeg(seed)).report();

      assertThat(report.verified()).isFalse();
      assertThat(report.issues()).containsExactly("NO_FACE");
      assertThat(report.faces().count()).isZero();
      assertThat(report.faces().box()).isNull();
      assertThat(report.faces().perceptualHash()).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 8000", "4, 3000", "1, 700", "700, 1", "1, 1"})
  void findsNobodyInASliver(int width, int height) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", png);

    PhotoReport report = inspect(png.toByteArray()).report();

    assertThat(report.issues()).contains("NO_FACE");
  }

  /** Else the demo's honest customers would be accused of showing the picture of their purchase. */
  @Test
  void tellsTwoPicturesOfOneDrawnPersonApart() {
    for (long person = 1; person <= 60; person++) {
      long one = hash(DemoPictures.personJpeg(person * 7_919, 1));
      long other = hash(DemoPictures.personJpeg(person * 7_919, 2));
      long third = hash(DemoPictures.personJpeg(person * 7_919, 3));

      assertThat(Long.bitCount(one ^ other)).as("person %d", person).isGreaterThan(2);
      assertThat(Long.bitCount(one ^ third)).as("person %d", person).isGreaterThan(2);
    }
  }

  private long hash(byte[] jpeg) {
    return inspector.inspect(jpeg, SourceKind.DEMO).report().faces().perceptualHash().bits();
  }

  @Test
  void refusesDrawingsWhereTheCameraIsNoDemo() {
    FaceInspector real = new FaceInspector(VisionSettings.withoutModels(false));

    PhotoReport report = real.inspect(DemoPictures.personJpeg(1, 1), SourceKind.UPLOAD).report();

    assertThat(report.source()).isEqualTo(SourceKind.DEMO);
    assertThat(report.verified()).isFalse();
    assertThat(report.issues()).containsExactly("DEMO_NOT_ALLOWED");
  }

  @Test
  void keepsTheMarkOfADrawingInTheStoredBytes() {
    InspectedPhoto photo = inspect(DemoPictures.personJpeg(1, 1));

    assertThat(PictureHeader.read(photo.jpeg()).drawing()).isTrue();
    assertThat(Sha256.hex(photo.jpeg())).isEqualTo(photo.report().stored().sha256());
  }

  @Test
  void stripsExifAndGivesEqualPicturesEqualHashes() {
    byte[] plain = DemoPictures.personJpeg(3, 1);
    byte[] tagged = withExif(plain, "Exif\0\0 secret place of the camera", 0xe1);

    InspectedPhoto photo = inspect(tagged);

    assertThat(new String(photo.jpeg(), StandardCharsets.ISO_8859_1)).doesNotContain("secret");
    assertThat(photo.report().stored().sha256())
        .isEqualTo(inspect(plain).report().stored().sha256());
  }

  @Test
  void hashesARecompressedPictureNearItsOriginal() throws IOException {
    int[] distances = new int[20];
    for (int seed = 0; seed < distances.length; seed++) {
      byte[] jpeg = DemoPictures.personJpeg(seed, 1);
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(ImageIO.read(new ByteArrayInputStream(jpeg)), "png", png);
      PhotoReport first = inspect(jpeg).report();
      PhotoReport again = inspect(inspect(png.toByteArray()).jpeg()).report();

      assertThat(again.stored().sha256()).isNotEqualTo(first.stored().sha256());
      distances[seed] =
          Long.bitCount(
              first.faces().perceptualHash().bits() ^ again.faces().perceptualHash().bits());
    }
    Arrays.sort(distances);
    System.out.println("recompressed, bits of hash that differ: " + Arrays.toString(distances));
    assertThat(distances[distances.length / 2]).isLessThanOrEqualTo(4);
  }

  @Test
  void shrinksWhatItStores() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(5000, 4000, BufferedImage.TYPE_BYTE_GRAY), "png", png);

    InspectedPhoto photo = inspect(png.toByteArray());

    assertThat(photo.report().stored().width()).isEqualTo(1280);
    assertThat(photo.report().stored().height()).isEqualTo(1024);
    assertThat(photo.report().issues()).containsExactly("NO_FACE");
  }

  @Test
  void refusesBytesThatOnlyBeginLikeAPicture() throws IOException {
    byte[] png = new byte[4000];
    ByteArrayOutputStream good = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(60, 60, BufferedImage.TYPE_INT_RGB), "png", good);
    System.arraycopy(good.toByteArray(), 0, png, 0, 40);

    assertThatThrownBy(() -> inspect(png)).isInstanceOf(InvalidPictureException.class);
    assertThatThrownBy(() -> inspect("hello".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(InvalidPictureException.class);
  }

  @Test
  void survivesTruncatedAndDamagedPictures() {
    Random random = new Random(11);
    byte[] whole = DemoPictures.personJpeg(2, 2);
    for (int round = 0; round < 80; round++) {
      byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
      for (int change = 0; change < random.nextInt(10); change++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(inspect(damaged).report().stored().sha256()).hasSize(64);
      } catch (InvalidPictureException e) {
        assertThat(e).hasMessageStartingWith("Expected");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 101})
  void findsTheSameFaceInAWebp(int quality) {
    byte[] jpeg = DemoPictures.personJpeg(3, 1);

    InspectedPhoto photo = inspect(WebpPictures.of(jpeg, quality));

    assertThat(photo.report().stored().width()).isEqualTo(640);
    assertThat(photo.report().faces().count()).isEqualTo(1);
    assertNear(photo.report().faces().box(), inspect(jpeg).report().faces().box());
    assertThat(PictureHeader.read(photo.jpeg()).format()).isEqualTo(PictureHeader.Format.JPEG);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void turnsAPictureAsItsExifSaysAlsoBehindXmpAndInAWebp(int orientation) {
    byte[] upright = DemoPictures.personJpeg(3, 1);
    Box expected = inspect(upright).report().faces().box();
    byte[] stored = StoredPicture.turned(upright, orientation);
    byte[] exif = ExifPictures.exif(orientation, ByteOrder.BIG_ENDIAN);

    byte[] jpeg = ExifPictures.withSegments(stored, ExifPictures.xmp(), exif);
    PictureHeader header = PictureHeader.read(stored);
    byte[] webp =
        WebpPictures.extended(
            WebpPictures.of(stored, 101),
            8,
            header.width(),
            header.height(),
            WebpPictures.chunk("EXIF", exif));

    for (byte[] picture : List.of(ExifPictures.withSegments(stored, exif), jpeg, webp)) {
      PhotoReport seen = inspect(picture).report();
      assertThat(seen.stored().width()).isEqualTo(640);
      assertThat(seen.stored().height()).isEqualTo(480);
      assertNear(seen.faces().box(), expected);
    }
  }

  private static void assertNear(Box found, Box expected) {
    assertThat(found.x()).isCloseTo(expected.x(), within(12));
    assertThat(found.y()).isCloseTo(expected.y(), within(12));
    assertThat(found.width()).isCloseTo(expected.width(), within(16));
  }

  private InspectedPhoto inspect(byte[] bytes) {
    return inspector.inspect(bytes, SourceKind.UPLOAD);
  }

  private static byte[] withExif(byte[] jpeg, String content, int marker) {
    byte[] body = content.getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.write(0xff);
    out.write(marker);
    out.write(0);
    out.write(body.length + 2);
    out.writeBytes(body);
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }
}
