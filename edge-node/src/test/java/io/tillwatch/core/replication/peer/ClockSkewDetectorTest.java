package io.tillwatch.core.replication.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockSkewDetectorTest {
  private static final long SECOND = 1_000_000;

  private final ClockSkewDetector watch = new ClockSkewDetector();

  @Test
  void beginsOnceBeyondAMinuteEitherWayAndEndsWhenMended() {
    assertThat(watch.begins(off(59 * SECOND, 1_000))).isFalse();
    assertThat(watch.begins(off(-90 * SECOND, 1_000))).isTrue();
    assertThat(watch.begins(off(-90 * SECOND, 1_000))).isFalse();
    assertThat(watch.isOff()).isTrue();

    assertThat(watch.begins(off(0, 1_000))).isFalse();

    assertThat(watch.isOff()).isFalse();
    assertThat(watch.begins(off(94_608_000 * SECOND, 1_000))).isTrue();
  }

  @Test
  void aSlowLineIsNoWrongClock() {
    assertThat(watch.begins(off(61 * SECOND, 4 * SECOND))).isFalse();
  }

  private static ClockEstimate off(long offset, long delay) {
    ClockEstimate clocks = new ClockEstimate();
    clocks.sample(0, offset + delay, offset + delay, 2 * delay);
    return clocks;
  }
}
