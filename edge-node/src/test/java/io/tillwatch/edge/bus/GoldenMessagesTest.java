package io.tillwatch.edge.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.edge.codec.RecordCodec;
import io.tillwatch.edge.support.GoldenFile;
import io.tillwatch.edge.support.RecordParts;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of every message between stores, over the bus and over HTTP alike. */
class GoldenMessagesTest {

  static Stream<String> messages() {
    return StoreMessages.all().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void theBytesOfAMessageStay(String message) {
    Class<?> type = StoreMessages.all().get(message);
    List<Record> examples = MessageExamples.of(message);

    assertThat(examples)
        .as(
            "%s has no example: add one with every field set to MessageExamples, then %s",
            message, file(message, 0).howToWrite())
        .isNotEmpty();
    for (int i = 0; i < examples.size(); i++) {
      Record example = examples.get(i);
      GoldenFile file = file(message, i);

      file.pins(RecordCodec.toBytes(example));

      Object read = RecordCodec.fromBytes(file.bytes(), type);
      assertThat(read).as(file.name()).hasSameClassAs(example);
      // by components, for a record with an array equals no other
      assertThat(read).as(file.name()).usingRecursiveComparison().isEqualTo(example);
    }
  }

  @Test
  void noChannelOfTheNodeReachesAnotherStoreAndEachBetweenStoresDoes() {
    assertThat(StoreMessages.channels(Channels.class))
        .isNotEmpty()
        .allSatisfy(channel -> assertThat(channel.reach()).isEqualTo(Channel.Reach.LOCAL));
    assertThat(StoreMessages.channels(StoreChannels.class))
        .isNotEmpty()
        .allSatisfy(channel -> assertThat(channel.reach()).isEqualTo(Channel.Reach.STORE));
  }

  @Test
  void everyFieldOfAMessageIsSetInSomeExample() {
    TreeSet<String> never = new TreeSet<>();
    Map<String, Class<?>> messages = StoreMessages.all();
    messages.values().forEach(type -> never.addAll(RecordParts.declared(type)));
    messages
        .keySet()
        .forEach(
            message ->
                MessageExamples.of(message)
                    .forEach(example -> never.removeAll(RecordParts.filled(example))));

    assertThat(never).as("set these in MessageExamples").isEmpty();
  }

  @Test
  void noFileIsLeftOfAMessageThatIsNoMore() {
    TreeSet<String> expected = new TreeSet<>();
    for (String message : StoreMessages.all().keySet()) {
      for (int i = 0; i < MessageExamples.of(message).size(); i++) {
        expected.add(file(message, i).name());
      }
    }

    assertThat(GoldenFile.in("messages")).extracting(GoldenFile::name).hasSameElementsAs(expected);
  }

  @Test
  void theWordsThatStandInMessagesStay() {
    StringBuilder words = new StringBuilder();
    StoreMessages.all()
        .forEach(
            (message, type) ->
                new TreeMap<>(RecordParts.words(message, type))
                    .forEach(
                        (path, each) -> words.append(path).append(": ").append(each).append('\n')));

    new GoldenFile("message-words.txt").pins(words.toString());
  }

  private static GoldenFile file(String message, int number) {
    return new GoldenFile(
        "messages/" + message + (number == 0 ? "" : "-" + (number + 1)) + ".json");
  }
}
