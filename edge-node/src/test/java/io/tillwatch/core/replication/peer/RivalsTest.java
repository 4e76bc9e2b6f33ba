package io.tillwatch.core.replication.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.replication.protocol.Instance;
import org.junit.jupiter.api.Test;

class RivalsTest {
  private static final Instance ELDER = new Instance("x", 1_000);
  private static final Instance YOUNGER = new Instance("y", 2_000);
  private static final long SILENCE = 2_000;

  private final Rivals rivals = new Rivals();

  @Test
  void aRestartedNodeHasNoRival() {
    assertThat(rivals.meet(ELDER, 0, SILENCE)).isNull();
    assertThat(rivals.meet(YOUNGER, 500, SILENCE)).isNull();
    assertThat(rivals.meet(YOUNGER, 1_000, SILENCE)).isNull();
    assertThat(rivals.meet(YOUNGER, 9_000, SILENCE)).isNull();
  }

  @Test
  void theYoungerOfTwoLiveNodesIsToldOfTheElder() {
    rivals.meet(ELDER, 0, SILENCE);
    rivals.meet(YOUNGER, 300, SILENCE);
    assertThat(rivals.meet(ELDER, 500, SILENCE)).isNull();

    assertThat(rivals.meet(YOUNGER, 800, SILENCE)).isEqualTo(ELDER);
  }

  @Test
  void theYoungerIsToldEvenWhereItWasMetFirst() {
    rivals.meet(YOUNGER, 0, SILENCE);
    assertThat(rivals.meet(ELDER, 300, SILENCE)).isNull();

    assertThat(rivals.meet(YOUNGER, 500, SILENCE)).isEqualTo(ELDER);
  }
}
