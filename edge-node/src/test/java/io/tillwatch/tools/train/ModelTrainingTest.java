package io.tillwatch.tools.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillwatch.core.fraud.features.Feature;
import io.tillwatch.core.fraud.features.FeatureSet;
import io.tillwatch.core.fraud.model.ReturnModel;
import io.tillwatch.edge.fraud.model.FeatureLines;
import io.tillwatch.edge.fraud.model.XgboostModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training on made-up returns of which is known what a model can learn. */
class ModelTrainingTest {
  private static final Duration GAP = Duration.ofDays(14);
  private static final Instant FIRST = Instant.parse("2026-01-01T10:00:00Z");
  private static final int RETURNS = 4_000;

  @TempDir private Path dir;

  /** High amounts without photo are frauds more often than not; all else is honest. */
  private static float[] numbers(Random random) {
    float[] numbers = new float[FeatureSet.names().size()];
    Arrays.fill(numbers, Float.NaN);
    numbers[Feature.REFUND_AMOUNT.ordinal()] = random.nextInt(100_000);
    numbers[Feature.PHOTO.ordinal()] = random.nextInt(4) == 0 ? 0 : 1;
    numbers[Feature.HOUR.ordinal()] = 9 + random.nextInt(10);
    return numbers;
  }

  private static boolean isFraud(float[] numbers, Random random) {
    return numbers[Feature.REFUND_AMOUNT.ordinal()] > 70_000
        && numbers[Feature.PHOTO.ordinal()] == 0
        && random.nextInt(10) < 8;
  }

  private Path file(String name, boolean shuffled) throws IOException {
    Random random = new Random(5);
    List<String> lines = new ArrayList<>();
    lines.add(FeatureLines.HEADER + String.join(",", FeatureSet.names()));
    for (int i = 0; i < RETURNS; i++) {
      float[] numbers = numbers(random);
      boolean fraud = shuffled ? random.nextInt(16) == 0 : isFraud(numbers, random);
      String label = i % 40 == 0 ? "" : fraud ? "\"FRAUD\"" : "\"LEGIT\"";
      lines.add(line("r," + i, FIRST.plus(Duration.ofHours(2L * i)), label, numbers));
    }
    return Files.write(dir.resolve(name), lines);
  }

  private static String line(String id, Instant at, String label, float[] numbers) {
    StringBuilder line = new StringBuilder("\"" + id + "\"," + at + "," + label + ",1");
    for (float number : numbers) {
      line.append(',').append(Float.isNaN(number) ? "" : Float.toString(number));
    }
    return line.toString();
  }

  private ModelCard train(Path input, String model) throws IOException {
    return new ModelTraining(step -> {}).run(input, GAP, dir.resolve(model));
  }

  @Test
  void learnsWhatThereIsToLearnAndSaysHowWell() throws IOException {
    ModelCard card = train(file("returns.csv", false), "model.json");

    assertThat(card.figures().averagePrecision().value()).isGreaterThan(0.6);
    assertThat(card.figures().averagePrecision().least())
        .isLessThan(card.figures().averagePrecision().value());
    assertThat(card.figures().calibrationError()).isLessThan(0.05);
    assertThat(card.unlabelled()).isEqualTo(RETURNS / 40);
    assertThat(card.reference().features()).containsOnlyKeys(FeatureSet.names());
    assertThat(card.reference().features().get("SUPERVISED").missing()).isEqualTo(1);

    ReturnModel model = new ReturnModel(XgboostModelFile.read(dir.resolve("model.json")));
    assertThat(model.hash()).isEqualTo(card.model());
    float[] risky = numbers(new Random(1));
    risky[Feature.REFUND_AMOUNT.ordinal()] = 90_000;
    risky[Feature.PHOTO.ordinal()] = 0;
    assertThat(model.score(risky)).isBetween(60, 95);
    risky[Feature.PHOTO.ordinal()] = 1;
    assertThat(model.score(risky)).isLessThan(5);
  }

  @Test
  void givesEqualBytesForEqualInput() throws IOException {
    Path input = file("returns.csv", false);
    train(input, "one.json");
    train(input, "other.json");

    assertThat(dir.resolve("other.json")).hasSameBinaryContentAs(dir.resolve("one.json"));
    assertThat(dir.resolve("other.card.json")).hasSameBinaryContentAs(dir.resolve("one.card.json"));
  }

