package io.tillwatch.core.retail;

import java.time.Instant;

/** The store has heard everything of every other store up to {@code at}. */
public record SyncMarker(String id, Instant at, String storeId) implements RetailEvent {}
