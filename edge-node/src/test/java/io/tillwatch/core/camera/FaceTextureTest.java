package io.tillwatch.core.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FaceTextureTest {
  @Test
  void isTheSameInOtherLight() {
    byte[] dark = stripes(4, 0);
    byte[] bright = new byte[dark.length];
    for (int i = 0; i < dark.length; i++) {
      bright[i] = (byte) ((dark[i] & 0xff) * 3 / 2 + 40);
    }

    assertThat(FaceTexture.of(dark).distance(FaceTexture.of(bright))).isZero();
  }

  @Test
  void isFartherFromAnotherPatternThanFromANoisyPictureOfItself() {
    FaceTexture stripes = FaceTexture.of(stripes(4, 0));
    double noisy = stripes.distance(FaceTexture.of(stripes(4, 3)));
    double other = stripes.distance(FaceTexture.of(noise()));

    assertThat(noisy).isPositive();
    assertThat(other).isGreaterThan(noisy).isLessThanOrEqualTo(1);
    assertThat(stripes.distance(FaceTexture.of(stripes(4, 0)))).isZero();
  }

  @Test
  void refusesAPictureOfAnotherSize() {
    assertThatThrownBy(() -> FaceTexture.of(new byte[64 * 64]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] stripes(int width, int noise) {
    Random random = new Random(5);
    byte[] grey = new byte[FaceTexture.SIDE * FaceTexture.SIDE];
    for (int i = 0; i < grey.length; i++) {
      int base = i % FaceTexture.SIDE / width % 2 == 0 ? 30 : 90;
      grey[i] = (byte) (base + (noise == 0 ? 0 : random.nextInt(noise)));
    }
    return grey;
  }

  private static byte[] noise() {
    byte[] grey = new byte[FaceTexture.SIDE * FaceTexture.SIDE];
    new Random(7).nextBytes(grey);
    return grey;
  }
}