  /** More money never makes a return safer, whatever the rows of a few weeks say. */
  @Test
  void neverLowersTheRiskAgainstTheDirectionOfAFeature() throws IOException {
    train(file("noise.csv", true), "model.json");
    ReturnModel model = new ReturnModel(XgboostModelFile.read(dir.resolve("model.json")));
    Random random = new Random(9);

    for (int i = 0; i < 500; i++) {
      float[] numbers = numbers(random);
      int before = model.score(numbers);
      numbers[Feature.REFUND_AMOUNT.ordinal()] += random.nextInt(50_000);
      assertThat(model.score(numbers)).isGreaterThanOrEqualTo(before);
    }
  }

  /** A part of the future in the training would find frauds where there is nothing to find. */
  @Test
  void findsNothingWhereThereIsNothingToFind() throws IOException {
    ModelCard card = train(file("noise.csv", true), "model.json");

    double share = (double) card.parts().get("test").frauds() / card.parts().get("test").returns();
    assertThat(card.figures().averagePrecision().value()).isLessThan(2 * share);
  }

  @Test
  void leavesOutWhoseLabelsWereNotKnownYet() throws IOException {
    ModelCard card = train(file("returns.csv", false), "model.json");

    int used = card.parts().values().stream().mapToInt(ModelCard.Part::returns).sum();
    int gaps = (int) (2 * GAP.toHours() / 2);
    assertThat(used)
        .isBetween(RETURNS - RETURNS / 40 - gaps - 5, RETURNS - RETURNS / 40 - gaps + 10);
  }

  @Test
  void refusesFewFraudsAndSaysHowMany() throws IOException {
    List<String> all = Files.readAllLines(file("returns.csv", false));
    Path few = Files.write(dir.resolve("few.csv"), all.subList(0, 400));

    assertThatThrownBy(() -> train(few, "model.json"))
        .isInstanceOf(TrainingFailedException.class)
        .hasMessageContaining("labelled frauds among")
        .hasMessageContaining("at least 50");
    assertThat(dir.resolve("model.json")).doesNotExist();
  }

  /** Weights of one row say what as many rows would: nothing is as if it were not there. */
  @Test
  void learnsFromARowAsOftenAsItSpeaksForOthers() throws IOException {
    Path once = file("returns.csv", false);
    List<String> lines = new ArrayList<>(Files.readAllLines(once));
    lines.replaceAll(line -> line.replace("\"FRAUD\",1,", "\"FRAUD\",5,"));
    train(once, "once.json");
    train(Files.write(dir.resolve("weighed.csv"), lines), "weighed.json");
    ReturnModel plain = new ReturnModel(XgboostModelFile.read(dir.resolve("once.json")));
    ReturnModel weighed = new ReturnModel(XgboostModelFile.read(dir.resolve("weighed.json")));
    float[] risky = numbers(new Random(1));
    risky[Feature.REFUND_AMOUNT.ordinal()] = 90_000;
    risky[Feature.PHOTO.ordinal()] = 0;

    assertThat(weighed.score(risky)).isGreaterThan(plain.score(risky));
  }

  @Test
  void refusesAnotherFileWithTheLine() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file("returns.csv", false)));
    lines.set(7, lines.get(7).replace("2026-", "26-"));
    Path broken = Files.write(dir.resolve("broken.csv"), lines);
    Path heavy = Files.write(dir.resolve("heavy.csv"), heavy(lines));
    Path other = Files.writeString(dir.resolve("other.csv"), "a,b\n1,2\n");

    assertThatThrownBy(() -> train(broken, "model.json")).hasMessageContaining("line 8");
    assertThatThrownBy(() -> train(heavy, "model.json")).hasMessageContaining("a weight of 0");
    assertThatThrownBy(() -> train(other, "model.json")).hasMessageContaining("--features");
  }

  private static List<String> heavy(List<String> lines) {
    List<String> changed = new ArrayList<>(lines.subList(0, 3));
    changed.add(lines.get(3).replace("\",1,", "\",0,"));
    return changed;
  }
}
