package io.tillwatch.edge.web.api.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.core.fraud.Decision;
import io.tillwatch.edge.port.DemoScript;
import io.tillwatch.edge.web.answer.demo.DemoJson;
import io.tillwatch.edge.web.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The bounds of the demo's runs, by a clock of the test's own. */
class DemoRunsTest {
  private static final DemoScript.Visit VISIT =
      new DemoScript.Visit(
          "kim-buys",
          "Kim buys a phone",
          false,
          true,
          "tx_1",
          new DemoScript.Answer(Decision.APPROVE, 3, 89_999, 0, "USD", false));
  private static final DemoScript.Outcome OUTCOME =
      new DemoScript.Outcome(
          "RUN",
          true,
          new DemoScript.Counts(1, 0, 0, 0, 0),
          0,
          "USD",
          0,
          0,
          new DemoScript.Replication(0, null));

  private Instant now = Instant.parse("2026-05-04T10:00:00Z");
  private final DemoRuns runs = new DemoRuns(2, () -> now);

  @Test
  void tellsHowFarItIsAndThenWhatCameOfIt() {
    assertThat(runs.now()).isEqualTo(new DemoJson(DemoJson.State.IDLE, 2, null, null));

    runs.begin("rita");
    runs.visited(VISIT);
    DemoJson half = runs.now();

    assertThat(half.state()).isEqualTo(DemoJson.State.RUNNING);
    assertThat(half.againAt()).isNull();
    assertThat(half.run().by()).isEqualTo("rita");
    assertThat(half.run().visits())
        .extracting(DemoJson.VisitJson::title)
        .containsExactly("Kim buys a phone");

    now = now.plusSeconds(9);
    runs.visited(VISIT);
    runs.done(OUTCOME);

    assertThat(runs.now().state()).isEqualTo(DemoJson.State.DONE);
    assertThat(runs.now().run().endedAt()).isEqualTo(now);
    assertThat(runs.now().run().report().counts().legitimateTransactions()).isEqualTo(1);
    assertThat(half.run().visits()).hasSize(1);
  }

  @Test
  void letsOneRunAtATimeBeginAndOneAMinute() {
    runs.begin("rita");
    assertRefused(409, "DEMO_RUNNING");

    now = now.plusSeconds(20);
    runs.done(OUTCOME);
    assertThat(runs.now().againAt()).isEqualTo(Instant.parse("2026-05-04T10:01:00Z"));
    assertRefused(429, "DEMO_TOO_SOON");

    now = now.plusSeconds(40);
    assertThat(runs.now().againAt()).isNull();
    runs.begin("rita");
    assertThat(runs.now().run().visits()).isEmpty();
    assertThat(runs.now().run().report()).isNull();
  }

  @Test
  void isNotLockedByAClockThatWasPutBack() {
    runs.begin("rita");
    runs.done(OUTCOME);
    now = now.minus(Duration.ofDays(1));

    assertThat(runs.now().againAt()).isNull();
    runs.begin("rita");
  }

  @Test
  void endsARunThatTakesTooLong() {
    runs.begin("rita");
    now = now.plus(DemoRuns.LONGEST).plusMillis(1);

    assertThatThrownBy(() -> runs.visited(VISIT)).hasMessageContaining("not over after 5 minutes");
  }

  @Test
  void saysWhyARunCouldNotGoOnAndLetsTheNextBegin() {
    runs.begin("rita");
    runs.failed(new IllegalStateException("no API keys"));

    assertThat(runs.now().state()).isEqualTo(DemoJson.State.FAILED);
    assertThat(runs.now().run().problem()).isEqualTo("no API keys");
    now = now.plus(DemoRuns.BETWEEN);
    runs.begin("rita");
    assertThat(runs.now().run().problem()).isNull();
  }

  private void assertRefused(int status, String code) {
    assertThatThrownBy(() -> runs.begin("ben"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(status);
              assertThat(refused.problem().code()).isEqualTo(code);
            });
  }
}
