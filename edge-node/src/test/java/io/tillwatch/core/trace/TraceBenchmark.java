package io.tillwatch.core.trace;

import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.edge.support.StoredFacts;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Time and garbage that the trace of one checkout takes, with a book that is full. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TraceBenchmark {
  private static final int CHECKOUTS = 65_536;

  private final TraceBook book = new TraceBook();
  private final Committed[] checkouts = new Committed[CHECKOUTS];
  private final String[] ids = new String[CHECKOUTS];
  private int next;

  public TraceBenchmark() {
    for (int i = 0; i < CHECKOUTS; i++) {
      ids[i] = "tx_%08x".formatted(i);
      StoredFact sale = StoredFacts.stored(ids[i], StoredFacts.sale(ids[i], "store-a", 2_999));
      checkouts[i] = new Committed(sale.op(), sale.fact(), true, 1, 2);
    }
  }

  /** As a till's request comes, is committed, and is answered. */
  @Benchmark
  public void trace() {
    int i = next++ & (CHECKOUTS - 1);
    book.committed(checkouts[i]);
    book.came(ids[i], 1, 1);
  }

  public static void main(String[] args) throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include(TraceBenchmark.class.getSimpleName())
                .addProfiler(GCProfiler.class)
                .build())
        .run();
  }
}
