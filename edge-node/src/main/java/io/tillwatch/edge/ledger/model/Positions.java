package io.tillwatch.edge.ledger.model;

import io.tillwatch.edge.replication.model.Position;
import java.util.Map;

/** How far each origin's log is known in this store, by store id; this store's own log too. */
public record Positions(Map<String, Position> byOrigin) {
  public Positions {
    byOrigin = Map.copyOf(byOrigin);
  }

  public Position of(String origin) {
    return byOrigin.getOrDefault(origin, Position.START);
  }
}
