package io.tillwatch.tools.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShareTest {
  /** Values of Clopper and Pearson's interval as statistics packages give them. */
  @ParameterizedTest
  @CsvSource({
    "0, 14, 0, 0.2316",
    "14, 14, 0.7684, 1",
    "1, 14, 0.0018, 0.3387",
    "5, 10, 0.1871, 0.8129",
    "378, 400, 0.9178, 0.9652"
  })
  void saysHowFarTheTrueShareMayBe(int hits, int of, double lower, double upper) {
    Share share = new Share(hits, of);

    assertThat(share.bound(/* upper= */ false)).isCloseTo(lower, within(0.0005));
    assertThat(share.bound(/* upper= */ true)).isCloseTo(upper, within(0.0005));
  }

  @Test
  void reachesNothingWithoutACount() {
    assertThat(Share.none().reaches(0)).isFalse();
    assertThat(Share.none().plus(true).reaches(1)).isTrue();
    assertThat(Share.none().plus(false)).hasToString("0.0 % (0 of 1)");
  }
}
