package io.tillwatch.tools.bench;

import io.tillwatch.edge.config.EdgeConfig;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A node as a process of its own, started as its operator would. */
final class NodeUnderLoad implements AutoCloseable {
  private static final int CONNECT_MILLIS = 500;
  private static final int READ_MILLIS = 2_000;
  private static final int OK = 200;

  private final Process process;

  private NodeUnderLoad(Process process) {
    this.process = process;
  }

  /** Starts the node and returns when it is ready. */
  static NodeUnderLoad start(Path conf, EdgeConfig config) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "io.tillwatch.edge.cli.Main",
            "serve",
            "--config",
            conf.toString());
    Path log = conf.resolveSibling("node.log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      NodeUnderLoad node = new NodeUnderLoad(process);
      BlockingWait.must("the node is ready", () -> isReady(config) || !process.isAlive());
      if (!process.isAlive()) {
        throw new BenchFailedException(
            "the node ended with " + process.exitValue() + ": " + lastLine(log), null);
      }
      return node;
    } catch (IOException e) {
      throw new BenchFailedException("the node does not start: " + e.getMessage(), e);
    }
  }

  /** Where a node does not start, its last line says why. */
  private static String lastLine(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> !line.isBlank())
        .reduce((before, after) -> after)
        .orElse("it said nothing");
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private static boolean isReady(EdgeConfig config) {
    try {
      URL health = config.http().publicUrl().resolve("/health/ready").toURL();
      HttpURLConnection asked = (HttpURLConnection) health.openConnection();
      asked.setConnectTimeout(CONNECT_MILLIS);
      asked.setReadTimeout(READ_MILLIS);
      return asked.getResponseCode() == OK;
    } catch (IOException e) {
      return false;
    }
  }
}
