package io.tillwatch.core.alerts;

import java.time.Instant;

/**
 * What a reviewer writes down about an alert, for whoever works on it next.
 *
 * @param alertId the alert
 * @param text their words
 * @param by who
 */
public record AlertNote(
    String id, Instant at, String storeId, String alertId, String text, String by) {}
