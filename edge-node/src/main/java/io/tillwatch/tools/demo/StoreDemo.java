package io.tillwatch.tools.demo;

import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.port.DemoScript;
import io.tillwatch.tools.demo.model.Scenario;
import io.tillwatch.tools.demo.model.Shop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The script for the node of one store, which is both shops: customers come to its own public API,
 * with the keys of its keys file.
 */
public final class StoreDemo implements DemoScript {
  private final URI base;
  private final Path keysFile;
  private final InstantSource time;

  StoreDemo(URI base, Path keysFile, InstantSource time) {
    this.base = base;
    this.keysFile = keysFile;
    this.time = time;
  }

  /** For the node of that configuration. The keys are read at each run. */
  public static StoreDemo of(EdgeConfig config, InstantSource time) {
    return new StoreDemo(
        URI.create("http://" + reachable(config.http().host()) + ":" + config.http().port()),
        config.keysFile(),
        time);
  }

  @Override
  public int visits() {
    return Scenario.steps().size();
  }

  @Override
  public Outcome play(Consumer<Visit> told) {
    StoreClient store = StoreClient.of(base, keysFile);
    Report report =
        Demo.play(
            Map.of(Shop.A, store, Shop.B, store),
            time.instant(),
            result -> told.accept(visit(result)));
    return outcome(report);
  }

  /** Who listens on every address is asked on this machine's own. */
  private static String reachable(String host) {
    InetAddress address = new InetSocketAddress(host, 0).getAddress();
    if (address != null && address.isAnyLocalAddress()) {
      return "127.0.0.1";
    }
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private static Visit visit(StepResult result) {
    return new Visit(
        result.step().id(),
        result.step().title(),
        result.step().isFraud(),
        result.isAsExpected(),
        result.transactionId(),
        new Answer(
            result.judged().decision(),
            result.judged().score(),
            result.money().askedMinor(),
            result.money().paidMinor(),
            TillRequests.CURRENCY,
            result.isPrevented()));
  }

  private static Outcome outcome(Report report) {
    return new Outcome(
        report.run(),
        report.passed(),
        new Counts(
            report.legitimateTransactions(),
            report.fraudAttempts(),
            report.fraudDetected(),
            report.fraudPrevented(),
            report.falsePositives()),
        report.valueProtectedMinor(),
        report.currency(),
        report.detectionRate(),
        report.preventionRate(),
        new Replication(report.replicationEvents(), latency(report.replicationLatency())));
  }

  private static @Nullable Latency latency(Report.@Nullable Latency measured) {
    return measured == null
        ? null
        : new Latency(measured.averageMicros(), measured.p50Micros(), measured.p99Micros());
  }
}
