package io.tillwatch.edge.fraud.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillwatch.core.fraud.drift.DriftReference;
import io.tillwatch.core.fraud.drift.Histogram;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a node reads of a card, whoever wrote it. */
class ModelCardFileTest {
  private static final String GOOD = "{\"edges\":[1.5,3],\"shares\":[0.5,0.2,0.2],\"missing\":0.1}";

  private static DriftReference reference(String features) {
    return ModelCardFile.reference(
        "{\"model\":\"m\",\"reference\":{\"features\":{%s},\"scores\":%s}}"
            .formatted(features, GOOD));
  }

  @Test
  void hasTheHistogramsOfTheFeaturesThatThisNodeKnows() {
    DriftReference read = reference("\"KEYED\":" + GOOD + ",\"NOBODY_KNOWS\":" + GOOD);

    assertThat(read.features()).containsOnlyKeys("KEYED");
    assertThat(read.scores())
        .isEqualTo(new Histogram(List.of(1.5f, 3f), List.of(0.5, 0.2, 0.2), 0.1))
        .isEqualTo(read.features().get("KEYED"));
  }

  @Test
  void hasWhatNumbersDoByThemselvesWhereTheCardSaysIt() {
    DriftReference read =
        ModelCardFile.reference(
            "{\"reference\":{\"scores\":%s,\"usual\":{\"KEYED\":0.4,\"HOUR\":\"x\",\"UNITS\":-1}}}"
                .formatted(GOOD));

    assertThat(read.usual()).containsExactlyEntriesOf(Map.of("KEYED", 0.4));
    assertThat(reference("").usual()).isEmpty();
    assertThat(
            ModelCardFile.reference("{\"reference\":{\"scores\":%s,\"usual\":[1]}}".formatted(GOOD))
                .usual())
        .isEmpty();
  }

  @Test
  void leavesOutAHistogramThatIsNone() {
    String many = IntStream.range(0, 65).mapToObj(String::valueOf).collect(Collectors.joining(","));
    String shares = IntStream.range(0, 66).mapToObj(i -> "0.01").collect(Collectors.joining(","));
    for (String bad :
        List.of(
            "{}",
            "7",
            "{\"edges\":[2,1],\"shares\":[0.5,0.2,0.2],\"missing\":0.1}",
            "{\"edges\":[1],\"shares\":[0.5,0.2,0.2],\"missing\":0.1}",
            "{\"edges\":[1e99],\"shares\":[0.5,0.5],\"missing\":0}",
            "{\"edges\":[\"x\"],\"shares\":[0.5,0.5],\"missing\":0}",
            "{\"edges\":[1],\"shares\":[-0.5,0.5],\"missing\":0}",
            "{\"edges\":[1],\"shares\":[0.5,0.5],\"missing\":2}",
            "{\"edges\":[%s],\"shares\":[%s],\"missing\":0}".formatted(many, shares))) {
      assertThat(reference("\"KEYED\":" + bad).features()).as(bad).isEmpty();
    }
  }

  @Test
  void isNoReferenceWithoutACardOrWithoutScores() {
    assertThat(ModelCardFile.reference(null)).isNull();
    assertThat(ModelCardFile.reference("{\"model\":\"m\"}")).isNull();
    assertThat(ModelCardFile.reference("{\"reference\":{\"features\":{\"KEYED\":" + GOOD + "}}}"))
        .isNull();
  }
}
