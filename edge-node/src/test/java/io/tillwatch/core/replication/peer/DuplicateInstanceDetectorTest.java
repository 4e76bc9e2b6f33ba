package io.tillwatch.core.replication.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.replication.protocol.Instance;
import org.junit.jupiter.api.Test;

class DuplicateInstanceDetectorTest {
  private static final Instance ELDER = new Instance("x", 1_000);
  private static final Instance YOUNGER = new Instance("y", 2_000);
  private static final long SILENCE = 2_000;

  private final DuplicateInstanceDetector duplicateInstanceDetector =
      new DuplicateInstanceDetector();

  @Test
  void aRestartedNodeHasNoRival() {
    assertThat(duplicateInstanceDetector.observe(ELDER, 0, SILENCE)).isNull();
    assertThat(duplicateInstanceDetector.observe(YOUNGER, 500, SILENCE)).isNull();
    assertThat(duplicateInstanceDetector.observe(YOUNGER, 1_000, SILENCE)).isNull();
    assertThat(duplicateInstanceDetector.observe(YOUNGER, 9_000, SILENCE)).isNull();
  }

  @Test
  void theYoungerOfTwoLiveNodesIsToldOfTheElder() {
    duplicateInstanceDetector.observe(ELDER, 0, SILENCE);
    duplicateInstanceDetector.observe(YOUNGER, 300, SILENCE);
    assertThat(duplicateInstanceDetector.observe(ELDER, 500, SILENCE)).isNull();

    assertThat(duplicateInstanceDetector.observe(YOUNGER, 800, SILENCE)).isEqualTo(ELDER);
  }

  @Test
  void theYoungerIsToldEvenWhereItWasMetFirst() {
    duplicateInstanceDetector.observe(YOUNGER, 0, SILENCE);
    assertThat(duplicateInstanceDetector.observe(ELDER, 300, SILENCE)).isNull();

    assertThat(duplicateInstanceDetector.observe(YOUNGER, 500, SILENCE)).isEqualTo(ELDER);
  }
}
