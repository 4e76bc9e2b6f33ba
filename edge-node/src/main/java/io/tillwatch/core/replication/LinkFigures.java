package io.tillwatch.core.replication;

import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.replication.log.LogReceiver;
import io.tillwatch.core.replication.log.LogSender;
import io.tillwatch.core.replication.log.LogState;
import io.tillwatch.core.replication.peer.PeerLink;

/**
 * The figures of one peer.
 *
 * @param position how far its log is known here
 * @param acked how far this store's log is known there
 * @param lagOps its ops that are missing here, as far as it told
 * @param backlog this store's ops that are missing there
 * @param oldestUnackedMillis age of the oldest of those; 0 for none
 * @param underWay ops pushed and not yet acknowledged
 */
public record LinkFigures(
    Position position,
    Position acked,
    long lagOps,
    long backlog,
    long oldestUnackedMillis,
    int underWay,
    Counts counts) {

  /**
   * What happened since the start.
   *
   * @param applied its ops applied
   * @param duplicates its ops that came again
   * @param gaps times that ops before those that came were missing, here or there
   * @param refused times that its ops did not hold, here or this store's there
   * @param diverged times that its log contradicted what is known of it
   */
  public record Counts(long applied, long duplicates, long gaps, long refused, long diverged) {}

  static LinkFigures of(PeerLink link, LogState own, LogReceiver receiver, long nowMillis) {
    LogSender sender = link.sender();
    Position known = receiver.log().position();
    return new LinkFigures(
        known,
        sender.acked(),
        receiver.log().between(known, link.head(link.peer()).position()),
        own.between(sender.acked(), own.position()),
        link.unacked().millis(sender.acked(), own.position(), nowMillis),
        sender.opsUnderWay(),
        new Counts(
            receiver.counts().applied,
            receiver.counts().duplicates,
            receiver.counts().gaps + sender.gaps(),
            receiver.counts().refused + sender.refused(),
            receiver.counts().diverged));
  }
}
