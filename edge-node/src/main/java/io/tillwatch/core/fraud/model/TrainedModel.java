package io.tillwatch.core.fraud.model;

import java.util.List;
import java.util.Map;

/**
 * A model as its file says it.
 *
 * @param trees what it computes
 * @param featureNames one per number, or empty where the file names none
 * @param attributes what its maker wrote into the file beside the trees
 * @param hash SHA-256 of the file, hexadecimal: what stores and audit call the model by
 */
public record TrainedModel(
    TreeEnsemble trees, List<String> featureNames, Map<String, String> attributes, String hash) {

  /**
   * Copies what it is given.
   *
   * @throws UnusableModelException if it names another number of features than it has
   */
  public TrainedModel {
    featureNames = List.copyOf(featureNames);
    attributes = Map.copyOf(attributes);
    if (!featureNames.isEmpty() && featureNames.size() != trees.features()) {
      throw new UnusableModelException(
          featureNames.size() + " feature names for " + trees.features() + " features");
    }
  }
}
