package io.tillwatch.core.fraud.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Bins of numbers, and how far counts lie from them. */
class HistogramTest {
  private static float[] numbers(int count, java.util.function.IntToDoubleFunction of) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = (float) of.applyAsDouble(i);
    }
    return numbers;
  }

  private static long[] counts(Histogram histogram, float[] numbers) {
    long[] counts = new long[histogram.bins()];
    for (float number : numbers) {
      counts[histogram.bin(number)]++;
    }
    return counts;
  }

  @Test
  void holdsATenthInEachBinWhereNumbersDiffer() {
    Histogram histogram = Histogram.of(numbers(1_000, i -> i));

    assertThat(histogram.edges())
        .containsExactly(100f, 200f, 300f, 400f, 500f, 600f, 700f, 800f, 900f);
    assertThat(histogram.shares()).allSatisfy(share -> assertThat(share).isEqualTo(0.1));
    assertThat(histogram.missing()).isZero();
  }

  /**
   * Of a number that is nearly always 0, a histogram of tenths would hold one bin, and be blind.
   */
  @Test
  void keepsARareNumberApart() {
    Histogram typed = Histogram.of(numbers(1_000, i -> i % 20 == 0 ? 1 : 0));

    assertThat(typed.edges()).containsExactly(1f);
    assertThat(typed.shares()).containsExactly(0.95, 0.05);
    assertThat(typed.stabilityIndex(counts(typed, numbers(500, i -> i % 2)))).isGreaterThan(0.25);
  }

  @Test
  void countsWhatIsMissingAsABin() {
    Histogram histogram = Histogram.of(numbers(100, i -> i < 40 ? Float.NaN : i));

    assertThat(histogram.missing()).isCloseTo(0.4, within(1e-9));
    assertThat(histogram.bin(Float.NaN)).isEqualTo(histogram.bins() - 1);
    assertThat(Histogram.of(numbers(10, i -> Float.NaN)).shares()).containsExactly(0.0);
    assertThat(Histogram.of(new float[0]).missing()).isEqualTo(1);
    long[] allThere = counts(histogram, numbers(200, i -> 40 + i % 60));
    assertThat(histogram.stabilityIndex(allThere)).isGreaterThan(0.25);
  }

  @Test
  void isSteadyWhereTheSameIsDrawnAgain() {
    SplittableRandom random = new SplittableRandom(4);
    Histogram histogram = Histogram.of(numbers(20_000, i -> random.nextGaussian()));

    for (int draw = 0; draw < 100; draw++) {
      long[] again = counts(histogram, numbers(300, i -> random.nextGaussian()));
      assertThat(histogram.stabilityIndex(again)).isBetween(0.0, 0.12);
    }
  }

  /** Half of the shares against half moved: (.75 - .5) ln(.75 / .5) + (.25 - .5) ln(.25 / .5). */
  @Test
  void givesThePopulationStabilityIndex() {
    Histogram even = new Histogram(List.of(1f), List.of(0.5, 0.5), 0);

    double index = even.stabilityIndex(new long[] {750_000, 250_000, 0});

    assertThat(index).isCloseTo(0.25 * Math.log(1.5) + 0.25 * Math.log(2), within(1e-4));
    assertThat(DriftLevel.of(index)).isEqualTo(DriftLevel.ALARM);
    assertThat(DriftLevel.of(0.1)).isEqualTo(DriftLevel.WATCH);
    assertThat(DriftLevel.of(0.0999)).isEqualTo(DriftLevel.STEADY);
  }

  @Test
  void refusesBinsThatAreNone() {
    assertThatThrownBy(() -> new Histogram(List.of(2f, 1f), List.of(0.1, 0.2, 0.7), 0))
        .hasMessageContaining("do not rise");
    assertThatThrownBy(() -> new Histogram(List.of(2f, Float.NaN), List.of(0.1, 0.2, 0.7), 0))
        .hasMessageContaining("do not rise");
    assertThatThrownBy(() -> new Histogram(List.of(2f), List.of(1.0), 0))
        .hasMessageContaining("1 shares of 2 bins");
  }
}
