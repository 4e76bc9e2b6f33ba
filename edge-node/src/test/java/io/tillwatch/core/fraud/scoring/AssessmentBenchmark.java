package io.tillwatch.core.fraud.scoring;

import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.Freshness;
import io.tillwatch.core.fraud.features.FeatureSet;
import io.tillwatch.core.fraud.history.FraudHistory;
import io.tillwatch.core.fraud.rules.Dossier;
import io.tillwatch.core.fraud.rules.ScoringContext;
import io.tillwatch.core.retail.Return;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Time and garbage of one assessment with a history of 100,000 customers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class AssessmentBenchmark {
  private static final int CUSTOMERS = 100_000;
  private static final int SALES_EACH = 4;
  private static final int PROBES = 4_096;
  private static final String[] STORES = {"A", "B", "Z"};

  private final FraudHistory history = Shop.history(Shop.CONTEXT);
  private final Return[] probes = new Return[PROBES];
  private final Rules rules = Rules.standard();
  private int next;

  /** Four purchases for each customer, an eighth of them returned, and returns to judge. */
  @Setup
  public void fill() {
    Random random = new Random(7);
    for (int i = 0; i < CUSTOMERS * SALES_EACH; i++) {
      int customer = i % CUSTOMERS;
      Instant at = Shop.NOON.plusMillis(i * 15_000L);
      history.learn(
          Shop.sale("r" + i).at(at).by("cu" + customer, "t" + customer).done(), Decision.APPROVE);
      if (i % 8 == 0) {
        history.learn(returnOf("e" + i, i, at.plusSeconds(86_400), random), Decision.APPROVE);
      }
    }
    Instant now = Shop.NOON.plusMillis(CUSTOMERS * SALES_EACH * 15_000L);
    for (int i = 0; i < PROBES; i++) {
      int sold = random.nextInt(CUSTOMERS * SALES_EACH);
      probes[i] = returnOf("probe" + i, sold, now, random);
    }
  }

  private static Return returnOf(String id, int sold, Instant at, Random random) {
    int customer = sold % CUSTOMERS;
    return Shop.refund(id, "r" + sold)
        .in(STORES[random.nextInt(2)])
        .at(at)
        .by("cu" + customer)
        .to(Shop.card("t" + customer))
        .face(random.nextDouble())
        .done();
  }

  @Benchmark
  public Assessment assess() {
    Return refund = probes[next++ & (PROBES - 1)];
    return FraudScorer.assess(
        new Dossier(
            refund,
            history.seenBy(refund.storeId(), refund.at()),
            Freshness.CURRENT,
            ScoringContext.NONE),
        rules);
  }

  /** What a model is asked with, beside that. */
  @Benchmark
  public float[] features() {
    Return refund = probes[next++ & (PROBES - 1)];
    return FeatureSet.of(
        new Dossier(
            refund,
            history.seenBy(refund.storeId(), refund.at()),
            Freshness.CURRENT,
            ScoringContext.NONE));
  }

  public static void main(String[] args) throws RunnerException {
    new Runner(
            new OptionsBuilder()
                .include(AssessmentBenchmark.class.getSimpleName())
                .addProfiler(GCProfiler.class)
                .build())
        .run();
  }
}
