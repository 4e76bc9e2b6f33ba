package io.tillwatch.tools.bench;

import io.tillwatch.core.ledger.Commit;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.replication.ReplicationQuery;
import io.tillwatch.core.replication.protocol.PeerState;
import io.tillwatch.edge.EdgeNode;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.config.EdgeConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two whole nodes in this JVM, each with its own Vertx and its own Redis, joined as on two
 * machines. An op is a sale; committed when the ledger of the first has its Redis's answer, applied
 * when the ledger of the second has.
 */
final class NodePair implements ReplicatedPair {
  private static final Duration QUIET = Duration.ofSeconds(10);

  /** What an op's id begins with; its number follows, so that a repeated sample is as long. */
  static final String ID_PREFIX = "bench-0000000000000-";

  private final EdgeNode first;
  private final EdgeNode second;
  private volatile @Nullable OpTimestamps stamps;
  private volatile String prefix = "none";
  private int run;

  NodePair(TemporaryStores temporary) {
    List<EdgeConfig> configs = temporary.stores("store-a", "store-b");
    first = BlockingWait.on(EdgeNode.start(configs.get(0)));
    second = BlockingWait.on(EdgeNode.start(configs.get(1)));
    BlockingWait.must("the stores hear each other", this::areConnected);
    BlockingWait.on(second.bus().subscribe(Channels.COMMITTED, this::committed));
  }

  @Override
  public OpTimestamps measure(SteadyRate pace) {
    OpTimestamps taken = new OpTimestamps(pace.ops());
    stamps = taken;
    prefix = "bench-%013d-".formatted(++run);
    SampleSale sales = new SampleSale(first.bus().self());
    pace.send(
        op -> {
          Commit commit = Commit.of(sales.draft(prefix + op, Instant.now()));
          taken.sent(op, OpTimestamps.now());
          first.bus().ask(Channels.COMMIT, commit);
        });
    BlockingWait.until(QUIET, taken::isComplete);
    return taken;
  }

  @Override
  public void close() {
    BlockingWait.on(first.stop());
    BlockingWait.on(second.stop());
  }

  private void committed(Committed committed) {
    String id = committed.op().factId();
    OpTimestamps taken = stamps;
    if (taken != null && !committed.local() && id.startsWith(prefix)) {
      int op = Integer.parseInt(id.substring(prefix.length()));
      taken.committed(op, committed.committedMicros());
      taken.applied(op, committed.appliedMicros());
    }
  }

  private boolean areConnected() {
    return isConnected(first.bus()) && isConnected(second.bus());
  }

  private static boolean isConnected(Bus bus) {
    return BlockingWait.on(bus.ask(Channels.REPLICATION_STATUS, ReplicationQuery.STATUS))
        .peers()
        .stream()
        .anyMatch(peer -> peer.state() == PeerState.CONNECTED);
  }
}
