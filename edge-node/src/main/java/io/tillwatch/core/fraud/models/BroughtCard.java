package io.tillwatch.core.fraud.models;

import java.time.Instant;

/**
 * What {@code train} wrote of a model beside it. Of several the latest counts.
 *
 * @param model SHA-256 of the model's file
 * @param text JSON
 * @param by who: id of an API key
 */
public record BroughtCard(
    String id, Instant at, String storeId, String model, String text, String by) {
  /** Longest {@link #text}. */
  public static final int MOST_TEXT = 64 << 10;
}
