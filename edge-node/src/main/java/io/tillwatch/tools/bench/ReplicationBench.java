package io.tillwatch.tools.bench;

import io.tillwatch.edge.ledger.CommitSample;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How long a committed op takes to the other store, beside Redis's own replication with the same
 * sync, at several rates, in one run on one machine. Redis replicates once the least it can, one
 * entry of a stream, and once just what a commit of ours writes.
 */
public final class ReplicationBench {
  private static final int WARM_UP_RATE = 1_000;
  private static final int WARM_UP_SECONDS = 15;

  private static final List<String> SIDES =
      List.of("native, one entry", "native, the same writes", "tillwatch");

  private final Path conf;
  private final Consumer<String> progress;

  /**
   * @param conf folder of rules.yaml and catalog.yaml
   * @param progress told what is being done
   */
  public ReplicationBench(Path conf, Consumer<String> progress) {
    this.conf = conf;
    this.progress = progress;
  }

  /** Measures all three at each rate; who goes first changes from rate to rate. */
  public ReplicationResult run(List<Integer> rates, int seconds) {
    try (TemporaryStores temporary = new TemporaryStores(conf)) {
      CommitSample sale =
          temporary.sampleCommit(temporary.stores("store-a").get(0), NodePair.ID_PREFIX, null);
      return run(temporary, sale, rates, seconds);
    }
  }

  private ReplicationResult run(
      TemporaryStores temporary, CommitSample sale, List<Integer> rates, int seconds) {
    try (ReplicatedPair entries =
            new NativePair(temporary, "entry", NativeOp.entry(sale.opText()));
        ReplicatedPair commits = new NativePair(temporary, "commit", NativeOp.commit(sale));
        ReplicatedPair ours = new NodePair(temporary)) {
      List<ReplicatedPair> pairs = List.of(entries, commits, ours);
      progress.accept("warming up");
      SteadyRate warmUp = new SteadyRate(WARM_UP_RATE, Math.min(WARM_UP_SECONDS, 2 * seconds));
      pairs.forEach(pair -> pair.measure(warmUp));
      List<ReplicationResult.AtRate> results = new ArrayList<>();
      for (int i = 0; i < rates.size(); i++) {
        SteadyRate pace = new SteadyRate(rates.get(i), seconds);
        OpTimestamps[] taken = new OpTimestamps[pairs.size()];
        for (int turn = 0; turn < taken.length; turn++) {
          int next = (i + turn) % taken.length;
          progress.accept(rates.get(i) + " ops/s: " + SIDES.get(next));
          taken[next] = pairs.get(next).measure(pace);
        }
        results.add(ReplicationResult.AtRate.of(rates.get(i), taken[0], taken[1], taken[2]));
      }
      return new ReplicationResult(Machine.here(), seconds, results);
    }
  }
}
