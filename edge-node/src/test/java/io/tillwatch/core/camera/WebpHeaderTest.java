package io.tillwatch.core.camera;

import static io.tillwatch.edge.camera.WebpPictures.chunk;
import static io.tillwatch.edge.camera.WebpPictures.extended;
import static io.tillwatch.edge.camera.WebpPictures.file;
import static io.tillwatch.edge.camera.WebpPictures.lossless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebpHeaderTest {
  private static final byte[] LOSSY =
      file(
          chunk(
              "VP8 ",
              new byte[] {
                0x10, 2, 0, (byte) 0x9d, 1, 0x2a, (byte) 0x80, 2, (byte) 0xe0, 0x41, 0, 0
              }));

  @Test
  void readsTheSizeOfALossyALosslessAndAnExtendedPicture() {
    assertThat(PictureHeader.read(LOSSY))
        .isEqualTo(new PictureHeader(PictureHeader.Format.WEBP, 640, 480, false, 1));
    assertThat(PictureHeader.read(file(lossless(641, 481))))
        .isEqualTo(new PictureHeader(PictureHeader.Format.WEBP, 641, 481, false, 1));
    assertThat(PictureHeader.read(extended(LOSSY, 0, 640, 480, new byte[0])).width())
        .isEqualTo(640);
  }

  @Test
  void refusesAPictureThatMovesByItsFlagAndByItsFrames() {
    byte[] frames = chunk("ANMF", new byte[16]);

    assertThatThrownBy(() -> PictureHeader.read(extended(LOSSY, 2, 640, 480, new byte[0])))
        .isInstanceOf(InvalidPictureException.class)
        .hasMessageContaining("animated");
    assertThatThrownBy(() -> PictureHeader.read(extended(LOSSY, 0, 640, 480, frames)))
        .isInstanceOf(InvalidPictureException.class)
        .hasMessageContaining("animated");
  }

  @Test
  void refusesAPictureOfAnotherSizeThanItsFile() {
    assertThatThrownBy(() -> PictureHeader.read(extended(LOSSY, 0, 64, 48, new byte[0])))
        .isInstanceOf(InvalidPictureException.class)
        .hasMessageContaining("damaged");
  }

  @ParameterizedTest
  @CsvSource({"16384,16384", "16384,2442"})
  void refusesBombsByTheirHeader(int width, int height) {
    assertThatThrownBy(() -> PictureHeader.read(file(lossless(width, height))))
        .isInstanceOf(InvalidPictureException.class)
        .hasMessageContaining("megapixels");
  }

  @Test
  void refusesAFileWithoutAPictureAndOneWithMoreChunksThanAPictureHas() {
    byte[][] many = new byte[100][];
    Arrays.fill(many, chunk("JUNK", new byte[0]));
    many[99] = lossless(10, 10);

    assertThatThrownBy(() -> PictureHeader.read(file()))
        .isInstanceOf(InvalidPictureException.class);
    assertThatThrownBy(() -> PictureHeader.read(file(many)))
        .isInstanceOf(InvalidPictureException.class);
  }

  @Test
  void survivesEveryTruncationAndHostileChunks() {
    byte[] whole = extended(LOSSY, 8, 640, 480, chunk("EXIF", new byte[40]));
    for (int length = 0; length < 42 && length < whole.length; length++) {
      assertThat(isRefused(Arrays.copyOf(whole, length))).as("%d bytes", length).isTrue();
    }
    Random random = new Random(5);
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = whole.clone();
      for (int change = 0; change < 4; change++) {
        bytes[12 + random.nextInt(bytes.length - 12)] = (byte) random.nextInt();
      }
      refused += isRefused(bytes) ? 1 : 0;
    }
    assertThat(refused).isBetween(5_000, 19_999);
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
}
