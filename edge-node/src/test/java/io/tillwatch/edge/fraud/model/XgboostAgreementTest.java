package io.tillwatch.edge.fraud.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import io.tillwatch.core.fraud.model.TrainedModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The node's own walk against the library that trained the trees, on rows with missing numbers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class XgboostAgreementTest {
  private static final int ROWS = Integer.getInteger("tillwatch.model.rows", 5_000);
  private static final int FEATURES = 15;

  private final float[] numbers = new float[ROWS * FEATURES];
  private Booster booster;
  private TrainedModel model;
  private DMatrix rows;

  @BeforeAll
  void train(@TempDir Path dir) throws Exception {
    Random random = new Random(7);
    float[] label = new float[ROWS];
    for (int row = 0; row < ROWS; row++) {
      for (int i = 0; i < FEATURES; i++) {
        // coarse numbers, so that many rows lie exactly on a threshold
        numbers[row * FEATURES + i] =
            random.nextInt(8) == 0 ? Float.NaN : random.nextInt(400) / 16f - 12;
      }
      float first = numbers[row * FEATURES];
      float second = numbers[row * FEATURES + 1];
      label[row] = first * second > 20 || random.nextInt(50) == 0 ? 1 : 0;
    }
    rows = new DMatrix(numbers, ROWS, FEATURES, Float.NaN);
    rows.setLabel(label);
    booster = XGBoost.train(rows, parameters(), 120, new HashMap<>(), null, null);
    Path file = dir.resolve("model.json");
    booster.saveModel(file.toString());
    model = XgboostModelFile.read(file);
  }

  private static Map<String, Object> parameters() {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("objective", "binary:logistic");
    parameters.put("max_depth", 6);
    parameters.put("eta", 0.1);
    parameters.put("tree_method", "exact");
    parameters.put("base_score", 0.3);
    parameters.put("nthread", 1);
    parameters.put("seed", 1);
    return parameters;
  }

  @Test
  void givesTheSameMargins() throws XGBoostError {
    float[][] margins = booster.predict(rows, true);

    double furthest = 0;
    for (int row = 0; row < ROWS; row++) {
      furthest = Math.max(furthest, Math.abs(model.trees().margin(row(row)) - margins[row][0]));
    }

    assertThat(furthest).isLessThanOrEqualTo(1e-6);
  }

  @Test
  void givesTheSameContributions() throws XGBoostError {
    float[][] contributions = booster.predictContrib(rows, 0);

    double furthest = 0;
    for (int row = 0; row < ROWS; row++) {
      double[] own = model.trees().contributions(row(row));
      for (int i = 0; i <= FEATURES; i++) {
        furthest = Math.max(furthest, Math.abs(own[i] - contributions[row][i]));
      }
    }

    assertThat(furthest).isLessThanOrEqualTo(1e-5);
  }

  /** Whoever adds them up gets the margin, and not something near it. */
  @Test
  void givesContributionsWhoseSumIsTheMarginToTheLastBitInAnyOrder() {
    for (int row = 0; row < ROWS; row++) {
      double margin = model.trees().margin(row(row));
      double[] own = model.trees().contributions(row(row));
      double forward = sum(own);
      Arrays.sort(own);
      if (forward != margin || sum(own) != margin) {
        fail("row %d: %s and %s instead of %s", row, forward, sum(own), margin);
      }
    }
  }

  private static double sum(double[] parts) {
    double sum = 0;
    for (double part : parts) {
      sum += part;
    }
    return sum;
  }

  /**
   * What another XGBoost wrote of the trees of a fixed training; both forms hold the same trees.
   */
  @ParameterizedTest
  @ValueSource(strings = {"xgboost-3.0.json", "xgboost-3.4.json"})
  void readsTheFormsOfSeveralVersions(String file) throws Exception {
    TrainedModel read =
        XgboostModelFile.read(Files.readAllBytes(Path.of("src/test/resources/models", file)));

    assertThat(read.featureNames()).containsExactly("a", "b", "c", "d");
    assertThat(read.trees().margin(new float[] {0.71f, 0, 0, 0}))
        .isCloseTo(0.58064514f + 0.4515064f, within(1e-6f));
    assertThat(read.trees().margin(new float[] {Float.NaN, 0, 0, 0}))
        .isCloseTo(-0.59375f - 0.4603897f, within(1e-6f));
  }

  @Test
  void readsAttributesAndCallsTheFileByItsHash() throws Exception {
    byte[] file = Files.readAllBytes(Path.of("src/test/resources/models/xgboost-3.0.json"));

    TrainedModel read = XgboostModelFile.read(file);

    assertThat(read.attributes()).containsEntry("k", "v");
    assertThat(read.hash()).hasSize(64);
    assertThat(new String(file, StandardCharsets.UTF_8)).startsWith("{\"learner\"");
  }

  private float[] row(int row) {
    return Arrays.copyOfRange(numbers, row * FEATURES, (row + 1) * FEATURES);
  }
}
