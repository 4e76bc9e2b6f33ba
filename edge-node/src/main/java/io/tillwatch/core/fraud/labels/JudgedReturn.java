package io.tillwatch.core.fraud.labels;

import io.tillwatch.core.fraud.FeatureRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A return that was judged, whether anybody knows what it was or not.
 *
 * @param stopped it was held or refused when it was made
 * @param features what was known before it was decided
 * @param label null where none is known
 */
public record JudgedReturn(
    String id, Instant at, boolean stopped, FeatureRow features, @Nullable Label label) {}
