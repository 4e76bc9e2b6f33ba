package io.tillwatch.edge.ledger.model;

import java.time.Instant;

/**
 * Who did what to whom, and why.
 *
 * @param actor id of the API key, never the key
 * @param action stable upper-case verb, for example PHOTO_VIEWED
 * @param target id of what it was done to
 * @param why the reason given, or null
 */
public record AuditEntry(
    String id,
    Instant at,
    String storeId,
    String actor,
    String action,
    String target,
    String why) {}
