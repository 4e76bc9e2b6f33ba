package io.tillwatch.core.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PerceptualHashTest {
  @Test
  void setsABitWhereItGetsBrighter() {
    int[] rising = new int[72];
    Arrays.setAll(rising, at -> at % 9);

    assertThat(PerceptualHash.of(rising).bits()).isEqualTo(-1L);
    assertThat(PerceptualHash.of(new int[72]).bits()).isZero();
  }

  @Test
  void isWrittenAsSixteenDigits() {
    PerceptualHash hash = new PerceptualHash(0x80000000000000ffL);

    assertThat(hash.hex()).isEqualTo("80000000000000ff");
  }

  @Test
  void refusesPixelsOfAnotherCount() {
    assertThatThrownBy(() -> PerceptualHash.of(new int[64]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
