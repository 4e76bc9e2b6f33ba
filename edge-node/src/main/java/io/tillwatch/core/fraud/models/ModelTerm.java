package io.tillwatch.core.fraud.models;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From now on that model is the champion. Of all that a store knows the one committed last, by
 * hybrid logical clock, holds.
 *
 * @param model SHA-256 of the model's file; null: the rules judge alone
 * @param proposedBy who proposed it, somebody else than {@code by}; null where it is rolled back to
 * @param by who: id of an API key
 * @param note their words, or null
 */
public record ModelTerm(
    String id,
    Instant at,
    String storeId,
    @Nullable String model,
    @Nullable String proposedBy,
    String by,
    @Nullable String note) {}
