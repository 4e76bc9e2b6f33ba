package io.tillwatch.core.fraud.drift;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What returns and scores were like when a model was made, out of its card.
 *
 * @param features by name, in the order in which their numbers come
 * @param scores 0..100, of returns that the model did not learn from
 */
public record DriftReference(Map<String, Histogram> features, Histogram scores) {
  public DriftReference {
    features = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(features));
  }
}
