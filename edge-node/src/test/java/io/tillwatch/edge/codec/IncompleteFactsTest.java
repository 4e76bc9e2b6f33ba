package io.tillwatch.edge.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tillwatch.core.facts.FactKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A fact that lacks fields is refused as one that cannot be read, whatever form it has. */
class IncompleteFactsTest {
  private static final String SALE =
      """
      {"sale":{"id":"tx_1","at":"2026-05-04T14:15:16Z","storeId":"store-a",
       "receiptNumber":"A-1","laneId":"A-01","currency":"USD","lines":[]},
       "assessment":{"score":7,"decision":"APPROVE","rulesetVersion":"a","reasons":[],"shadow":[]},
       "status":"COMPLETED","scoredMicros":412}
      """;

  @ParameterizedTest
  @EnumSource(FactKind.class)
  void isNoFaultOfTheNode(FactKind kind) {
    Throwable refused = catchThrowable(() -> RecordCodec.fromJson("{}", kind.body()));

    assertThat(refused == null || refused instanceof IllegalArgumentException)
        .as("%s: %s", kind, refused)
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "at", "storeId", "receiptNumber", "laneId", "currency", "lines"})
  void isNoSaleWithoutWhatEverySaleHas(String field) {
    String without = SALE.replaceAll("\"" + field + "\":(\"[^\"]*\"|\\[[^]]*])", "\"other\":1");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecordCodec.fromJson(without, FactKind.SALE.body()));
    assertThat(without).isNotEqualTo(SALE);
    assertThat(RecordCodec.fromJson(SALE, FactKind.SALE.body())).isNotNull();
  }
}
