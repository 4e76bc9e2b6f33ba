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
  /** From below: a score is what the rows of a step still allow at least. */
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
      assertThat(fitted.score(margin)).isBetween(expected - 13, expected + 3);
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

  private static Calibration of(int honest, int honestWeigh, int frauds, int fraudsWeigh) {
    boolean[] truth = new boolean[honest + frauds];
    int[] weights = new int[truth.length];
    for (int i = 0; i < truth.length; i++) {
      truth[i] = i < frauds;
      weights[i] = i < frauds ? fraudsWeigh : honestWeigh;
    }
    return IsotonicFit.fit(new float[truth.length], truth, weights);
  }

  @Test
  void countsARowAsOftenAsItSpeaksForOthers() {
    assertThat(of(300, 1, 100, 1).score(0)).isBetween(20, 24);
    assertThat(of(300, 1, 100, 3).score(0)).isBetween(44, 49);
  }

  /** One verdict that stands for twenty returns is still one verdict. */
  @Test
  void isNoSurerOfRowsThatSpeakForOthers() {
    assertThat(of(5, 20, 5, 20).text()).isEqualTo(of(5, 1, 5, 1).text());
    assertThat(of(100, 1, 100, 1).score(0)).isGreaterThan(of(5, 20, 5, 20).score(0) + 15);
  }

  @Test
  void isNotCertainOfAFewRows() {
    Calibration fitted =
        IsotonicFit.fit(
            new float[] {0, 0, 1, 1}, new boolean[] {false, false, true, true}, once(4));

    assertThat(fitted.score(-5)).isZero();
    assertThat(fitted.score(0)).isZero();
    assertThat(fitted.score(1)).isEqualTo(42);
    assertThat(fitted.score(Float.NaN)).isZero();
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
