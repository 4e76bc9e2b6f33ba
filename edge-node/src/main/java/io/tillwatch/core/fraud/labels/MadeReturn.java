package io.tillwatch.core.fraud.labels;

import io.tillwatch.core.fraud.FeatureRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A return as it was made.
 *
 * @param paid at once
 */
record MadeReturn(
    String id,
    Instant at,
    @Nullable String receipt,
    boolean paid,
    FeatureRow features,
    ReturningPerson person) {}
