package io.tillwatch.tools.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tillwatch.core.fraud.features.FeatureSet;
import io.tillwatch.core.oplog.Sha256;
import io.tillwatch.tools.train.ModelCard.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Trains a model on labelled returns, measures it on later ones, and writes the model and its card.
 * Equal input gives equal bytes.
 */
final class ModelTraining {
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
    CalibratedModel trained = CalibratedModel.of(returns.rows(), gap, progress);
    TimeSplit split = trained.split();
    progress.accept("testing on " + split.test().rows() + " returns later still");
    ModelCard card =
        new ModelCard(
            Sha256.hex(trained.file()),
            FeatureSet.hash(),
            returns.hash(),
            CalibratedModel.PARAMETERS,
            parts(split),
            returns.withoutLabel(),
            trained.figures(),
            trained.reference());
    write(model, trained.file());
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

  private static Map<String, Part> parts(TimeSplit split) {
    Map<String, Part> parts = new LinkedHashMap<>();
    parts.put("training", Part.of(split.training()));
    parts.put("calibration", Part.of(split.calibration()));
    parts.put("test", Part.of(split.test()));
    return parts;
  }
}
