package io.tillwatch.core.fraud.models;

import java.time.Instant;

/**
 * Somebody brought a trained model. Its file stands in {@link ModelPart}s, which came before this.
 *
 * @param model SHA-256 of the file: what everybody calls it by
 * @param bytes length of the file
 * @param parts how many it stands in
 * @param by who: id of an API key
 */
public record BroughtModel(
    String id, Instant at, String storeId, String model, int bytes, int parts, String by) {}
