package io.tillwatch.edge.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tillwatch.tools.bench.BenchFailedException;
import io.tillwatch.tools.bench.CheckoutBench;
import io.tillwatch.tools.bench.CheckoutResult;
import io.tillwatch.tools.bench.ReplicationBench;
import io.tillwatch.tools.bench.ReplicationResult;
import io.tillwatch.tools.train.TrainingProcess;
import io.tillwatch.tools.train.handbook.HandbookBenchmark;
import io.tillwatch.tools.train.handbook.HandbookReport;
import io.tillwatch.tools.train.world.WorldPlan;
import io.tillwatch.tools.train.world.WorldReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures this node beside plain Redis, and its trees beside published figures. */
@Command(
    name = "bench",
    description = "Measure this node beside plain Redis, and its trees beside published figures.",
    mixinStandardHelpOptions = true)
final class BenchCommand implements Runnable {
  private static final int MAX_SECONDS = 60;
  private static final int MAX_RATE = 20_000;
  private static final int MAX_CONNECTIONS = 512;
  private static final int MAX_REQUESTS = 5_000_000;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(
      name = "replication",
      description = "Commit to applied, beside Redis's own leader and replica with the same sync.",
      mixinStandardHelpOptions = true)
  int replication(
      @Option(
              names = "--rates",
              split = ",",
              paramLabel = "N",
              defaultValue = "200,1000,5000",
              description = "Ops a second (default: ${DEFAULT-VALUE}).")
          List<Integer> rates,
      @Option(
              names = "--seconds",
              paramLabel = "N",
              defaultValue = "10",
              description = "Of each run, 1..60 (default: ${DEFAULT-VALUE}).")
          int seconds,
      @Option(
              names = "--conf",
              paramLabel = "DIR",
              defaultValue = "conf",
              description = "Folder of rules and catalogue (default: ${DEFAULT-VALUE}).")
          Path conf,
      @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
          Path json) {
    rates.forEach(rate -> within("--rates", rate, MAX_RATE));
    within("--rates (how many)", rates.size(), 10);
    within("--seconds", seconds, MAX_SECONDS);
    ReplicationResult result =
        measured(() -> new ReplicationBench(conf, this::say).run(rates, seconds));
    result.print(out());
    write(json, result);
    return 0;
  }

  @Command(
      name = "checkout",
      description = "HTTP checkouts a second, beside redis-benchmark with the same script.",
      mixinStandardHelpOptions = true)
  int checkout(
      @Option(
              names = {"-c", "--connections"},
              paramLabel = "N",
              defaultValue = "32",
              description = "Connections, 1..512 (default: ${DEFAULT-VALUE}).")
          int connections,
      @Option(
              names = "--seconds",
              paramLabel = "N",
              defaultValue = "10",
              description = "Of selling, 1..60 (default: ${DEFAULT-VALUE}).")
          int seconds,
      @Option(
              names = {"-n", "--requests"},
              paramLabel = "N",
              defaultValue = "200000",
              description = "Requests of redis-benchmark (default: ${DEFAULT-VALUE}).")
          int requests,
      @Option(
              names = "--conf",
              paramLabel = "DIR",
              defaultValue = "conf",
              description = "Folder of rules and catalogue (default: ${DEFAULT-VALUE}).")
          Path conf,
      @Option(names = "--json", paramLabel = "FILE", description = "Write the figures there too.")
          Path json) {
    within("--connections", connections, MAX_CONNECTIONS);
    within("--seconds", seconds, MAX_SECONDS);
    within("--requests", requests, MAX_REQUESTS);
    CheckoutResult result =
        measured(() -> new CheckoutBench(conf, this::say).run(connections, seconds, requests));
    result.print(out());
    write(json, result);
    return 0;
  }

  @Command(
      name = "handbook",
      description = {
        "How well the node's trees rank the Fraud Detection Handbook's payments, beside what was"
            + " published.",
        "Needs XGBoost's library in lib-train beside the jar, and the system's libgomp."
      },
      mixinStandardHelpOptions = true)
  int handbook(
      @Parameters(paramLabel = "FOLDER", description = "Where handbook_compact.csv.gz lies.")
          Path folder,
      @Option(
              names = "--weeks",
              paramLabel = "WEEKS",
              defaultValue = "TEST,SINGLE_SPLIT",
              split = ",",
              description =
                  "What to test on, of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE});"
                      + " parameters are chosen on VALIDATION only.")
          List<HandbookBenchmark.Weeks> weeks) {
    Path file = folder.resolve(HandbookBenchmark.FILE);
    if (!Files.isRegularFile(file)) {
      throw new CommandFailedException(
          "no " + file + "; expected the folder that holds " + HandbookBenchmark.FILE,
          new IllegalArgumentException());
    }
    List<String> arguments =
        Stream.concat(Stream.of(file.toString()), weeks.stream().map(Enum::name)).toList();
    return TrainingProcess.run(HandbookReport.class, arguments);
  }

  @Command(
      name = "world",
      description = {
        "What a model adds to the rules in a made-up chain of which the truth is known, what"
            + " exploration is worth, and how soon drift is seen.",
        "Needs XGBoost's library in lib-train beside the jar, and the system's libgomp."
      },
      mixinStandardHelpOptions = true)
  int world(
      @Option(
              names = "--seeds",
              paramLabel = "N",
              split = ",",
              description = "Worlds to make, a minute each (default: those held out).")
          List<Long> seeds,
      @Option(
              names = "--events",
              paramLabel = "FOLDER",
              defaultValue = "",
              description = "Write their events, as evaluate reads them, and labels there too.")
          String folder) {
    List<Long> made = seeds == null ? WorldPlan.HELD_OUT : seeds;
    within("--seeds (how many)", made.size(), 100);
    List<String> arguments =
        Stream.concat(Stream.of(folder), made.stream().map(String::valueOf)).toList();
    return TrainingProcess.run(WorldReport.class, arguments);
  }

  private static <T> T measured(java.util.function.Supplier<T> bench) {
    try {
      return bench.get();
    } catch (BenchFailedException e) {
      throw new CommandFailedException("nothing was measured: " + e.getMessage(), e);
    }
  }

  private static void within(String option, int value, int max) {
    if (value < 1 || value > max) {
      throw new CommandFailedException(
          option + " must be 1.." + max + ", found " + value, new IllegalArgumentException());
    }
  }

  private static void write(Path file, Object result) {
    if (file == null) {
      return;
    }
    try {
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(file.toFile(), result);
    } catch (IOException e) {
      throw new CommandFailedException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private void say(String doing) {
    spec.commandLine().getErr().println(doing);
    spec.commandLine().getErr().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
