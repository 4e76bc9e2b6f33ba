package io.tillwatch.edge.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaysTest {
  private long nanos;
  private final Ways ways = new Ways(() -> nanos);

  @Test
  void staysOnTheBusWhileItsHeartbeatsAreAnswered() {
    ways.startsBeat();
    ways.busBeat(true);
    ways.http(true);

    assertThat(ways.inUse()).isEqualTo("bus");
    assertThat(ways.startsBeat()).isFalse();
  }

  @Test
  void takesHttpAsSoonAsTheBusIsSlowToAnswerAndHttpIsNot() {
    ways.startsBeat();
    ways.http(true);
    nanos += TimeUnit.SECONDS.toNanos(1);

    assertThat(ways.startsBeat()).isTrue();
    assertThat(ways.inUse()).isEqualTo("http");
  }

  @Test
  void returnsToTheBusWhenItHasAnsweredThreeTimesInARow() {
    ways.busFailed();
    ways.http(true);
    for (int i = 0; i < 2; i++) {
      ways.startsBeat();
      ways.busBeat(true);
    }
    assertThat(ways.inUse()).isEqualTo("http");

    ways.startsBeat();
    ways.busBeat(true);

    assertThat(ways.inUse()).isEqualTo("bus");
  }

  @Test
  void returnsToTheBusAtOnceWhereHttpDoesNotWorkEither() {
    ways.busFailed();
    ways.http(false);
    assertThat(ways.inUse()).isEqualTo("none");

    ways.startsBeat();
    ways.busBeat(true);

    assertThat(ways.inUse()).isEqualTo("bus");
  }
}
