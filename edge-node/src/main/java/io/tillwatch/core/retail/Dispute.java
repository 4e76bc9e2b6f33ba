package io.tillwatch.core.retail;

import java.time.Instant;

/** The sale's payment was charged back. */
public record Dispute(String id, Instant at, String storeId, String receiptNumber)
    implements RetailEvent {}
