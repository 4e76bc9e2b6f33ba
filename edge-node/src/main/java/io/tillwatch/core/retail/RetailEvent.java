package io.tillwatch.core.retail;

import java.time.Instant;

/**
 * Something that happened in a store and that every store learns of. Events are immutable and have
 * globally unique ids, so that merging what two stores know is a union.
 */
public sealed interface RetailEvent
    permits Sale, Return, SaleVoid, Dispute, Resolution, ListEntry, SyncMarker {

  /** Globally unique, opaque. */
  String id();

  /** When it happened, by the clock of the store it happened in. */
  Instant at();

  /** The store it happened in. */
  String storeId();
}
