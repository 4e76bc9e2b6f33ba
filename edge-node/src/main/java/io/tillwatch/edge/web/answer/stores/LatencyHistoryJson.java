package io.tillwatch.edge.web.answer.stores;

import io.tillwatch.core.replication.LatencyFigures;
import io.tillwatch.core.replication.LatencyHistory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long ops of other stores took to get here, minute by minute; see {@link LatencyHistory}. */
public record LatencyHistoryJson(Instant asOf, Map<String, List<Minute>> stores) {

  /** One minute in which something came, by when it ended. */
  public record Minute(Instant at, long count, long p50Micros, long p99Micros, long maxMicros) {
    private static Minute of(LatencyHistory.Minute minute) {
      LatencyFigures figures = minute.figures();
      return new Minute(
          minute.at(),
          figures.count(),
          figures.p50Micros(),
          figures.p99Micros(),
          figures.maxMicros());
    }
  }

  public static LatencyHistoryJson of(LatencyHistory history) {
    Map<String, List<Minute>> stores = new TreeMap<>();
    history
        .byStore()
        .forEach((store, minutes) -> stores.put(store, minutes.stream().map(Minute::of).toList()));
    return new LatencyHistoryJson(history.asOf(), stores);
  }
}
