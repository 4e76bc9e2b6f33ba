package io.tillwatch.edge.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillwatch.edge.config.ConfigLoader;
import io.tillwatch.edge.config.EdgeConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows health, peers, lag and backlog of a running node; exit code 1 when it is not ready. */
@Command(
    name = "status",
    description = "Health, peers, lag and backlog of a running node; exit 1 when not ready.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private static final int OK = 200;
  private static final String CLEAR_SCREEN = "\033[H\033[2J";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "conf/store-a.yaml",
      description =
          "The node's conf file: where it listens, where its keys are"
              + " (default: ${DEFAULT-VALUE}).")
  private Path config;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "${env:TILLWATCH_URL}",
      description = "The node's address instead, for example http://127.0.0.1:8080.")
  private @Nullable URI url;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description =
          "A file with a reviewer's or admin's key; default: TILLWATCH_KEY, then the"
              + " node's keys file.")
  private @Nullable Path keyFile;

  @Option(names = "--json", description = "Print the node's answers as JSON.")
  private boolean json;

  @Option(names = "--watch", description = "Show it again every second, until Ctrl-C.")
  private boolean watch;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    NodeClient node = client();
    return watch ? watch(node) : show(node, "");
  }

  private int watch(NodeClient node) throws Exception {
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    try {
      ScheduledFuture<?> rounds =
          clock.scheduleWithFixedDelay(() -> showOrSay(node), 0, 1, TimeUnit.SECONDS);
      rounds.get();
      return 0;
    } finally {
      clock.shutdownNow();
    }
  }

  private void showOrSay(NodeClient node) {
    try {
      show(node, CLEAR_SCREEN);
    } catch (CommandFailedException e) {
      out().print(CLEAR_SCREEN);
      out().println(e.getMessage());
      out().flush();
    }
  }

  private int show(NodeClient node, String before) {
    NodeClient.Answer health = node.get("/health/ready");
    NodeClient.Answer replication = node.get("/api/v1/replication");
    boolean ready = health.status() == OK;
    out().print(before);
    if (json) {
      out()
          .println(
              "{\"ready\":"
                  + ready
                  + ",\"health\":"
                  + text(health.body())
                  + ",\"replication\":"
                  + text(replication.body())
                  + "}");
    } else {
      StatusText.write(out(), node.toString(), health, replication);
    }
    out().flush();
    return ready && replication.status() == OK ? 0 : Main.FAILED;
  }

  private static String text(JsonNode body) {
    return body.isMissingNode() ? "null" : body.toString();
  }

  private NodeClient client() throws IOException {
    if (url == null) {
      EdgeConfig node = ConfigLoader.load(config);
      return NodeClient.of(node.http().publicUrl(), key(node));
    }
    boolean keyKnown = keyFile != null || envKey() != null;
    boolean asked = !keyKnown && Files.exists(config);
    return NodeClient.of(url, key(asked ? ConfigLoader.load(config) : null));
  }

  private @Nullable String key(@Nullable EdgeConfig node) throws IOException {
    if (keyFile != null) {
      return Files.readString(keyFile).strip();
    }
    if (envKey() != null || node == null || !Files.isReadable(node.keysFile())) {
      return envKey();
    }
    Map<String, String> keys =
        new ObjectMapper().readValue(node.keysFile().toFile(), new TypeReference<>() {});
    return keys.get("reviewer");
  }

  private static @Nullable String envKey() {
    return System.getenv("TILLWATCH_KEY");
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
