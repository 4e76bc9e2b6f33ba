package io.tillwatch.core.replication.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClockEstimateTest {
  private final ClockEstimate clocks = new ClockEstimate();

  @Test
  void theQuickestExchangeCounts() {
    // the peer is 5,000 ahead; one exchange takes 100 each way, the other 100 there and 9,000 back
    clocks.sample(1_000, 6_100, 6_110, 1_210);
    clocks.sample(2_000, 7_100, 7_110, 11_110);

    assertThat(clocks.offsetMicros()).isEqualTo(5_000);
    assertThat(clocks.errorMicros()).isEqualTo(100);
  }

  @Test
  void aDifferenceWithinTheErrorCountsAsNone() {
    clocks.sample(1_000, 1_150, 1_160, 1_210);

    assertThat(clocks.offsetMicros()).isZero();
    assertThat(clocks.errorMicros()).isEqualTo(100);
  }
}
