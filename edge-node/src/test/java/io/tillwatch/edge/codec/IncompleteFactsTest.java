package io.tillwatch.edge.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tillwatch.core.facts.FactKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A fact that lacks fields is refused as one that cannot be read, whatever form it has. */
class IncompleteFactsTest {
  @ParameterizedTest
  @EnumSource(FactKind.class)
  void isNoFaultOfTheNode(FactKind kind) {
    Throwable refused = catchThrowable(() -> RecordCodec.fromJson("{}", kind.body()));

    assertThat(refused == null || refused instanceof IllegalArgumentException)
        .as("%s: %s", kind, refused)
        .isTrue();
  }
}
