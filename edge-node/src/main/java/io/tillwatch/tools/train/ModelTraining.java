package io.tillwatch.tools.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.core.fraud.features.Feature;
import io.tillwatch.core.fraud.features.FeatureSet;
import io.tillwatch.core.fraud.model.Calibration;
import io.tillwatch.core.fraud.model.TrainedModel;
import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.edge.fraud.model.XgboostModelFile;
import io.tillwatch.tools.train.ModelCard.Histogram;
import io.tillwatch.tools.train.ModelCard.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Trains a model on labelled returns, measures it on later ones, and writes the model and its card.
 * Equal input gives equal bytes.
 */
final class ModelTraining {
  /** Those that ranked best on the validation weeks of the Handbook's payments. */
  private static final BoostParameters PARAMETERS = new BoostParameters(150, 3, 0.1, 1, 0.5, 1);

  private static final int BINS = 10;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Consumer<String> progress;

  /**
   * @param progress told of each step, a line each
   */
  ModelTraining(Consumer<String> progress) {
    this.progress = progress;
  }

  /**
   * Trains.
   *
   * @param gap how long a label takes to become known
   * @param model where the model goes; its card lies beside it
   * @throws TrainingFailedException if the input is another file or too little
   */
  ModelCard run(Path input, Duration gap, Path model) throws IOException {
    progress.accept("reading " + input);
    LabelledReturns returns = LabelledReturns.read(input);
    TimeSplit split = TimeSplit.of(returns, gap);
    progress.accept(
        "training on %d returns, %d of them frauds"
            .formatted(split.training().rows(), split.training().positives()));
    List<Integer> directions = Arrays.stream(Feature.values()).map(Feature::direction).toList();
    byte[] grown = BoostTrainer.train(split.training(), PARAMETERS, directions, Map.of());
    TrainedModel trees = XgboostModelFile.read(grown);
    progress.accept("fitting the scale on " + split.calibration().rows() + " later returns");
    Calibration scale =
        IsotonicFit.fit(margins(trees, split.calibration()), truth(split.calibration()));
    progress.accept("testing on " + split.test().rows() + " returns later still");
    byte[] file = with(grown, scale);
    ModelCard card =
        new ModelCard(
            Sha256.hex(file),
            FeatureSet.hash(),
            returns.hash(),
            PARAMETERS,
            parts(split),
            returns.withoutLabel(),
            new TestFigures(margins(trees, split.test()), truth(split.test())).measure(scale),
            reference(split.training()));
    write(model, file);
    write(card(model), JSON.writeValueAsBytes(card));
    return card;
  }

  /** Where the card of a model lies. */
  static Path card(Path model) {
    String name = model.getFileName().toString().replaceFirst("\\.json$", "");
    return model.resolveSibling(name + ".card.json");
  }

  /** At once or not at all: a node may read it meanwhile. */
  private static void write(Path file, byte[] bytes) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    Files.write(unfinished, bytes);
    Files.move(unfinished, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] with(byte[] grown, Calibration scale) throws IOException {
    ObjectNode root = (ObjectNode) JSON.readTree(grown);
    ObjectNode attributes = (ObjectNode) root.at("/learner/attributes");
    attributes.put(Calibration.ATTRIBUTE, scale.text());
    attributes.put("tillwatch.featureSet", FeatureSet.hash());
    return new ObjectMapper().writeValueAsBytes(root);
  }

  private static Map<String, Part> parts(TimeSplit split) {
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put("training", Part.of(split.training()));
    parts.put("calibration", Part.of(split.calibration()));
    parts.put("test", Part.of(split.test()));
    return parts;
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

  private static Map<String, Histogram> reference(Samples samples) {
    Map<String, Histogram> reference = new LinkedHashMap<>();
    for (int feature = 0; feature < samples.features().size(); feature++) {
      reference.put(samples.features().get(feature), histogram(samples, feature));
    }
    return reference;
  }

  /** Bins that hold a tenth each, fewer where many numbers are equal. */
  private static Histogram histogram(Samples samples, int feature) {
    float[] known = new float[samples.rows()];
    int count = 0;
    for (int row = 0; row < samples.rows(); row++) {
      float number = samples.row(row)[feature];
      if (!Float.isNaN(number)) {
        known[count++] = number;
      }
    }
    float[] sorted = Arrays.copyOf(known, count);
    Arrays.sort(sorted);
    List<Float> edges = new ArrayList<>();
    List<Double> shares = new ArrayList<>();
    int from = 0;
    for (int bin = 1; bin < BINS && count > 0; bin++) {
      float edge = sorted[(int) ((long) bin * count / BINS)];
      if (edge > sorted[from]) {
        int to = Arrays.binarySearch(sorted, edge);
        while (to > 0 && sorted[to - 1] == edge) {
          to--;
        }
        edges.add(edge);
        shares.add((double) (to - from) / samples.rows());
        from = to;
      }
    }
    shares.add((double) (count - from) / samples.rows());
    return new Histogram(edges, shares, 1 - (double) count / samples.rows());
  }
}
