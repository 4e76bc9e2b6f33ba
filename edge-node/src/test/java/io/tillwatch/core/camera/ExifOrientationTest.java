package io.tillwatch.core.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.camera.ExifPictures;
import io.tillwatch.edge.camera.source.DemoPictures;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExifOrientationTest {
  private static final byte[] JPEG = DemoPictures.personJpeg(1, 1);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void isReadInBothByteOrdersAlsoBehindXmp(int orientation) {
    byte[] big = ExifPictures.exif(orientation, ByteOrder.BIG_ENDIAN);
    byte[] little = ExifPictures.exif(orientation, ByteOrder.LITTLE_ENDIAN);

    assertThat(orientation(ExifPictures.withSegments(JPEG, big))).isEqualTo(orientation);
    assertThat(orientation(ExifPictures.withSegments(JPEG, ExifPictures.xmp(), little)))
        .isEqualTo(orientation);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 65_535})
  void isUprightWhereNoneIsMeant(int orientation) {
    byte[] exif = ExifPictures.exif(orientation, ByteOrder.BIG_ENDIAN);

    assertThat(orientation(ExifPictures.withSegments(JPEG, exif))).isEqualTo(1);
  }

  @Test
  void survivesDamagedExif() {
    Random random = new Random(3);
    for (int round = 0; round < 20_000; round++) {
      byte[] exif = ExifPictures.exif(6, ByteOrder.LITTLE_ENDIAN);
      for (int change = 0; change < 3; change++) {
        exif[6 + random.nextInt(exif.length - 6)] = (byte) random.nextInt();
      }
      assertThat(ExifOrientation.of(exif, 0, random.nextInt(exif.length + 1))).isBetween(1, 8);
    }
  }

  private static int orientation(byte[] jpeg) {
    return PictureHeader.read(jpeg).orientation();
  }
}
