package io.tillwatch.core.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
  private final CircuitBreaker breaker = new CircuitBreaker(3, 1_000);

  @Test
  void opensAfterFailuresInARowAndLetsOneQuestionTryLater() {
    breaker.failed(0);
    breaker.failed(0);
    assertThat(breaker.allows(0)).isTrue();

    breaker.failed(10);

    assertThat(breaker.isOpen()).isTrue();
    assertThat(breaker.allows(1_009)).isFalse();
    assertThat(breaker.allows(1_010)).isTrue();
    assertThat(breaker.allows(1_010)).as("one at a time").isFalse();
  }

  @Test
  void staysOpenWhereTheTrialFailsAndClosesWhereItSucceeds() {
    for (int i = 0; i < 3; i++) {
      breaker.failed(0);
    }
    assertThat(breaker.allows(1_000)).isTrue();
    breaker.failed(1_000);
    assertThat(breaker.allows(1_500)).isFalse();

    assertThat(breaker.allows(2_000)).isTrue();
    breaker.succeeded();

    assertThat(breaker.isOpen()).isFalse();
    assertThat(breaker.allows(2_000)).isTrue();
  }

  @Test
  void forgetsFailuresOnceAnAnswerCame() {
    breaker.failed(0);
    breaker.failed(0);
    breaker.succeeded();
    breaker.failed(0);
    breaker.failed(0);

    assertThat(breaker.isOpen()).isFalse();
  }
}
