package io.tillwatch.core.replication;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How long ops of other stores took to get here, minute by minute.
 *
 * @param byStore by the store they came from, oldest first; a minute in which nothing came lacks
 */
public record LatencyHistory(Instant asOf, Map<String, List<Minute>> byStore) {
  /** So many minutes are kept: four hours. */
  public static final int MINUTES = 240;

  public LatencyHistory {
    byStore = Map.copyOf(byStore);
  }

  /** One minute, by when it ended. */
  public record Minute(Instant at, LatencyFigures figures) {}
}
