package io.tillwatch.core.replication;

import java.time.Instant;
import java.util.Map;

/**
 * How current this store is: for each other store, everything that it committed up to this time is
 * known here.
 *
 * @param byStore by store id, on this store's clock; a store that was never heard is absent
 */
public record Watermarks(Map<String, Instant> byStore) {
  public Watermarks {
    byStore = Map.copyOf(byStore);
  }
}
