package io.tillwatch.edge.web.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageMomentTest {
  private static final long NOW = 1_795_779_114_490_000L;

  @Test
  void isWhenThePageSaysByTheNodesClock() {
    assertThat(new PageMoment(300, NOW - 40_000).by(NOW)).isEqualTo(NOW - 40_000);
  }

  @Test
  void isSoLongAgoWhereThePageDoesNotKnowThatClock() {
    assertThat(new PageMoment(300, 0).by(NOW)).isEqualTo(NOW - 300);
  }

  @Test
  void isNeverLaterThanItWasTold() {
    assertThat(new PageMoment(300, NOW + 1).by(NOW)).isEqualTo(NOW - 300);
  }

  @Test
  void isNotLongBeforeItWasTold() {
    assertThat(new PageMoment(300, NOW - 60_000_000).by(NOW)).isEqualTo(NOW - 300);
  }
}
