package io.tillwatch.core.replication.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.oplog.Position;
import org.junit.jupiter.api.Test;

class WatermarkTrackerTest {
  private final WatermarkTracker marks = new WatermarkTracker();

  @Test
  void nothingIsHeardBeforeAnythingWasAnnounced() {
    assertThat(marks.heardMillis(at(9))).isEqualTo(WatermarkTracker.NEVER);
  }

  @Test
  void heardIsWhenTheStoreWasAskedAsSoonAsWhatItHadThenIsHere() {
    marks.announced(at(5), 1_000);
    assertThat(marks.heardMillis(at(4))).isEqualTo(WatermarkTracker.NEVER);

    assertThat(marks.heardMillis(at(5))).isEqualTo(1_000);
  }

  @Test
  void doesNotAdvanceWhileOpsAreMissingHoweverOftenTheStoreAnswers() {
    marks.announced(at(5), 1_000);
    marks.heardMillis(at(5));
    for (int beat = 1; beat <= 1_000; beat++) {
      marks.announced(at(5 + beat), 1_000 + beat * 500L);
    }

    assertThat(marks.heardMillis(at(5))).isEqualTo(1_000);
  }

  private static Position at(long seq) {
    return new Position(7, seq);
  }
}
