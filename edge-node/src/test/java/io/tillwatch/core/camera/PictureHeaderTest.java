package io.tillwatch.core.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.edge.camera.source.DemoPictures;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureHeaderTest {
  private static final byte[] JPEG = DemoPictures.personJpeg(1, 1);

  @Test
  void readsAJpegsSize() {
    assertThat(PictureHeader.read(JPEG))
        .isEqualTo(new PictureHeader(PictureHeader.Format.JPEG, 640, 480, true, 1));
  }

  @Test
  void readsAPngsSize() {
    assertThat(PictureHeader.read(png(800, 600)))
        .isEqualTo(new PictureHeader(PictureHeader.Format.PNG, 800, 600, false, 1));
  }

  @ParameterizedTest
  @CsvSource({"100000,100000", "6400,6251", "0,10", "10,0", "-1,5", "2147483647,2147483647"})
  void refusesBombsByTheirHeader(int width, int height) {
    assertThatThrownBy(() -> PictureHeader.read(png(width, height)))
        .isInstanceOf(InvalidPictureException.class)
        .hasMessageContaining("megapixels");
  }

  @Test
  void takesExactlyFortyMegapixels() {
    assertThat(PictureHeader.read(png(8000, 5000)).width()).isEqualTo(8000);
  }

  @Test
  void refusesMoreThanTwoMebibytes() {
    byte[] large = Arrays.copyOf(JPEG, PictureHeader.MAX_BYTES + 1);

    assertThatThrownBy(() -> PictureHeader.read(large))
        .isInstanceOf(InvalidPictureException.class)
        .hasMessageContaining("2 MiB");
  }

  @ParameterizedTest
  @CsvSource({"GIF89a--------", "BM------------", "RIFF----WEBP", "<svg></svg>", "''"})
  void refusesOtherMagic(String content) {
    assertThatThrownBy(
            () -> PictureHeader.read(content.getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
        .isInstanceOf(InvalidPictureException.class);
  }

  @Test
  void survivesEveryTruncationOfAHeader() {
    int refused = 0;
    for (int length = 0; length < 700; length++) {
      refused += isRefused(Arrays.copyOf(JPEG, length)) ? 1 : 0;
      refused += isRefused(Arrays.copyOf(png(10, 10), Math.min(length, 32))) ? 1 : 0;
    }
    assertThat(refused).isGreaterThan(800);
  }

  @Test
  void survivesHostileSegments() {
    Random random = new Random(4);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = Arrays.copyOf(JPEG, 3 + random.nextInt(200));
      for (int change = 0; change < 8; change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      isRefused(bytes);
    }
  }

  /** True when refused by name, false when taken; anything else fails the test. */
  private static boolean isRefused(byte[] bytes) {
    try {
      PictureHeader.read(bytes);
      return false;
    } catch (InvalidPictureException e) {
      return true;
    }
  }

  private static byte[] png(int width, int height) {
    return ByteBuffer.allocate(33)
        .putLong(0x89504e470d0a1a0aL)
        .putInt(13)
        .putInt(0x49484452)
        .putInt(width)
        .putInt(height)
        .array();
  }
}
