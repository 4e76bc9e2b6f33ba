package io.tillwatch.edge.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.facts.FactKind;
import io.tillwatch.edge.support.FactExamples;
import io.tillwatch.edge.support.GoldenFile;
import io.tillwatch.edge.support.RecordParts;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bytes of every kind of fact, as they stand in logs for years. */
class GoldenFactsTest {

  @ParameterizedTest
  @EnumSource
  void theBytesOfAFactStay(FactKind kind) {
    List<Record> examples = FactExamples.of(kind);

    assertThat(examples)
        .as(
            "%s has no example: add one with every field set to FactExamples, then %s",
            kind, file(kind, 0).howToWrite())
        .isNotEmpty();
    for (int i = 0; i < examples.size(); i++) {
      Record example = examples.get(i);
      GoldenFile file = file(kind, i);

      file.pins(RecordCodec.toJson(example));

      Record read = RecordCodec.fromJson(file.text(), kind.body());
      assertThat(read).as(file.name()).isEqualTo(example);
      Record readFromBytes = RecordCodec.fromBytes(file.bytes(), kind.body());
      assertThat(readFromBytes).as(file.name()).isEqualTo(example);
    }
  }

  @Test
  void everyFieldOfAFactIsSetInSomeExample() {
    TreeSet<String> never = new TreeSet<>();
    for (FactKind kind : FactKind.values()) {
      never.addAll(RecordParts.declared(kind.body()));
    }
    for (FactKind kind : FactKind.values()) {
      FactExamples.of(kind).forEach(example -> never.removeAll(RecordParts.filled(example)));
    }

    assertThat(never).as("set these in FactExamples").isEmpty();
  }

  @Test
  void noFileIsLeftOfAFactThatIsNoMore() {
    TreeSet<String> expected = new TreeSet<>();
    for (FactKind kind : FactKind.values()) {
      for (int i = 0; i < FactExamples.of(kind).size(); i++) {
        expected.add(file(kind, i).name());
      }
    }

    assertThat(GoldenFile.in("facts")).extracting(GoldenFile::name).hasSameElementsAs(expected);
  }

  @Test
  void theWordsThatStandInFactsStay() {
    StringBuilder words = new StringBuilder();
    for (FactKind kind : FactKind.values()) {
      new TreeMap<>(RecordParts.words(kind.name(), kind.body()))
          .forEach((path, each) -> words.append(path).append(": ").append(each).append('\n'));
    }

    new GoldenFile("fact-words.txt").pins(words.toString());
  }

  private static GoldenFile file(FactKind kind, int number) {
    return new GoldenFile("facts/" + kind + (number == 0 ? "" : "-" + (number + 1)) + ".json");
  }
}
