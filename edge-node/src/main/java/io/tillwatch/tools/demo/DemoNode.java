package io.tillwatch.tools.demo;

import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.tools.demo.model.Shop;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** One store's node as a process of its own, started as its operator starts it. */
final class DemoNode {
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
  private static final long MAX_LOG = 1 << 20;
  private static final Pattern STACK = Pattern.compile("^\\s+(at |\\.\\.\\.)");
  private static final Pattern LINK = Pattern.compile("https?://[^\\s\"]+#code=[A-Za-z0-9_-]+");

  private final Shop shop;
  private final EdgeConfig config;
  private final Path log;
  private final Process process;

  private DemoNode(Shop shop, EdgeConfig config, Path log, Process process) {
    this.shop = shop;
    this.config = config;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts the node; what it prints goes to a log file.
   *
   * @param environment settings on top of the conf file
   */
  static DemoNode start(
      Shop shop, Path conf, EdgeConfig config, Map<String, String> environment, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder("edge-node/bin/run.sh", conf.toString(), "--demo")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith(DemoSettings.PREFIX));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return new DemoNode(shop, config, log, process);
    } catch (IOException e) {
      throw new DemoFailedException("edge-node/bin/run.sh cannot be started: " + e, e);
    }
  }

  Shop shop() {
    return shop;
  }

  EdgeConfig config() {
    return config;
  }

  boolean isReady(HttpClient http) {
    return StoreClient.isReady(http, config.http().publicUrl());
  }

  boolean isRunning() {
    return process.isAlive();
  }

  /** Returns when the process has ended. */
  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  /** The node's last words, for the operator: why it did not start. */
  String lastWords() {
    List<String> lines =
        logged().lines().filter(line -> !line.isBlank() && !STACK.matcher(line).find()).toList();
    return lines.stream()
        .filter(line -> line.startsWith("tillwatch: "))
        .reduce((first, second) -> second)
        .map(line -> line.substring("tillwatch: ".length()))
        .orElse(lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1));
  }

  int exitCode() {
    return process.exitValue();
  }

  /** Links with one-time codes that the node printed, dashboard first. */
  List<String> links() {
    return LINK.matcher(logged()).results().map(found -> found.group()).distinct().toList();
  }

  /** Asks the node to stop and waits for it; harder where it does not. */
  void stop() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private String logged() {
    return read(log).orElse("");
  }

  private static Optional<String> read(Path log) {
    try (var in = Files.newInputStream(log)) {
      return Optional.of(new String(in.readNBytes((int) MAX_LOG), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
