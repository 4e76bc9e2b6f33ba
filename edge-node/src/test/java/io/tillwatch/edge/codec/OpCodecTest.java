package io.tillwatch.edge.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.OpId;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.RightChange;
import io.tillwatch.core.oplog.StoreId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpCodecTest {
  private static final Op FULL =
      Op.builder()
          .id(new OpId(new StoreId("store-a"), new Position(17, 4)))
          .predecessor(new Position(17, 3))
          .previousHash("0123456789abcdef0123456789abcdef")
          .kind("RETURN")
          .factId("tx_\"1\\ü")
          .atMillis(1_777_000_000_123L)
          .hlc(1_777_000_000_123L << 16 | 5)
          .dependsOn(List.of("tx_0", "x\"y"))
          .indexes(List.of("tx", "receipt:B-1"))
          .rights(
              List.of(
                  RightChange.take("store-b", "B-1", 2, 1),
                  RightChange.give("store-a", "A-1", 0, 3)))
          .stampedMicros(1_777_000_000_123_456L)
          .body("{\"a\":\",\\\"body\\\":\",\"b\":[1,{\"body\":2}]}")
          .build();

  @Test
  void readsWhatItWrote() {
    assertThat(OpCodec.decode(OpCodec.encode(FULL))).isEqualTo(FULL);
    assertThat(fromBytes(OpCodec.encode(FULL))).isEqualTo(FULL);
  }

  @Test
  void readsAnOpThatANewerNodeWroteWithFieldsOfItsOwn() {
    String newer =
        OpCodec.encode(FULL).replace("\"at\":", "\"z\":{\"y\":[1,[2]]},\"w\":null,\"at\":");

    assertThat(OpCodec.decode(newer)).isEqualTo(FULL);
    assertThat(fromBytes(newer)).isEqualTo(FULL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"op", "after", "prev", "kind", "id", "at", "hlc"})
  void namesTheFieldThatAnOpLacks(String field) {
    String lacking = OpCodec.encode(FULL).replace("\"" + field + "\":", "\"other\":");
    String nothing =
        OpCodec.encode(FULL)
            .replaceFirst("\"" + field + "\":(\"[^\"]*\"|\\d+)", "\"" + field + "\":null");

    assertThatThrownBy(() -> OpCodec.decode(lacking))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs the field " + field);
    assertThatThrownBy(() -> OpCodec.decode(nothing)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[],\"body\":1}",
        "{\"v\":1,\"op\":,\"body\":1}",
        "{\"v\":2,\"op\":\"a/1-1\",\"after\":\"1-0\",\"prev\":\"\",\"kind\":\"K\",\"id\":\"i\","
            + "\"at\":1,\"hlc\":1,\"body\":1}",
        "{\"v\":1,\"op\":[\"a/1-1\"],\"after\":\"1-0\",\"prev\":\"\",\"kind\":\"K\",\"id\":\"i\","
            + "\"at\":1,\"hlc\":1,\"body\":1}",
        "{\"v\":1,\"op\":\"a/1-1\",\"after\":\"1-0\",\"prev\":\"\",\"kind\":\"K\",\"id\":\"i\","
            + "\"at\":1,\"hlc\":1,\"rights\":[[\"No Store\",\"r\",0,1,1]],\"body\":1}"
      })
  void refusesWhatIsNoOp(String text) {
    assertThatThrownBy(() -> OpCodec.decode(text)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> fromBytes(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Op fromBytes(String text) {
    byte[] utf8 = ("..." + text + "..").getBytes(StandardCharsets.UTF_8);
    int end = utf8.length - 2;
    return OpCodec.decode(utf8, 3, OpCodec.bodyIn(utf8, 3, end), end);
  }
}
