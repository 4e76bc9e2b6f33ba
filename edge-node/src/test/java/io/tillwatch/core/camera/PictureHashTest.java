package io.tillwatch.core.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PictureHashTest {
  private static final int PIXELS = PictureHash.SIDE * PictureHash.SIDE;

  @Test
  void isTheSameInOtherLightAndAnotherForAnotherPicture() {
    byte[] one = blobs(1);
    byte[] brighter = new byte[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      brighter[i] = (byte) ((one[i] & 0xff) * 9 / 8 + 20);
    }

    assertThat(distance(one, one)).isZero();
    assertThat(distance(one, brighter)).isLessThan(48);
    assertThat(distance(one, blobs(2))).isBetween(350, 700);
  }

  @Test
  void isAsManyBitsSetAsNot() {
    byte[] bits = java.util.Base64.getUrlDecoder().decode(PictureHash.of(blobs(3)).text());
    int set = 0;
    for (byte each : bits) {
      set += Integer.bitCount(each & 0xff);
    }
    assertThat(bits).hasSize(128);
    assertThat(set).isEqualTo(511);
  }

  @Test
  void staysTheSameInEveryVersion() {
    // it stands in facts: a change makes older photos incomparable
    assertThat(PictureHash.of(blobs(1)).text())
        .startsWith("diVdgIbZyJZs88StvKyritLs19TJ86Btzc3Crt8gVUFtIbNKmw1BN_Ky");
  }

  @Test
  void isComparedWithNothingButItsKind() {
    String hash = PictureHash.of(blobs(1)).text();

    assertThat(PictureHash.distance(hash, hash)).hasValue(0);
    assertThat(PictureHash.distance(hash, null)).isEmpty();
    assertThat(PictureHash.distance(null, hash)).isEmpty();
    assertThat(PictureHash.distance(hash, hash + "AAAA")).isEmpty();
    assertThat(PictureHash.distance(hash, "no base64 ...")).isEmpty();
    assertThat(PictureHash.distance("", "")).isEmpty();
  }

  @Test
  void refusesPixelsOfAnotherCount() {
    assertThatThrownBy(() -> PictureHash.of(new byte[64]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static int distance(byte[] one, byte[] other) {
    return PictureHash.distance(PictureHash.of(one).text(), PictureHash.of(other).text())
        .getAsInt();
  }

  /** Soft round spots of light, as a picture has and noise has not. */
  private static byte[] blobs(long seed) {
    Random random = new Random(seed);
    double[] light = new double[PIXELS];
    for (int blob = 0; blob < 60; blob++) {
      double x = random.nextInt(PictureHash.SIDE);
      double y = random.nextInt(PictureHash.SIDE);
      double size = 2 + random.nextInt(12);
      double strength = random.nextInt(120) - 60;
      for (int i = 0; i < PIXELS; i++) {
        double dx = i % PictureHash.SIDE - x;
        double dy = i / PictureHash.SIDE - y;
        light[i] += strength * StrictMath.exp(-(dx * dx + dy * dy) / (2 * size * size));
      }
    }
    byte[] grey = new byte[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      grey[i] = (byte) Math.max(20, Math.min(200, Math.round(110 + light[i])));
    }
    return grey;
  }
}
