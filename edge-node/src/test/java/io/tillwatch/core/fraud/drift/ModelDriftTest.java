package io.tillwatch.core.fraud.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tillwatch.core.fraud.FeatureRow;
import io.tillwatch.core.fraud.features.Feature;
import io.tillwatch.core.fraud.features.FeatureSet;
import io.tillwatch.core.fraud.labels.JudgedReturn;
import io.tillwatch.core.fraud.labels.Label;
import io.tillwatch.core.fraud.labels.LabelSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a node says of a model that judges there, out of returns and what became of them. */
class ModelDriftTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private static final SalesDrift SALES = new SalesWatch().drift(NOW.toEpochMilli());

  private final List<JudgedReturn> returns = new ArrayList<>();

  /** The score is the refund; what is typed says nothing. */
  private static int score(float[] numbers) {
    return (int) numbers[Feature.REFUND_AMOUNT.ordinal()];
  }

  private static FeatureRow row(int refund, int keyed) {
    float[] numbers = new float[FeatureSet.names().size()];
    Arrays.fill(numbers, Float.NaN);
    numbers[Feature.REFUND_AMOUNT.ordinal()] = refund;
    numbers[Feature.KEYED.ordinal()] = keyed;
    return FeatureSet.row(numbers);
  }

  private void made(int refund, int keyed, boolean stopped, @Nullable Label label) {
    Instant at = NOW.minus(Duration.ofHours(1 + returns.size() % 150));
    returns.add(new JudgedReturn("r" + returns.size(), at, stopped, row(refund, keyed), label));
  }

  private static Label label(boolean fraud, int daysAgo) {
    return new Label(fraud, LabelSource.RESOLUTION, NOW.minus(Duration.ofDays(daysAgo)));
  }

  /** Refunds of 0 to 99, and one in ten typed. */
  private static DriftReference reference() {
    float[] refunds = new float[1_000];
    float[] keyed = new float[1_000];
    for (int i = 0; i < refunds.length; i++) {
      refunds[i] = i % 100;
      keyed[i] = i % 10 == 0 ? 1 : 0;
    }
    // in another order than the feature set's
    return new DriftReference(
        new java.util.TreeMap<>(
            Map.of("KEYED", Histogram.of(keyed), "REFUND_AMOUNT", Histogram.of(refunds))),
        Histogram.of(refunds));
  }

  private ModelDrift drift(@Nullable DriftReference reference) {
    return ModelDrift.of(reference, ModelDriftTest::score, returns, SALES, NOW);
  }

  @Test
  void alarmsOfTheNumberThatMovedAndOfNoOther() {
    for (int i = 0; i < 300; i++) {
      made(i % 100, i % 2, false, null);
    }

    DriftReport report = drift(reference()).report();

    assertThat(report.features())
        .extracting("name", "level")
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("KEYED", DriftLevel.ALARM),
            org.assertj.core.groups.Tuple.tuple("REFUND_AMOUNT", DriftLevel.STEADY));
    assertThat(report.score().level()).isEqualTo(DriftLevel.STEADY);
    assertThat(report.returns()).isEqualTo(300);
  }

  @Test
  void comparesScoresWithWhatWasFoundByTenths() {
    for (int i = 0; i < 200; i++) {
      made(5, 0, false, label(false, 3));
    }
    for (int i = 0; i < 20; i++) {
      made(100, 0, true, label(i < 15, 3));
    }
    made(55, 0, true, label(true, 91));

    ModelDrift drift = drift(reference());

    assertThat(drift.bins()).hasSize(10);
    assertThat(drift.bins().get(0)).isEqualTo(new LabelledScores.Bin(0, 9, 200, 0, 0.05, 0));
    assertThat(drift.bins().get(9)).isEqualTo(new LabelledScores.Bin(90, 100, 20, 15, 1, 0.75));
    assertThat(drift.bins().get(5).labels()).as("known 91 days ago").isZero();
    assertThat(drift.bins().get(5).said()).isNaN();
    assertThat(drift.top()).isEqualTo(new DriftReport.Measure(0.75, 20, 15));
    assertThat(drift.report().alerts().value()).isEqualTo(0.75);
    assertThat(drift.report().calibration().value())
        .isEqualTo((200 * 0.05 + 20 * 0.25) / 220, within(1e-9));
  }

  @Test
  void takesTheTwentyHighestInWhateverOrderTheyAreTold() {
    for (int i = 0; i < 60; i++) {
      made(i, 0, true, label(i >= 50, 1));
    }
    ModelDrift told = drift(null);
    Collections.reverse(returns);

    assertThat(told.top()).isEqualTo(new DriftReport.Measure(0.5, 20, 10));
    assertThat(drift(null).top()).isEqualTo(told.top());
  }

  @Test
  void saysThatThereAreTooFewAndComparesNothingWithoutACard() {
    for (int i = 0; i < 19; i++) {
      made(i, 0, true, label(true, 1));
    }

    ModelDrift drift = drift(null);

    assertThat(drift.compared()).isFalse();
    assertThat(drift.report().features()).isEmpty();
    assertThat(drift.report().score().level()).isEqualTo(DriftLevel.TOO_FEW);
    assertThat(drift.report().level()).isEqualTo(DriftLevel.TOO_FEW);
    assertThat(drift.report().calibration().isKnown()).isFalse();
    assertThat(drift.report().alerts().isKnown()).isFalse();
    assertThat(drift.top().isKnown()).isFalse();
    assertThat(drift.top().labels()).isEqualTo(19);
  }

  @Test
  void leavesOutReturnsOfAnotherFeatureSet() {
    made(5, 0, false, label(false, 3));
    returns.add(
        new JudgedReturn(
            "other", NOW, false, new FeatureRow("0123456789ab", "1,2"), label(true, 3)));

    assertThat(drift(reference()).report().returns()).isEqualTo(1);
    assertThat(drift(reference()).bins().get(0).frauds()).isZero();
  }
}
