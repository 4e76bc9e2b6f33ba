package io.tillwatch.edge.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FastInstantParserTest {

  @Test
  void readsWhatAnInstantWritesAsTheFullParserDoes() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      int unit = new int[] {1, 1_000, 1_000_000, 1_000_000_000}[i % 4];
      long nanos = random.nextInt(1_000_000_000) / unit * (long) unit;
      Instant at = Instant.ofEpochSecond(random.nextInt() * 4L, nanos);

      assertThat(FastInstantParser.parse(at.toString())).isEqualTo(at);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-05-04T14:15:00.5Z", "2026-05-04T14:15:00.12Z"})
  void readsAShortFraction(String text) {
    assertThat(FastInstantParser.parse(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-05-04T14:15:00",
        "2026-05-04T14:15:00.Z",
        "2026-05-04T14:15:00,5Z",
        "2026-05-04T14:15:00.1234567890Z",
        "2026-05-04T14:15:00+02:00",
        "2026-05-04T24:00:00Z",
        "2026-05-04T23:59:60Z",
        "2026-02-30T14:15:00Z",
        "2026-13-01T14:15:00Z",
        "2026-05-0aT14:15:00Z",
        "2026-05-04T14:15:-1Z",
        "+12026-05-04T14:15:00Z"
      })
  void leavesEveryOtherFormToTheFullParser(String text) {
    assertThat(FastInstantParser.parse(text)).isNull();
  }
}
