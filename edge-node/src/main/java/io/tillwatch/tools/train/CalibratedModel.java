package io.tillwatch.tools.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.core.fraud.drift.DriftLevel;
import io.tillwatch.core.fraud.drift.DriftReference;
import io.tillwatch.core.fraud.drift.DriftReport;
import io.tillwatch.core.fraud.drift.DriftWatch;
import io.tillwatch.core.fraud.drift.Histogram;
import io.tillwatch.core.fraud.features.Feature;
import io.tillwatch.core.fraud.features.FeatureSet;
import io.tillwatch.core.fraud.model.Calibration;
import io.tillwatch.core.fraud.model.TrainedModel;
import io.tillwatch.edge.fraud.model.XgboostModelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** A model that was just trained, with the past that it was trained on. */
@SuppressWarnings("ArrayRecordComponent") // bytes that are written and not compared
public record CalibratedModel(
    byte[] file, TrainedModel trees, Calibration scale, TimeSplit split, DriftReference reference) {
  /** Those that ranked best on the validation weeks of the Handbook's payments. */
  static final BoostParameters PARAMETERS = new BoostParameters(150, 3, 0.1, 1, 0.5, 1);

  private static final Duration YEAR = Duration.ofDays(365);

  /** As far as the watch looks back where few return. */
  private static final Duration BEFORE_IT_TELLS = Duration.ofDays(28);

  /**
   * Trains on the first three fifths of the time and fits the scale on the fourth; the last is left
   * to test on.
   *
   * @param rows in order of time
   * @param gap how long a label takes to become known
   * @param progress told of each step, a line each
   * @throws TrainingFailedException if it is too little
   */
  public static CalibratedModel of(
      List<TrainingRow> rows, Duration gap, Consumer<String> progress) {
    TimeSplit split = TimeSplit.of(rows, gap);
    progress.accept(
        "training on %d returns, %d of them frauds"
            .formatted(split.training().rows(), split.training().positives()));
    List<Integer> directions = Arrays.stream(Feature.values()).map(Feature::direction).toList();
    byte[] grown = BoostTrainer.train(split.training(), PARAMETERS, directions, Map.of());
    TrainedModel trees = XgboostModelFile.read(grown);
    Samples later = split.calibration();
    progress.accept("fitting the scale on " + later.rows() + " later returns");
    Calibration scale = IsotonicFit.fit(margins(trees, later), truth(later), weights(later));
    byte[] file = with(grown, scale);
    return new CalibratedModel(
        file, XgboostModelFile.read(file), scale, split, reference(rows, split, trees, scale));
  }

  private static byte[] with(byte[] grown, Calibration scale) {
    ObjectMapper json = new ObjectMapper();
    try {
      ObjectNode root = (ObjectNode) json.readTree(grown);
      ObjectNode attributes = (ObjectNode) root.at("/learner/attributes");
      attributes.put(Calibration.ATTRIBUTE, scale.text());
      attributes.put("tillwatch.featureSet", FeatureSet.hash());
      return json.writeValueAsBytes(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What returns were like in the fourth fifth, whether judged or not: those that were judged are
   * no fair sample, those before are older, and their scores are of a model that learned them.
   */
  private static DriftReference reference(
      List<TrainingRow> rows, TimeSplit split, TrainedModel trees, Calibration scale) {
    List<TrainingRow> latest =
        rows.stream()
            .filter(row -> !row.at().isBefore(split.fitted()) && row.at().isBefore(split.tested()))
            .toList();
    Map<String, Histogram> features = new LinkedHashMap<>();
    for (int feature = 0; feature < FeatureSet.names().size(); feature++) {
      float[] column = new float[latest.size()];
      for (int row = 0; row < column.length; row++) {
        column[row] = latest.get(row).numbers()[feature];
      }
      features.put(FeatureSet.names().get(feature), Histogram.of(column));
    }
    float[] scores = new float[latest.size()];
    for (int row = 0; row < scores.length; row++) {
      scores[row] = scored(trees, scale, latest.get(row));
    }
    DriftReference plain = new DriftReference(features, Histogram.of(scores));
    return plain.with(usual(rows, split.tested(), plain, row -> scored(trees, scale, row)));
  }

  private static int scored(TrainedModel trees, Calibration scale, TrainingRow row) {
    return scale.score(trees.trees().margin(row.numbers()));
  }

  /** What the watch would have said on each day of the last year, so that a season is no alarm. */
  private static Map<String, Double> usual(
      List<TrainingRow> rows,
      Instant until,
      DriftReference reference,
      ToIntFunction<TrainingRow> score) {
    DriftWatch watch = new DriftWatch(reference);
    Map<String, Double> largest = new LinkedHashMap<>();
    Instant from = until.minus(YEAR);
    Instant first = rows.get(0).at().plus(BEFORE_IT_TELLS);
    Instant told = from.isBefore(first) ? first : from;
    for (TrainingRow row : rows) {
      if (!row.at().isBefore(until)) {
        break;
      }
      for (; !row.at().isBefore(told); told = told.plus(Duration.ofDays(1))) {
        for (DriftReport.Shift shift : watch.report(told.toEpochMilli() - 1).all()) {
          if (shift.level() != DriftLevel.TOO_FEW) {
            largest.merge(shift.name(), shift.index(), Math::max);
          }
        }
      }
      watch.returned(row.at().toEpochMilli(), row.numbers(), score.applyAsInt(row));
    }
    return largest;
  }

  /** How well the last fifth, which the model did not see, is ranked. */
  public double averagePrecision() {
    return new RankedScores(margins(trees, split.test()), truth(split.test())).averagePrecision();
  }

  ModelCard.Figures figures() {
    return new TestFigures(margins(trees, split.test()), truth(split.test())).measure(scale);
  }

  private static float[] margins(TrainedModel model, Samples samples) {
    float[] margins = new float[samples.rows()];
    for (int row = 0; row < margins.length; row++) {
      margins[row] = model.trees().margin(samples.row(row));
    }
    return margins;
  }

  private static boolean[] truth(Samples samples) {
    boolean[] frauds = new boolean[samples.rows()];
    for (int row = 0; row < frauds.length; row++) {
      frauds[row] = samples.isFraud(row);
    }
    return frauds;
  }

  private static int[] weights(Samples samples) {
    int[] weights = new int[samples.rows()];
    Arrays.setAll(weights, samples::weight);
    return weights;
  }
}
