package io.tillwatch.tools.train;

import io.tillwatch.core.fraud.model.TrainedModel;
import io.tillwatch.edge.fraud.model.XgboostModelFile;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Grows trees with XGBoost's library and hands them on as the bytes of a model file. */
public final class BoostTrainer {
  private BoostTrainer() {}

  /**
   * Trains, with the directions that the features have.
   *
   * @param directions see {@link BoostParameters#toXgboost}
   * @param attributes what is written into the file beside the trees
   * @return the bytes of a model file in XGBoost's JSON
   * @throws TrainingFailedException if the library refuses
   */
  public static byte[] train(
      Samples samples,
      BoostParameters parameters,
      List<Integer> directions,
      Map<String, String> attributes) {
    try {
      DMatrix rows =
          new DMatrix(samples.numbers(), samples.rows(), samples.features().size(), Float.NaN);
      try {
        rows.setLabel(samples.labels());
        float[] weights = samples.weights();
        if (weights != null) {
          rows.setWeight(weights);
        }
        return train(rows, samples, parameters, directions, attributes);
      } finally {
        rows.dispose();
      }
    } catch (XGBoostError e) {
      throw new TrainingFailedException("XGBoost: " + e.getMessage(), e);
    }
  }

  /** The same without directions and attributes, ready to be asked. */
  public static TrainedModel model(Samples samples, BoostParameters parameters) {
    List<Integer> free = Collections.nCopies(samples.features().size(), 0);
    return XgboostModelFile.read(train(samples, parameters, free, Map.of()));
  }

  private static byte[] train(
      DMatrix rows,
      Samples samples,
      BoostParameters parameters,
      List<Integer> directions,
      Map<String, String> attributes)
      throws XGBoostError {
    Booster booster =
        XGBoost.train(
            rows,
            parameters.toXgboost(directions),
            parameters.rounds(),
            new HashMap<>(),
            null,
            null);
    try {
      booster.setFeatureNames(samples.features().toArray(String[]::new));
      for (Map.Entry<String, String> attribute : attributes.entrySet()) {
        booster.setAttr(attribute.getKey(), attribute.getValue());
      }
      return booster.toByteArray("json");
    } finally {
      booster.dispose();
    }
  }
}
