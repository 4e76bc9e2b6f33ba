package io.tillwatch.edge.web.answer.figures;

import io.tillwatch.core.analytics.Figures;
import io.tillwatch.core.analytics.StatsQuery;
import io.tillwatch.core.fraud.GuardAlarm;
import io.tillwatch.core.replication.LatencyFigures;
import io.tillwatch.core.replication.ReplicationStatus;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The figures of all stores and of each.
 *
 * @param complete false while the ledger is still read after a start
 * @param guardAlarm why changed rules are held back, or null
 */
public record StatsJson(
    Instant asOf,
    String storeId,
    String currency,
    boolean complete,
    FiguresJson all,
    Map<String, FiguresJson> stores,
    @Nullable GuardAlarm guardAlarm) {

  /**
   * The figures as they are now.
   *
   * @param replication null where replication does not answer
   */
  public static StatsJson of(
      String storeId,
      String currency,
      StatsQuery.Stats stats,
      @Nullable ReplicationStatus replication,
      @Nullable GuardAlarm guardAlarm) {
    TreeMap<String, Figures> byStore = new TreeMap<>(stats.byStore());
    byStore.putIfAbsent(storeId, Figures.NONE);
    if (replication != null) {
      replication.peers().forEach(peer -> byStore.putIfAbsent(peer.storeId(), Figures.NONE));
    }
    Map<String, FiguresJson> stores = new TreeMap<>();
    byStore.forEach(
        (id, figures) -> stores.put(id, FiguresJson.of(figures, replicated(replication, id))));
    return new StatsJson(
        stats.asOf(),
        storeId,
        currency,
        stats.complete(),
        FiguresJson.of(stats.all(), replicated(replication)),
        stores,
        guardAlarm);
  }

  static FiguresJson.Replicated replicated(@Nullable ReplicationStatus status) {
    return status == null
        ? new FiguresJson.Replicated(null, null)
        : new FiguresJson.Replicated(
            status.traffic().events(), LatencyJson.of(status.traffic().latency()));
  }

  /** What came from that store; of this store itself nothing came. */
  private static FiguresJson.Replicated replicated(
      @Nullable ReplicationStatus status, String storeId) {
    ReplicationStatus.Peer peer =
        status == null
            ? null
            : status.peers().stream()
                .filter(each -> each.storeId().equals(storeId))
                .findFirst()
                .orElse(null);
    if (peer == null) {
      return new FiguresJson.Replicated(0L, null);
    }
    LatencyFigures latency = peer.arrivals().latency();
    long events = peer.arrivals().caughtUp() + (latency == null ? 0 : latency.count());
    return new FiguresJson.Replicated(events, LatencyJson.of(latency));
  }
}
