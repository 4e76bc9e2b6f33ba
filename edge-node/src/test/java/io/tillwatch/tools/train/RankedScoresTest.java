package io.tillwatch.tools.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Figures of rankings that can be worked out by hand. */
class RankedScoresTest {
  private static final RankedScores MIXED =
      new RankedScores(
          new float[] {0.1f, 0.9f, 0.8f, 0.7f, 0.2f},
          new boolean[] {false, true, false, true, false});

  @Test
  void countsAveragePrecisionByStepsOfRecall() {
    // 1 of 1 at the first fraud, 2 of 3 at the second
    assertThat(MIXED.averagePrecision()).isCloseTo((1 + 2 / 3.0) / 2, within(1e-12));
  }

  @Test
  void countsPairsInWhichTheFraudRanksHigher() {
    assertThat(MIXED.rocAuc()).isCloseTo(5 / 6.0, within(1e-12));
  }

  @Test
  void findsWhatItMayAtARateOfFalseAlarms() {
    assertThat(MIXED.recallAt(0)).isEqualTo(0.5);
    assertThat(MIXED.recallAt(0.34)).isEqualTo(1);
  }

  @Test
  void takesEqualScoresAsOneStepWhateverTheirOrder() {
    float[] equal = {0.5f, 0.5f, 0.5f, 0.5f};
    RankedScores firstFraud = new RankedScores(equal, new boolean[] {true, false, false, false});
    RankedScores lastFraud = new RankedScores(equal, new boolean[] {false, false, false, true});

    assertThat(firstFraud.averagePrecision())
        .isEqualTo(0.25)
        .isEqualTo(lastFraud.averagePrecision());
    assertThat(firstFraud.rocAuc()).isEqualTo(0.5).isEqualTo(lastFraud.rocAuc());
    assertThat(firstFraud.recallAt(0.5)).isZero();
  }
}
