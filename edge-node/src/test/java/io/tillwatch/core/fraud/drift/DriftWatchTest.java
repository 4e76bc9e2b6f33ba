package io.tillwatch.core.fraud.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The watch over what returns are like and whether scores come true. */
class DriftWatchTest {
  private static final long DAY = 86_400_000L;
  private static final long FIRST = 20_000 * DAY;

  private final SplittableRandom random = new SplittableRandom(8);
  private final DriftWatch watch = new DriftWatch(reference());

  /** Amounts are anything below 1000, one receipt in ten is typed, scores are low. */
  private DriftReference reference() {
    float[] amounts = new float[5_000];
    float[] typed = new float[amounts.length];
    float[] scores = new float[amounts.length];
    for (int i = 0; i < amounts.length; i++) {
      amounts[i] = random.nextInt(1_000);
      typed[i] = i % 10 == 0 ? 1 : 0;
      scores[i] = random.nextInt(20);
    }
    Map<String, Histogram> features = new LinkedHashMap<>();
    features.put("AMOUNT", Histogram.of(amounts));
    features.put("KEYED", Histogram.of(typed));
    return new DriftReference(features, Histogram.of(scores));
  }

  private void days(int from, int to, int aDay, int typedPercent, int dearest) {
    for (int day = from; day < to; day++) {
      for (int i = 0; i < aDay; i++) {
        float typed = random.nextInt(100) < typedPercent ? 1 : 0;
        long at = FIRST + day * DAY + i * 1_000L;
        watch.returned(at, new float[] {random.nextInt(dearest), typed}, random.nextInt(20));
      }
    }
  }

  private DriftReport after(int days) {
    return watch.report(FIRST + days * DAY - 1);
  }

  @Test
  void isSteadyWhileNothingChanges() {
    days(0, 60, 50, 10, 1_000);

    DriftReport report = after(60);

    assertThat(report.level()).isEqualTo(DriftLevel.STEADY);
    assertThat(report.days()).isEqualTo(7);
    assertThat(report.returns()).isEqualTo(350);
    assertThat(report.features()).extracting("name").containsExactly("AMOUNT", "KEYED");
  }

  @Test
  void alarmsWithinAWeekAboutTheNumberThatMovedAlone() {
    days(0, 30, 50, 10, 1_000);
    days(30, 36, 50, 50, 1_000);

    DriftReport report = after(36);

    assertThat(report.features().get(1).level()).isEqualTo(DriftLevel.ALARM);
    assertThat(report.features().get(0).level()).isEqualTo(DriftLevel.STEADY);
    assertThat(report.score().level()).isEqualTo(DriftLevel.STEADY);
    assertThat(report.level()).isEqualTo(DriftLevel.ALARM);
  }

  @Test
  void isCalmAgainOnceTheChangeIsOver() {
    days(0, 20, 50, 10, 1_000);
    days(20, 27, 50, 60, 1_000);
    days(27, 40, 50, 10, 1_000);

    assertThat(after(27).level()).isEqualTo(DriftLevel.ALARM);
    assertThat(after(40).level()).isEqualTo(DriftLevel.STEADY);
  }

  /** A number that goes with the season is no alarm for that. */
  @Test
  void isCalmAboutAMoveSuchAsTheYearBeforeShowed() {
    DriftReference plain = reference();
    DriftWatch seasonal = new DriftWatch(plain.with(Map.of("KEYED", 0.6)));
    for (int day = 0; day < 7; day++) {
      for (int i = 0; i < 50; i++) {
        float typed = i % 5 < 2 ? 1 : 0;
        long at = FIRST + day * DAY + i;
        seasonal.returned(at, new float[] {i * 20, typed}, i % 20);
        watch.returned(at, new float[] {i * 20, typed}, i % 20);
      }
    }

    assertThat(after(7).features().get(1).level()).isEqualTo(DriftLevel.ALARM);
    DriftReport report = seasonal.report(FIRST + 7 * DAY - 1);
    assertThat(report.features().get(1).index()).isGreaterThan(0.5);
    assertThat(report.features().get(1).level()).isEqualTo(DriftLevel.STEADY);
  }

