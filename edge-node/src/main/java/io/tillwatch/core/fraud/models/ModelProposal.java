package io.tillwatch.core.fraud.models;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody proposes to promote a model; it waits for a second person. It is void once another term
 * begins.
 *
 * @param model SHA-256 of the model's file
 * @param by who: id of an API key
 * @param note their words, or null
 */
public record ModelProposal(
    String id, Instant at, String storeId, String model, String by, @Nullable String note) {}
