package io.tillwatch.edge.replication;

import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.LogQuery;
import io.tillwatch.core.ledger.LogQuery.LogRange;
import io.tillwatch.core.ledger.Positions;
import io.tillwatch.core.oplog.Op;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.Replicator;
import io.tillwatch.core.replication.protocol.NodeClock;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.codec.OpCodec;
import io.tillwatch.edge.facts.FactDecoder;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the logs of other origins that a replicating database brings into this store's Redis by
 * itself, and announces what appears in them, in the order of each log. An op whose predecessor has
 * not arrived yet waits; a log with a forged op is followed no further.
 */
final class DatabaseLogFollower {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseLogFollower.class);
  private static final int STRETCH = 500;

  private final Bus bus;
  private final LedgerLogs logs;
  private final Replicator replicator;
  private final NodeClock clock;
  private final Set<String> forged = new HashSet<>();
  private final Set<String> behind = new HashSet<>();
  private boolean polling;

  DatabaseLogFollower(Bus bus, LedgerLogs logs, Replicator replicator, NodeClock clock) {
    this.bus = bus;
    this.logs = logs;
    this.replicator = replicator;
    this.clock = clock;
  }

  /** Looks once for what is new; a poll that still runs is not repeated. */
  void poll() {
    if (polling) {
      return;
    }
    polling = true;
    logs.positions()
        .compose(this::readAll)
        .onFailure(why -> LOG.debug("Redis does not answer: error={}", why.getMessage()))
        .onComplete(done -> polling = false);
  }

  private Future<?> readAll(Positions positions) {
    List<Future<?>> reads = new ArrayList<>();
    positions
        .byOrigin()
        .forEach(
            (name, position) -> {
              StoreId origin = new StoreId(name);
              Position known = replicator.logs().position(origin);
              if (isWanted(origin) && position.compareTo(known) > 0) {
                LogQuery query = new LogQuery(origin, known, STRETCH);
                reads.add(bus.ask(Channels.LOG, query).onSuccess(read -> announce(origin, read)));
              }
            });
    return Future.all(reads);
  }

  private boolean isWanted(StoreId origin) {
    return !origin.equals(bus.self()) && !forged.contains(origin.value());
  }

  private void announce(StoreId origin, LogRange range) {
    if (range.trimmed() && behind.add(origin.value())) {
      LOG.error(
          "the log of origin={} was trimmed beyond what was seen of it: restart this node, so that it"
              + " reads all facts again",
          origin);
    }
    for (SignedOp signed : range.ops()) {
      byte[] text = signed.text().getBytes(StandardCharsets.UTF_8);
      if (!bus.seal().verifyOp(signed.id(), text, signed.mac())) {
        forged.add(signed.id().origin().value());
        LOG.error(
            "the log of origin={} holds a forged op at={}", signed.id().origin(), signed.id());
        return;
      }
      Op place = OpCodec.decodePlace(signed.text());
      if (!place.predecessor().equals(replicator.logs().position(place.id().origin()))) {
        return;
      }
      replicator.logs().seen(place.predecessor(), signed);
      publish(signed);
    }
  }

  private void publish(SignedOp signed) {
    try {
      Op op = OpCodec.decode(signed.text());
      bus.publish(
          Channels.COMMITTED,
          new Committed(op, FactDecoder.read(op), false, 0, clock.wallMicros(), signed));
    } catch (IllegalArgumentException unreadable) {
      LOG.atError()
          .addKeyValue("opId", signed.id())
          .log("an op cannot be read: it has no effect here, its log goes on");
    }
  }
}
