package io.tillwatch.tools.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tillwatch.tools.demo.Terminal.Tone;
import io.tillwatch.tools.demo.model.Shop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ./run-demo.sh} runs once the node is built. */
@Command(
    name = "run-demo.sh",
    description = {
      "Starts Store A and Store B on this machine, plays the return-fraud scenario through their",
      "public API, prints a live feed and a report, and leaves both up until Ctrl-C."
    },
    footer = {
      "",
      "Exit code: 0 every scripted fraud was stopped and every honest customer served,",
      "1 not so or something broke, 2 the demo cannot run here (a port is taken)."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final int MAX_BASE_PORT = 65_530;

  @Option(names = "--once", description = "Stop both stores and exit after the report.")
  private boolean once;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the report, with the result of every step, as JSON.")
  private Path json;

  @Option(
      names = "--base-port",
      paramLabel = "PORT",
      description = "Use six ports from this one on instead of those of the conf files.")
  private int basePort;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep the stores' data here instead of data/.")
  private Path data;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this text.")
  private boolean help;

  private final Map<String, String> environment = System.getenv();
  private final Terminal terminal = Terminal.of(System.out, environment);

  public static void main(String[] args) {
    CommandLine command =
        new CommandLine(new DemoCommand())
            .setExecutionExceptionHandler(
                (failure, line, arguments) -> {
                  if (failure instanceof DemoFailedException failed) {
                    line.getErr().println("tillwatch: " + failed.getMessage());
                    return failed.exitCode();
                  }
                  throw failure;
                });
    System.exit(command.execute(args));
  }

  @Override
  public Integer call() throws Exception {
    DemoSettings settings = settings();
    try (DemoNodes nodes = new DemoNodes(terminal)) {
      Runtime.getRuntime().addShutdownHook(new Thread(nodes::close, "stop-stores"));
      Map<Shop, StoreClient> stores = nodes.start(settings);
      Report report = Demo.run(stores, Instant.now(), terminal);
      write(report);
      if (!once) {
        showLinks(nodes);
        awaitEnd(nodes);
      }
      return report.passed() ? 0 : DemoFailedException.BROKEN;
    }
  }

  private DemoSettings settings() {
    if (basePort < 0 || basePort > MAX_BASE_PORT) {
      throw new DemoFailedException(
          DemoFailedException.UNUSABLE,
          "--base-port must be 1.." + MAX_BASE_PORT + ", found " + basePort);
    }
    DemoSettings settings = new DemoSettings(basePort, data, environment);
    for (String name : settings.leftOut()) {
      System.err.println(
          "tillwatch: " + name + " cannot hold for two stores on one machine; left out");
    }
    return settings;
  }

  private void write(Report report) throws IOException {
    if (json != null) {
      ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      mapper.writeValue(json.toFile(), report);
      terminal.line("The report as JSON: " + json);
    }
  }

  private void showLinks(DemoNodes nodes) {
    terminal.line();
    for (DemoNode node : nodes.all()) {
      node.links()
          .forEach(
              link ->
                  terminal.line(
                      node.shop().title()
                          + (link.contains("/kiosk") ? "  kiosk      " : "  dashboard  ")
                          + link));
      terminal.line(terminal.paint(Tone.FAINT, "         API keys   " + node.config().keysFile()));
    }
    terminal.line("Both stores stay up; Ctrl-C stops them.");
  }

  /** Ctrl-C ends the wait by ending the process; a node that ends by itself ends the demo. */
  private void awaitEnd(DemoNodes nodes) {
    CompletableFuture<?>[] ends =
        nodes.all().stream()
            .map(node -> CompletableFuture.supplyAsync(() -> end(node)))
            .toArray(CompletableFuture<?>[]::new);
    Object ended = CompletableFuture.anyOf(ends).join();
    throw new DemoFailedException(
        DemoFailedException.BROKEN, ended + " ended by itself; see its log");
  }

  private static String end(DemoNode node) {
    try {
      node.awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return node.shop().title();
  }
}
