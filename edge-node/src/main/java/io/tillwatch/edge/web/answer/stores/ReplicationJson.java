package io.tillwatch.edge.web.answer.stores;

import io.tillwatch.core.checkout.StandInStatus;
import io.tillwatch.core.oplog.LogHealth;
import io.tillwatch.core.replication.ReplicationStatus;
import io.tillwatch.edge.web.answer.figures.LatencyJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How replication is doing; see {@link ReplicationStatus}. */
public record ReplicationJson(
    String storeId,
    long epoch,
    String position,
    List<PeerJson> peers,
    Map<String, String> positions,
    long conflicts,
    Map<String, LogFlaw> logFlaws,
    Map<String, RefusedLog> refusedLogs,
    List<DepartureJson> departures,
    long forgedFrames,
    Map<String, Long> refusedFrames,
    boolean acceptsOldFrames,
    long oldFrames,
    List<String> oldFrameStores,
    long events,
    long trimmedOps,
    long cutOff,
    @Nullable Snapshot snapshot,
    long snapshotFacts,
    @Nullable LatencyJson latency,
    long moneyAtRiskMinor,
    long moneyAtRiskCeilingMinor,
    long groupMoneyAtRiskMinor,
    long groupMoneyAtRiskCeilingMinor,
    int standIns,
    @Nullable String version,
    @Nullable String camera) {

  /** What happened to a log that was damaged. */
  public record LogFlaw(
      @Nullable String divergedAt, long salvaged, long quarantined, @Nullable String lastReason) {
    private static LogFlaw of(LogHealth.Flaw flaw) {
      return new LogFlaw(
          DepartureJson.text(flaw.divergedAt()),
          flaw.salvaged(),
          flaw.quarantined(),
          flaw.lastReason());
    }
  }

  /** Why nothing more is taken of a log. */
  public record RefusedLog(String at, String keyId, boolean keyMissing, String remedy) {}

  /** From whom this store is being filled. */
  public record Snapshot(String from, long done, long total, boolean ownFactsMissing) {
    private static @Nullable Snapshot of(ReplicationStatus.@Nullable Snapshot snapshot) {
      return snapshot == null
          ? null
          : new Snapshot(snapshot.from(), snapshot.done(), snapshot.total(), snapshot.ownLost());
    }
  }

  public static ReplicationJson of(ReplicationStatus status, StandInStatus standIn) {
    return new ReplicationJson(
        status.storeId(),
        status.logs().own().epoch(),
        status.logs().own().toString(),
        status.peers().stream().map(PeerJson::of).toList(),
        positions(status),
        status.logs().conflicts(),
        logFlaws(status.logs().flaws()),
        refusedLogs(status),
        status.decommissions().stream().map(DepartureJson::of).toList(),
        status.traffic().frames().refusedFrames(),
        status.traffic().frames().refused(),
        status.traffic().frames().acceptsOld(),
        status.traffic().frames().oldTaken(),
        status.traffic().frames().oldStores(),
        status.traffic().events(),
        status.logs().trimmedOps(),
        status.logs().cutOff(),
        Snapshot.of(status.snapshots().underWay()),
        status.snapshots().facts(),
        LatencyJson.of(status.traffic().latency()),
        standIn.atRiskMinor(),
        standIn.ceilingMinor(),
        status.exposure().atRiskMinor(),
        status.exposure().ceilingMinor(),
        standIn.count(),
        status.node().version(),
        status.node().camera());
  }

  private static Map<String, String> positions(ReplicationStatus status) {
    Map<String, String> positions = new TreeMap<>();
    status
        .logs()
        .positions()
        .forEach((store, position) -> positions.put(store, position.toString()));
    return positions;
  }

  private static Map<String, LogFlaw> logFlaws(LogHealth health) {
    Map<String, LogFlaw> flaws = new TreeMap<>();
    health.byOrigin().forEach((store, flaw) -> flaws.put(store, LogFlaw.of(flaw)));
    return flaws;
  }

  private static Map<String, RefusedLog> refusedLogs(ReplicationStatus status) {
    Map<String, RefusedLog> logs = new LinkedHashMap<>();
    status
        .logs()
        .refused()
        .forEach(
            log ->
                logs.put(
                    log.origin(),
                    new RefusedLog(
                        log.at().toString(), log.keyId(), log.keyMissing(), log.remedy())));
    return logs;
  }
}
