package io.tillwatch.core.alerts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody takes an alert to work on it, or lets it go.
 *
 * @param alertId the alert
 * @param claimed true for taking it, false for letting go
 * @param by who
 * @param snoozedUntil of one that is let go: nobody need look at it before; null: at once. Stores
 *     of earlier versions read it as let go.
 */
public record Claim(
    String id,
    Instant at,
    String storeId,
    String alertId,
    boolean claimed,
    String by,
    @Nullable Instant snoozedUntil) {}
