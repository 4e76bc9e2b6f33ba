package io.tillwatch.tools.train.handbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tillwatch.tools.train.handbook.HandbookBenchmark.Figures;
import io.tillwatch.tools.train.handbook.HandbookBenchmark.Inputs;
import io.tillwatch.tools.train.handbook.HandbookBenchmark.Weeks;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The published protocol's test folds: a minute, and only where the data lies beside the project.
 */
@EnabledIfSystemProperty(
    named = "tillwatch.handbook",
    matches = "true",
    disabledReason = "takes a minute: -Dtillwatch.handbook=true")
class HandbookBenchmarkTest {
  private static final Path DATA = Path.of("../../shared/data/handbook");

  @Test
  void ranksAtLeastAsWellAsWhatWasPublishedAndKnowsNothingThatItCannotKnow() {
    Path file = DATA.resolve(HandbookBenchmark.FILE);
    assumeTrue(Files.isRegularFile(file), "no " + file.toAbsolutePath() + ": nothing is measured");
    HandbookBenchmark benchmark = new HandbookBenchmark(file, System.out::println);

    Figures published = benchmark.run(Inputs.PUBLISHED, Weeks.TEST);
    Figures streaming = benchmark.run(Inputs.STREAMING, Weeks.TEST);

    System.out.printf("HandbookBenchmarkTest: %s%n%s%n", published, streaming);
    assertThat(published.averagePrecision()).isBetween(0.690, 0.765);
    assertThat(published.cardPrecision()).isGreaterThanOrEqualTo(0.303);
    assertThat(streaming.averagePrecision()).isBetween(0.740, 0.765);
    assertThat(streaming.cardPrecision()).isGreaterThanOrEqualTo(0.309);
    assertThat(streaming.recallAtOnePermille()).isGreaterThanOrEqualTo(0.71);
  }
}
