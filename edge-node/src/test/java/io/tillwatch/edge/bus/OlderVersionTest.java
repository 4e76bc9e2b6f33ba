package io.tillwatch.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillwatch.core.facts.FactKind;
import io.tillwatch.core.oplog.ChainHash;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.replication.protocol.Pull;
import io.tillwatch.edge.codec.OpCodec;
import io.tillwatch.edge.codec.RecordCodec;
import io.tillwatch.edge.support.GoldenFile;
import io.tillwatch.edge.support.TestSeal;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What version 15a32c4 wrote with its own encoder is read: nothing of it is lost. Fields that it
 * did not know are absent in its files.
 */
class OlderVersionTest {
  private static final String OLD = "15a32c4/";

  static List<GoldenFile> facts() {
    return GoldenFile.in(OLD + "facts");
  }

  static List<GoldenFile> messages() {
    return GoldenFile.in(OLD + "messages");
  }

  @ParameterizedTest
  @MethodSource("facts")
  void readsTheFactsOfTheVersionBefore(GoldenFile file) {
    FactKind kind = FactKind.named(whatOf(file)).orElseThrow();

    readsWhole(file, RecordCodec.fromJson(file.text(), kind.body()));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void readsTheMessagesOfTheVersionBefore(GoldenFile file) {
    Class<?> type = StoreMessages.all().get(whatOf(file));
    assertThat(type).as("the message of %s", file.name()).isNotNull();

    readsWhole(file, RecordCodec.fromBytes(file.bytes(), type));
  }

  @Test
  void readsTheOpThatTheVersionBeforeSigned() {
    String text = new GoldenFile(OLD + "op.json").text();
    String[] signature = new GoldenFile(OLD + "op.mac").text().split("\n");

    Op op = OpCodec.decode(text);

    assertThat(OpCodec.encode(op)).isEqualTo(text);
    assertThat(new TestSeal("golden").verify(bytes(text), signature[0])).isTrue();
    assertThat(ChainHash.of(text)).isEqualTo(signature[1]);
  }

  @Test
  void readsTheFrameOfTheVersionBefore() {
    Buffer frame =
        Buffer.buffer(HexFormat.of().parseHex(new GoldenFile(OLD + "pull.frame.hex").text()));
    TestSeal seal = new TestSeal("golden");

    Pull pull = LegacyFrameFormat.decode(seal, StoreChannels.PULL.address(), frame, Pull.class);

    assertThat(pull).isEqualTo(MessageExamples.of("replication.pull.question").get(0));
    assertThat(LegacyFrameFormat.encode(seal, StoreChannels.PULL.address(), pull)).isEqualTo(frame);
  }

  /** Whoever writes it again writes all that was read, and perhaps fields that are new. */
  private static void readsWhole(GoldenFile file, Object read) {
    JsonNode before = tree(file.text());
    JsonNode again = tree(RecordCodec.toJson(read));

    holds(file.name(), before, again);
  }

  private static JsonNode tree(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void holds(String path, JsonNode before, JsonNode again) {
    if (before.isObject()) {
      for (Map.Entry<String, JsonNode> field : before.properties()) {
        holds(path + "/" + field.getKey(), field.getValue(), again.path(field.getKey()));
      }
    } else if (before.isArray()) {
      assertThat(again.size()).as(path).isEqualTo(before.size());
      for (int i = 0; i < before.size(); i++) {
        holds(path + "/" + i, before.get(i), again.get(i));
      }
    } else {
      assertThat(again).as(path).isEqualTo(before);
    }
  }

  /** The file's name without the number of its example. */
  private static String whatOf(GoldenFile file) {
    return file.stem().replaceFirst("-\\d+$", "");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
