package io.tillwatch.edge.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TransportHealthTest {
  private long nanos;
  private final TransportHealth transportHealth = new TransportHealth(() -> nanos);

  @Test
  void staysOnTheBusWhileItsHeartbeatsAreAnswered() {
    transportHealth.startsBeat();
    transportHealth.busBeat(true);
    transportHealth.http(true);

    assertThat(transportHealth.inUse()).isEqualTo("bus");
    assertThat(transportHealth.startsBeat()).isFalse();
  }

  @Test
  void takesHttpAsSoonAsTheBusIsSlowToAnswerAndHttpIsNot() {
    transportHealth.startsBeat();
    transportHealth.http(true);
    nanos += TimeUnit.SECONDS.toNanos(1);

    assertThat(transportHealth.startsBeat()).isTrue();
    assertThat(transportHealth.inUse()).isEqualTo("http");
  }

  @Test
  void returnsToTheBusWhenItHasAnsweredThreeTimesInARow() {
    transportHealth.busFailed();
    transportHealth.http(true);
    for (int i = 0; i < 2; i++) {
      transportHealth.startsBeat();
      transportHealth.busBeat(true);
    }
    assertThat(transportHealth.inUse()).isEqualTo("http");

    transportHealth.startsBeat();
    transportHealth.busBeat(true);

    assertThat(transportHealth.inUse()).isEqualTo("bus");
  }

  @Test
  void returnsToTheBusAtOnceWhereHttpDoesNotWorkEither() {
    transportHealth.busFailed();
    transportHealth.http(false);
    assertThat(transportHealth.inUse()).isEqualTo("none");

    transportHealth.startsBeat();
    transportHealth.busBeat(true);

    assertThat(transportHealth.inUse()).isEqualTo("bus");
  }
}