  /** Of a number that never moves by itself a small move is strong evidence. */
  @Test
  void alarmsEarlierAboutANumberThatNeverMovedByItself() {
    assertThat(DriftLevel.of(0.15, 0)).isEqualTo(DriftLevel.WATCH);
    assertThat(DriftLevel.of(0.15, 0.02)).isEqualTo(DriftLevel.ALARM);
    assertThat(DriftLevel.of(0.15, 0.09)).isEqualTo(DriftLevel.WATCH);
    assertThat(DriftLevel.of(0.09, 0.001)).isEqualTo(DriftLevel.STEADY);
    assertThat(DriftLevel.of(0.26, 0.09)).isEqualTo(DriftLevel.ALARM);
    assertThat(DriftLevel.of(0.26, 0.2)).isEqualTo(DriftLevel.WATCH);
    assertThat(DriftLevel.of(0.26, 0.3)).isEqualTo(DriftLevel.STEADY);
    assertThat(DriftLevel.of(0.61, 0.3)).isEqualTo(DriftLevel.ALARM);
  }

  @Test
  void looksFurtherBackWhereFewReturn() {
    days(0, 40, 12, 10, 1_000);

    DriftReport report = after(40);

    assertThat(report.days()).isEqualTo(17);
    assertThat(report.returns()).isEqualTo(204);
    assertThat(report.level()).isEqualTo(DriftLevel.STEADY);
  }

  @Test
  void saysThatTooFewReturnedRatherThanGuess() {
    days(0, 40, 5, 90, 10);

    DriftReport report = after(40);

    assertThat(report.days()).isEqualTo(28);
    assertThat(report.level()).isEqualTo(DriftLevel.TOO_FEW);
    assertThat(report.score().index()).isNaN();
    assertThat(report.calibration().isKnown()).isFalse();
    assertThat(report.alerts().isKnown()).isFalse();
  }

  /** Logs of other stores arrive late and in another order. */
  @Test
  void saysTheSameWhateverTheOrder() {
    DriftReference reference = reference();
    DriftWatch backwards = new DriftWatch(reference);
    DriftWatch forwards = new DriftWatch(reference);
    for (int i = 0; i < 1_000; i++) {
      forwards.returned(FIRST + i * DAY / 50, new float[] {i % 997, i % 2}, i % 20);
      int j = 999 - i;
      backwards.returned(FIRST + j * DAY / 50, new float[] {j % 997, j % 2}, j % 20);
    }

    long end = FIRST + 20 * DAY - 1;
    assertThat(backwards.report(end)).isEqualTo(forwards.report(end));
    assertThat(forwards.report(end).returns()).isEqualTo(350);
  }

  @Test
  void forgetsWhatIsTooOldToBeLookedAt() {
    days(0, 400, 10, 10, 1_000);

    assertThat(watch.report(FIRST + 300 * DAY).returns()).isZero();
    assertThat(after(400).returns()).isEqualTo(200);
  }

  @Test
  void keepsTheDaysBeforeAnEventOfAClockThatRunsAhead() {
    days(0, 30, 50, 10, 1_000);
    watch.returned(FIRST + 3_000 * DAY, new float[] {1, 1}, 5);
    days(30, 31, 50, 10, 1_000);

    assertThat(after(31).returns()).isEqualTo(350);
  }

  @Test
  void tellsHowFarScoresAreFromWhatWasFound() {
    for (int i = 0; i < 1_000; i++) {
      watch.labelled(FIRST + i * 1_000L, 40, i % 2 == 0, i % 5 == 0);
    }

    DriftReport report = after(1);

    assertThat(report.calibration().value()).isCloseTo(0.2, within(1e-9));
    assertThat(report.calibration().labels()).isEqualTo(1_000);
    assertThat(report.calibration().frauds()).isEqualTo(200);
    assertThat(report.alerts().value()).isCloseTo(0.2, within(1e-9));
    assertThat(report.alerts().labels()).isEqualTo(500);
  }

  @Test
  void saysNothingOfCalibrationWithoutFrauds() {
    for (int i = 0; i < 500; i++) {
      watch.labelled(FIRST + i * 1_000L, 3, true, i < 5);
    }

    assertThat(after(1).calibration().isKnown()).isFalse();
    assertThat(after(1).alerts().value()).isCloseTo(0.01, within(1e-9));
  }

  @Test
  void refusesNumbersOfAnotherSet() {
    assertThatThrownBy(() -> watch.returned(FIRST, new float[3], 5))
        .hasMessageContaining("3 numbers of 2 features");
  }
}
