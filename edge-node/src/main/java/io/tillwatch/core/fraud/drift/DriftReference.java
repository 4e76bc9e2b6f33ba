package io.tillwatch.core.fraud.drift;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What returns and scores were like when a model was made, out of its card.
 *
 * @param features by name, in the order in which their numbers come
 * @param scores 0..100, of returns that the model did not learn from
 * @param usual by name, the largest stability index of any week of the year before: what a number
 *     does by itself, with the season; of those that are not named nothing is known
 */
public record DriftReference(
    Map<String, Histogram> features, Histogram scores, Map<String, Double> usual) {
  /** How the score is named beside the features. */
  static final String SCORE = "SCORE";

  public DriftReference {
    features = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(features));
    usual = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(usual));
  }

  /** Of which it is not known what they do by themselves. */
  public DriftReference(Map<String, Histogram> features, Histogram scores) {
    this(features, scores, Map.of());
  }

  /** The same, knowing what its numbers do by themselves. */
  public DriftReference with(Map<String, Double> largest) {
    return new DriftReference(features, scores, largest);
  }

  double usual(String name) {
    return usual.getOrDefault(name, 0.0);
  }
}
