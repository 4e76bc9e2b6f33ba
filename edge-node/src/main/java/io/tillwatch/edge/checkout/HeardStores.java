package io.tillwatch.edge.checkout;

import java.time.Instant;

/** What this node has heard of other stores. */
public interface HeardStores {

  /** Everything that the store committed up to this moment is known here. */
  Instant upTo(String storeId);

  /** The store answered lately. */
  boolean isReachable(String storeId);
}
