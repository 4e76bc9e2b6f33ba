package io.tillwatch.core.fraud.labels;

import io.tillwatch.core.fraud.FeatureRow;
import java.time.Instant;

/**
 * A return that a model may learn from.
 *
 * @param features what was known before it was decided
 */
public record LabelledReturn(String id, Instant at, FeatureRow features, Label label) {}
