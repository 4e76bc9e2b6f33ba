package io.tillwatch.edge.web.answer.figures;

import io.tillwatch.core.analytics.Figures;
import io.tillwatch.core.analytics.StatsQuery;
import io.tillwatch.core.replication.ReplicationStatus;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a stretch of time, to be filed.
 *
 * @param from start of the first hour that is counted
 * @param to end of the last hour that is counted
 * @param storeId the store that answers
 * @param replication since that store's node started, whatever the stretch
 * @param valueProtectedFormula how valueProtectedMinor comes about
 */
public record ReportJson(
    Instant from,
    Instant to,
    Instant asOf,
    boolean complete,
    String currency,
    String storeId,
    FiguresJson all,
    Map<String, FiguresJson> stores,
    FiguresJson.Replicated replication,
    String valueProtectedFormula) {

  /**
   * The report.
   *
   * @param from start of an hour
   * @param to end of an hour
   * @param replication null where replication does not answer
   */
  public static ReportJson of(
      Instant from,
      Instant to,
      String currency,
      String storeId,
      StatsQuery.Stats stats,
      @Nullable ReplicationStatus replication) {
    Map<String, Figures> byStore = new TreeMap<>(stats.byStore());
    byStore.putIfAbsent(storeId, Figures.NONE);
    Map<String, FiguresJson> stores = new TreeMap<>();
    byStore.forEach((store, figures) -> stores.put(store, FiguresJson.of(figures)));
    return new ReportJson(
        from,
        to,
        stats.asOf(),
        stats.complete(),
        currency,
        storeId,
        FiguresJson.of(stats.all()),
        stores,
        StatsJson.replicated(replication),
        ValueProtectedJson.FORMULA);
  }
}
