package io.tillwatch.edge.replication;

import io.tillwatch.core.ledger.AuditEntry;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.LatencyFigures;
import io.tillwatch.core.replication.LatencyHistory;
import io.tillwatch.core.replication.peer.PeerLink;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * How long other stores' ops took to get here. Only ops that were committed while the two stores
 * were connected are measured, and since both opened; what was caught up after a break, or came
 * while a node still started, is counted beside.
 */
final class ArrivalLog {
  private static final class Origin {
    private LatencyMeter meter = new LatencyMeter();
    private long measured;
    private long caughtUp;

    private void startOver() {
      caughtUp += measured;
      measured = 0;
      meter = new LatencyMeter();
    }
  }

  private final Map<StoreId, Origin> origins = new TreeMap<>();
  private long events;
  private long turns;

  /** An op of another store is on disk; {@code link} is null where that store is no peer. */
  void arrived(Committed committed, @Nullable PeerLink link) {
    events++;
    long stamped =
        committed.committedMicros() > 0
            ? committed.committedMicros()
            : committed.op().stampedMicros();
    Origin origin = origin(committed.op().id().origin());
    long offset = link == null ? 0 : link.clocks().offsetMicros();
    long committedHere = stamped - offset;
    if (link == null || committedHere < link.connectedSinceMicros()) {
      origin.caughtUp++;
    } else {
      origin.measured++;
      origin.meter.record(committed.appliedMicros() - committedHere);
    }
    if (isOpening(committed)) {
      origin.startOver();
    }
  }

  /** A fact of this store's own is on disk. */
  void own(Committed committed) {
    if (isOpening(committed)) {
      origins.values().forEach(Origin::startOver);
    }
  }

  private static boolean isOpening(Committed committed) {
    return committed.fact() instanceof AuditEntry entry && entry.isOpening();
  }

  /** Ten seconds have passed. */
  void rotate(Instant now) {
    if (++turns % LatencyMeter.SLICES == 0) {
      origins.values().forEach(origin -> origin.meter.minute(now));
    }
    origins.values().forEach(origin -> origin.meter.rotate());
  }

  /** The last hours, minute by minute. */
  LatencyHistory history(Instant now) {
    Map<String, List<LatencyHistory.Minute>> byStore = new TreeMap<>();
    origins.forEach((store, origin) -> byStore.put(store.value(), origin.meter.minutes()));
    return new LatencyHistory(now, byStore);
  }

  long events() {
    return events;
  }

  long caughtUp(StoreId origin) {
    return origin(origin).caughtUp;
  }

  @Nullable LatencyFigures latency(StoreId origin) {
    return origin(origin).meter.figures();
  }

  @Nullable LatencyFigures recentLatency(StoreId origin) {
    return origin(origin).meter.recentFigures();
  }

  /** Over all origins. */
  @Nullable LatencyFigures total() {
    Histogram sum = LatencyMeter.empty();
    origins.values().forEach(origin -> origin.meter.addTo(sum));
    return LatencyMeter.figures(sum);
  }

  private Origin origin(StoreId id) {
    return origins.computeIfAbsent(id, any -> new Origin());
  }
}
