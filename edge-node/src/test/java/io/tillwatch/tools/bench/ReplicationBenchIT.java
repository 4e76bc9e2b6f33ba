package io.tillwatch.tools.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.tools.bench.ReplicationResult.AtRate;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** That every side is measured, not how fast it is. */
class ReplicationBenchIT {

  @Test
  void measuresBothNativePairsAndOurNodesWithoutLosingAnOp() {
    ReplicationResult result =
        new ReplicationBench(Path.of("../conf"), progress -> {}).run(List.of(100), 2);

    AtRate at = result.rates().get(0);
    assertThat(at.missing()).isZero();
    assertThat(at.nativeMissing()).isZero();
    assertThat(at.nativeEntry().sendToApplied().p50()).isPositive();
    assertThat(at.nativeCommit().sendToApplied().p50()).isPositive();
    assertThat(at.tillwatch().sendToApplied().p50()).isPositive();
    assertThat(at.againstCommit().commitToApplied().p50()).isPositive();
  }
}
