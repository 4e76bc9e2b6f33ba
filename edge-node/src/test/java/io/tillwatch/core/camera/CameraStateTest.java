package io.tillwatch.core.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.camera.CameraState.Backoff;
import io.tillwatch.core.camera.CameraState.Closed;
import io.tillwatch.core.camera.CameraState.Failed;
import io.tillwatch.core.camera.CameraState.Opening;
import io.tillwatch.core.camera.CameraState.Streaming;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CameraStateTest {
  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
  private static final CameraTimings TIMINGS = CameraTimings.standard();

  @Test
  void goesFromClosedToStreamingAndBack() {
    Streaming streaming = new Closed().open(NOON).firstFrame(NOON.plusSeconds(1));

    assertThat(streaming.close(NOON.plusSeconds(9)).closed()).isEqualTo(new Closed());
  }

  @Test
  void saysSinceWhenItIsOffline() {
    Streaming streaming = new Closed().open(NOON).firstFrame(NOON).frame(NOON.plusSeconds(5));

    Backoff backoff =
        streaming.stalled("no picture for 2000 ms").backOff(NOON.plusSeconds(7), TIMINGS, 1);

    assertThat(backoff.describe())
        .isEqualTo("Camera offline since 2026-05-04T12:00:05Z: no picture for 2000 ms");
    assertThat(backoff.isOver(NOON.plusSeconds(7))).isFalse();
    assertThat(backoff.isOver(NOON.plusMillis(7500))).isTrue();
  }

  @Test
  void remembersTheFirstLossThroughEveryRetry() {
    CameraState state = new Streaming(NOON, NOON).stalled("gone").backOff(NOON, TIMINGS, 0);
    for (int retry = 0; state instanceof Backoff backoff; retry++) {
      assertThat(retry).isLessThan(20);
      Instant later = backoff.until();
      state = backoff.retry(later).failed(later.plusSeconds(3), "still gone", TIMINGS, 0);
    }
    assertThat(state).isEqualTo(new Failed(NOON, "still gone"));
    assertThat(((Failed) state).open(NOON.plusSeconds(99)).attempt()).isEqualTo(1);
  }

  @Test
  void noticesAnOpeningAndAStreamThatAreOverdue() {
    Opening opening = new Closed().open(NOON);
    Streaming streaming = opening.firstFrame(NOON);

    assertThat(opening.isOverdue(NOON.plusSeconds(3), TIMINGS)).isFalse();
    assertThat(opening.isOverdue(NOON.plusMillis(3001), TIMINGS)).isTrue();
    assertThat(streaming.isOverdue(NOON.plusSeconds(2), TIMINGS)).isFalse();
    assertThat(streaming.isOverdue(NOON.plusMillis(2001), TIMINGS)).isTrue();
  }

  @Test
  void doublesTheBackOffWithinItsLimitsAndWithJitter() {
    assertThat(TIMINGS.backoff(1, 1)).isEqualTo(Duration.ofMillis(500));
    assertThat(TIMINGS.backoff(1, 0)).isEqualTo(Duration.ofMillis(250));
    assertThat(TIMINGS.backoff(4, 1)).isEqualTo(Duration.ofSeconds(4));
    assertThat(TIMINGS.backoff(60, 1)).isEqualTo(Duration.ofSeconds(30));
  }
}
