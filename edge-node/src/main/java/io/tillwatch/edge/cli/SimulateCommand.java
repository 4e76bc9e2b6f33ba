package io.tillwatch.edge.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillwatch.tools.demo.traffic.Traffic;
import io.tillwatch.tools.demo.traffic.Traffic.Target;
import io.tillwatch.tools.demo.traffic.TrafficFigures;
import io.tillwatch.tools.demo.traffic.TrafficPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends made-up traffic, honest and not, to running nodes. */
@Command(
    name = "simulate",
    description = {
      "Send made-up sales and returns, some of them frauds, to running nodes; print throughput,",
      "latency and decisions. What is sent stays in the stores: do not run it against real ones."
    },
    subcommands = SimulatePurchaseCommand.class,
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
  private static final int MAX_STORES = 8;
  private static final int MAX_SECONDS = 86_400;
  private static final int MAX_RATE = 10_000;
  private static final int MAX_IN_FLIGHT = 1_024;
  private static final int PROGRESS_SECONDS = 5;

  @Option(
      names = "--store",
      paramLabel = "URL=KEYFILE",
      description =
          "A node and its keys file; repeat for each store. Default: the two shipped stores.")
  private List<String> stores =
      List.of(
          "http://127.0.0.1:8080=data/store-a/keys.json",
          "http://127.0.0.1:8081=data/store-b/keys.json");

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "20",
      description = "Requests per second, over all stores (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "30",
      description = "How long (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--fraud-share",
      paramLabel = "0..1",
      defaultValue = "0.1",
      description = "Part of the requests that are frauds (default: ${DEFAULT-VALUE}).")
  private double fraudShare;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed plans the same kinds of visits (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      defaultValue = "64",
      description =
          "Most requests under way; what is due beyond is left out and counted"
              + " (default: ${DEFAULT-VALUE}).")
  private int inFlight;

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  @Option(names = "--allow-remote", description = "Also accept nodes that are not on this machine.")
  private boolean allowRemote;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    within("--rate", rate, 0.1, MAX_RATE);
    within("--seconds", seconds, 1, MAX_SECONDS);
    within("--fraud-share", fraudShare, 0, 1);
    within("--in-flight", inFlight, 1, MAX_IN_FLIGHT);
    within("--store", stores.size(), 1, MAX_STORES);
    List<Target> targets = new ArrayList<>();
    for (String store : stores) {
      targets.add(target(store));
    }
    String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    TrafficFigures figures = new TrafficFigures();
    TrafficPlan plan = new TrafficPlan(seed, run, targets.size(), fraudShare);
    Traffic traffic = new Traffic(targets, plan, figures, inFlight);
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    long began = System.nanoTime();
    try {
      clock.scheduleAtFixedRate(
          () -> say(began, figures), PROGRESS_SECONDS, PROGRESS_SECONDS, TimeUnit.SECONDS);
      traffic.run(rate, Duration.ofSeconds(seconds));
    } finally {
      clock.shutdownNow();
    }
    print(figures);
    return verdict(figures);
  }

  /** On standard error, beside the figures. */
  private void say(long began, TrafficFigures figures) {
    long since = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
    err().println(since + " s of " + seconds + ": " + figures.line());
    err().flush();
  }

  private int verdict(TrafficFigures figures) {
    if (figures.answers() > 0 && figures.failures() == 0) {
      return 0;
    }
    long sent = figures.answers() + figures.failures();
    err().println("tillwatch: " + figures.failures() + " of " + sent + " requests failed:");
    figures.reasons().forEach(reason -> err().println("  " + reason));
    err().flush();
    return Main.FAILED;
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private Target target(String store) {
    SimulatedStore node = SimulatedStore.parse(store, allowRemote, spec);
    return new Target(node.base(), node.key());
  }

  private void within(String option, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw refused(
          String.format(Locale.ROOT, "%s must be %s..%s, found %s", option, low, high, value));
    }
  }

  private ParameterException refused(String why) {
    return new ParameterException(spec.commandLine(), why);
  }

  private void print(TrafficFigures figures) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(new ObjectMapper().writeValueAsString(figures.toMap()));
    } else {
      figures.toMap().forEach((name, value) -> out.printf("%-18s %s%n", name, value));
    }
    out.flush();
  }
}
