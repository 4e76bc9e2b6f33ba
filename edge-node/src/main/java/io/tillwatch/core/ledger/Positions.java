package io.tillwatch.core.ledger;

import io.tillwatch.core.oplog.Position;
import java.util.Map;

/**
 * How far each origin's log is known in this store, by store id; this store's own log too.
 *
 * @param chain per origin, the hash of the op there: the digest of its whole log, which stays known
 *     when the log itself is trimmed
 */
public record Positions(Map<String, Position> byOrigin, Map<String, String> chain) {
  public Positions {
    byOrigin = Map.copyOf(byOrigin);
    chain = Map.copyOf(chain);
  }

  public Position of(String origin) {
    return byOrigin.getOrDefault(origin, Position.START);
  }

  /** Chain hash of the last op known of that origin; empty where nothing is. */
  public String hashOf(String origin) {
    return chain.getOrDefault(origin, "");
  }
}
