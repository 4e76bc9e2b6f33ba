package io.tillwatch.core.replication;

import io.tillwatch.core.ledger.LogQuery.LogRange;
import io.tillwatch.core.oplog.Position;
import io.tillwatch.core.replication.log.LogReceiver;
import io.tillwatch.core.replication.log.LogState;
import io.tillwatch.core.replication.peer.PeerLink;
import io.tillwatch.core.replication.protocol.Heartbeat;
import io.tillwatch.core.replication.protocol.Member;
import io.tillwatch.core.replication.protocol.PeerCalls;
import io.tillwatch.core.replication.protocol.Pull;
import io.tillwatch.core.replication.protocol.ReplicatorSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Brings this store's own log back from peers, as far as they hold more of it than its Redis does:
 * after a crash that lost the last writes, or a restored backup.
 */
final class TailRecovery {
  private final Member self;
  private final LogState own;
  private final Collection<PeerLink> links;
  private final PeerCalls calls;
  private final LogReceiver receiver;
  private final ReplicatorSettings settings;
  private final Function<PeerLink, CompletionStage<Void>> fill;

  /**
   * @param fill begins to fill this store from a peer whose copy of this store's log was trimmed
   *     beyond what is here; the log goes on from that copy's end
   */
  TailRecovery(
      Member self,
      LogState own,
      Collection<PeerLink> links,
      PeerCalls calls,
      LogReceiver receiver,
      ReplicatorSettings settings,
      Function<PeerLink, CompletionStage<Void>> fill) {
    this.self = self;
    this.own = own;
    this.links = List.copyOf(links);
    this.calls = calls;
    this.receiver = receiver;
    this.settings = settings;
    this.fill = fill;
  }

  /** Asks every peer once, then pulls from each that holds more. */
  CompletionStage<Void> run(Supplier<Heartbeat> mine) {
    List<CompletableFuture<Void>> answers = new ArrayList<>();
    for (PeerLink link : links) {
      CompletableFuture<Void> answered = new CompletableFuture<>();
      answers.add(answered);
      calls
          .heartbeat(link.peer(), mine.get())
          .whenComplete(
              (answer, failure) -> {
                if (failure == null) {
                  link.learn(answer.beat());
                }
                answered.complete(null);
              });
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenCompose(all -> pullFrom(0));
  }

  private CompletionStage<Void> pullFrom(int index) {
    return index == links.size()
        ? CompletableFuture.completedFuture(null)
        : pullAll(new ArrayList<>(links).get(index)).thenCompose(done -> pullFrom(index + 1));
  }

  private CompletionStage<Void> pullAll(PeerLink link) {
    Position before = own.position();
    if (link.head(self.store()).position().compareTo(before) <= 0) {
      return CompletableFuture.completedFuture(null);
    }
    Pull pull = new Pull(self.store(), self.store(), before, settings.pullBatch());
    return calls
        .pull(link.peer(), pull)
        .thenCompose(range -> take(link, range))
        .handle((applied, failure) -> own.position().compareTo(before) > 0)
        .thenCompose(
            moved -> moved ? pullAll(link) : CompletableFuture.<Void>completedFuture(null));
  }

  private CompletionStage<Void> take(PeerLink link, LogRange range) {
    return range.trimmed()
        ? fill.apply(link)
        : receiver.apply(range.ops()).thenAccept(applied -> {});
  }
}
