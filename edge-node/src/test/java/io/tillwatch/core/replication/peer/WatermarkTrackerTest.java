package io.tillwatch.core.replication.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.oplog.Position;
import org.junit.jupiter.api.Test;

class WatermarkTrackerTest {
  private final WatermarkTracker tracker = new WatermarkTracker();

  @Test
  void nothingIsHeardBeforeAnythingWasAnnounced() {
    assertThat(tracker.heardMillis(at(9))).isEqualTo(WatermarkTracker.NEVER);
  }

  @Test
  void heardIsWhenTheStoreWasAskedAsSoonAsWhatItHadThenIsHere() {
    tracker.announced(at(5), 1_000);
    assertThat(tracker.heardMillis(at(4))).isEqualTo(WatermarkTracker.NEVER);

    assertThat(tracker.heardMillis(at(5))).isEqualTo(1_000);
  }

  @Test
  void doesNotAdvanceWhileOpsAreMissingHoweverOftenTheStoreAnswers() {
    tracker.announced(at(5), 1_000);
    tracker.heardMillis(at(5));
    for (int beat = 1; beat <= 1_000; beat++) {
      tracker.announced(at(5 + beat), 1_000 + beat * 500L);
    }

    assertThat(tracker.heardMillis(at(5))).isEqualTo(1_000);
  }

  private static Position at(long seq) {
    return new Position(7, seq);
  }
}
