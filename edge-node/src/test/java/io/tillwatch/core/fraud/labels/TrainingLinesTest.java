package io.tillwatch.core.fraud.labels;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.fraud.FeatureRow;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** For how many returns a label speaks. */
class TrainingLinesTest {
  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
  private static final FeatureRow FEATURES = new FeatureRow("set", "1,2");

  private static String weight(FeatureRow features, LabelSource source) {
    LabelledReturn labelled =
        new LabelledReturn("e1", AT, features, new Label(true, source, AT.plusSeconds(60)));
    return TrainingLines.line(labelled).split(",")[3];
  }

  @Test
  void aVerdictOnAReturnThatWasHeldByChanceSpeaksForAllThatWereRefusedLikeIt() {
    assertThat(weight(FEATURES.heldOf(500), LabelSource.RESOLUTION)).isEqualTo("2");
    assertThat(weight(FEATURES.heldOf(1), LabelSource.RESOLUTION)).isEqualTo("3");
    assertThat(weight(FEATURES.heldOf(100), LabelSource.FINDING)).isEqualTo("1");
  }

  /** Those that were not drawn have a label by silence. */
  @Test
  void aVerdictOutOfTheBlindQueueSpeaksForItselfAlone() {
    assertThat(weight(FEATURES.sampledOf(100), LabelSource.RESOLUTION)).isEqualTo("1");
    assertThat(weight(FEATURES.sampledOf(100), LabelSource.MATURITY)).isEqualTo("1");
    assertThat(weight(FEATURES, LabelSource.RESOLUTION)).isEqualTo("1");
  }
}
