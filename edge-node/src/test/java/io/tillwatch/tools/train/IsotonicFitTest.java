package io.tillwatch.tools.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.core.fraud.model.Calibration;
import io.tillwatch.core.fraud.model.UnusableModelException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scale between margins and scores. */
class IsotonicFitTest {
  @Test
  void followsTheShareOfFraudsWithoutFalling() {
    Random random = new Random(2);
    float[] margins = new float[20_000];
    boolean[] frauds = new boolean[margins.length];
    for (int i = 0; i < margins.length; i++) {
      margins[i] = (float) random.nextGaussian() * 3;
      frauds[i] = random.nextDouble() < 1 / (1 + Math.exp(-margins[i]));
    }

    Calibration fitted = IsotonicFit.fit(margins, frauds, once(margins.length));

    int before = 0;
    for (float margin = -9; margin < 9; margin += 0.1f) {
      int expected = (int) Math.round(100 / (1 + Math.exp(-margin)));
      assertThat(fitted.score(margin)).isBetween(expected - 9, expected + 9);
      assertThat(fitted.score(margin)).isGreaterThanOrEqualTo(before);
      before = fitted.score(margin);
    }
    assertThat(Calibration.parse(fitted.text()).text()).isEqualTo(fitted.text());
  }

  private static int[] once(int rows) {
    int[] weights = new int[rows];
    Arrays.fill(weights, 1);
    return weights;
  }

  /** A row that speaks for ten is as ten rows. */
  @Test
  void countsARowAsOftenAsItSpeaksForOthers() {
    float[] margins = {0, 0, 1};
    boolean[] frauds = {false, true, true};
    float[] repeated = {0, 0, 0, 0, 0, 1};
    boolean[] of = {false, false, false, false, true, true};

    Calibration fitted = IsotonicFit.fit(margins, frauds, new int[] {4, 1, 1});

    assertThat(fitted.text()).isEqualTo(IsotonicFit.fit(repeated, of, once(6)).text());
  }

  @Test
  void isNotCertainOfAFewRows() {
    Calibration fitted =
        IsotonicFit.fit(
            new float[] {0, 0, 1, 1}, new boolean[] {false, false, true, true}, once(4));

    assertThat(fitted.score(-5)).isEqualTo(17);
    assertThat(fitted.score(0)).isEqualTo(17);
    assertThat(fitted.score(1)).isEqualTo(83);
    assertThat(fitted.score(Float.NaN)).isEqualTo(17);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "0:5",
        "-Infinity:0 1:2 1:3",
        "-Infinity:0 2:5 3:4",
        "-Infinity:101",
        "-Infinity:0 NaN:3",
        "-Infinity:0 2"
      })
  void refusesATableThatIsNone(String text) {
    assertThatThrownBy(() -> Calibration.parse(text)).isInstanceOf(UnusableModelException.class);
  }
}
