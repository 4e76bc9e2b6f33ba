package io.tillwatch.tools.train;

import io.tillwatch.core.fraud.model.TreeEnsemble;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Time of one score, and of one score's contributions, by trees such as {@code train} grows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ModelBenchmark {
  private static final int FEATURES = 53;
  private static final int ROWS = 20_000;

  private Samples samples;
  private TreeEnsemble trees;
  private float[][] rows;
  private int next;

  /** 150 trees of depth 3 over numbers of which an eighth is missing. */
  @Setup
  public void train() {
    Random random = new Random(3);
    List<String> names = IntStream.range(0, FEATURES).mapToObj(i -> "f" + i).toList();
    samples = new Samples(names);
    rows = new float[ROWS][FEATURES];
    for (float[] row : rows) {
      for (int i = 0; i < FEATURES; i++) {
        row[i] = random.nextInt(8) == 0 ? Float.NaN : random.nextFloat();
      }
      samples.add(row, row[0] + row[1] * row[2] > 1.2 || random.nextInt(100) == 0);
    }
    trees = BoostTrainer.model(samples, new BoostParameters(150, 3, 0.1, 1, 0.5, 1)).trees();
  }

  @Benchmark
  public float score() {
    return trees.margin(rows[next++ % ROWS]);
  }

  @Benchmark
  public double[] contributions() {
    return trees.contributions(rows[next++ % ROWS]);
  }

  public static void main(String[] args) throws RunnerException {
    new Runner(new OptionsBuilder().include(ModelBenchmark.class.getSimpleName()).build()).run();
  }
}
