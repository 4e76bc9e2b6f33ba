package io.tillwatch.edge.bench;

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
  private static final Pace WARM_UP = new Pace(1_000, 5);

  /** Length of the text of a sample sale's op. */
  private static final int OP_TEXT = 760;

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

  /** Measures at each rate, first native replication, then ours. */
  public ReplicationResult run(List<Integer> rates, int seconds) {
    try (Workshop workshop = new Workshop(conf)) {
      CommitSample sale = workshop.sampleCommit(workshop.stores("store-a").get(0), null);
      return run(workshop, sale, rates, seconds);
    }
  }

  private ReplicationResult run(
      Workshop workshop, CommitSample sale, List<Integer> rates, int seconds) {
    try (ReplicatedPair entries = new NativePair(workshop, "entry", NativeOp.entry(OP_TEXT));
        ReplicatedPair commits = new NativePair(workshop, "commit", NativeOp.commit(sale));
        ReplicatedPair ours = new NodePair(workshop)) {
      progress.accept("warming up");
      entries.measure(WARM_UP);
      commits.measure(WARM_UP);
      ours.measure(WARM_UP);
      List<ReplicationResult.AtRate> results = new ArrayList<>();
      for (int rate : rates) {
        Pace pace = new Pace(rate, seconds);
        progress.accept(rate + " ops/s: native, one entry");
        Stamps entry = entries.measure(pace);
        progress.accept(rate + " ops/s: native, the same writes");
        Stamps commit = commits.measure(pace);
        progress.accept(rate + " ops/s: tillwatch");
        results.add(ReplicationResult.AtRate.of(rate, entry, commit, ours.measure(pace)));
      }
      return new ReplicationResult(Machine.here(), seconds, results);
    }
  }
}
