package io.tillwatch.core.alerts;

import java.time.Instant;

/**
 * Somebody takes an alert to work on it, or lets it go.
 *
 * @param alertId the alert
 * @param claimed true for taking it, false for letting go
 * @param by who
 */
public record Claim(
    String id, Instant at, String storeId, String alertId, boolean claimed, String by) {}
