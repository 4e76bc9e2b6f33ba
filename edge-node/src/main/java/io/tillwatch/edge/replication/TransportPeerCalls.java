package io.tillwatch.edge.replication;

import io.tillwatch.core.ledger.LogQuery.LogRange;
import io.tillwatch.core.ledger.snapshot.SnapshotPage;
import io.tillwatch.core.oplog.SignedOp;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.replication.protocol.Heartbeat;
import io.tillwatch.core.replication.protocol.HeartbeatAnswer;
import io.tillwatch.core.replication.protocol.NodeClock;
import io.tillwatch.core.replication.protocol.PeerCalls;
import io.tillwatch.core.replication.protocol.Pull;
import io.tillwatch.core.replication.protocol.Push;
import io.tillwatch.core.replication.protocol.PushAnswer;
import io.tillwatch.core.replication.protocol.SnapshotPull;
import io.tillwatch.core.replication.protocol.SpeculativeOp;
import io.tillwatch.core.trace.Sent;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channel;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.bus.StoreChannels;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Carries the replicator's questions to other stores. */
final class TransportPeerCalls implements PeerCalls {
  /** A connection that has not answered for so long is given up. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration PULL_PATIENCE = Duration.ofSeconds(5);

  private final Bus bus;
  private final NodeClock clock;

  TransportPeerCalls(Bus bus, NodeClock clock) {
    this.bus = bus;
    this.clock = clock;
  }

  @Override
  public boolean sendAhead(StoreId to, SpeculativeOp early) {
    return bus.send(StoreChannels.SPECULATIVE_OP, to, early);
  }

  @Override
  public CompletionStage<PushAnswer> push(StoreId to, Push push) {
    long sent = clock.wallMicros();
    CompletionStage<PushAnswer> answer = ask(StoreChannels.PUSH, to, push, PATIENCE);
    // behind it: an op waits for nobody who notes when it went
    if (!push.ops().isEmpty()) {
      SignedOp last = push.ops().get(push.ops().size() - 1);
      bus.publish(Channels.SENT, new Sent(to.value(), last.id().position(), sent));
    }
    return answer;
  }

  @Override
  public CompletionStage<HeartbeatAnswer> heartbeat(StoreId to, Heartbeat beat) {
    return ask(StoreChannels.HEARTBEAT, to, beat, PATIENCE);
  }

  @Override
  public CompletionStage<LogRange> pull(StoreId to, Pull pull) {
    return ask(StoreChannels.PULL, to, pull, PULL_PATIENCE);
  }

  @Override
  public CompletionStage<SnapshotPage> snapshot(StoreId to, SnapshotPull pull) {
    return ask(StoreChannels.SNAPSHOT, to, pull, PULL_PATIENCE);
  }

  private <Q, A> CompletionStage<A> ask(
      Channel<Q, A> channel, StoreId to, Q question, Duration patience) {
    return bus.ask(channel, to, question, patience).toCompletionStage();
  }
}
