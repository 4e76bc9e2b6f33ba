package io.tillwatch.edge.browser;

import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.support.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A store's node as a process, which a browser's tests stop, resume and kill. */
final class NodeOfItsOwn implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Path conf;
  private final EdgeConfig config;
  private Process process;

  /** Prepares the node of that conf file; it does not run yet. */
  NodeOfItsOwn(Path conf, EdgeConfig config) {
    this.conf = conf;
    this.config = config;
  }

  /** Starts it and returns when it is ready. */
  void start() {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m",
            "-Dlogback.configurationFile=logback.xml",
            // as in tests' own nodes: a shop's 500 take half a minute beside a browser
            "-Dtillwatch.warmUpRounds=50",
            "-cp",
            System.getProperty("java.class.path"),
            "io.tillwatch.edge.cli.Main",
            "serve",
            "--config",
            conf.toString());
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log().toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Await.until("the node is ready", START, () -> !process.isAlive() || isReady());
    if (!process.isAlive()) {
      throw new AssertionError("the node ended with " + process.exitValue() + ": " + lastWords());
    }
  }

  /** SIGSTOP: it keeps its connections and says nothing. */
  void stop() {
    signal("STOP");
  }

  /** SIGCONT after a stop. */
  void resume() {
    signal("CONT");
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      process.destroy();
      process.onExit().join();
    }
  }

  /**
   * As it says itself: before it starts, a node opens each of its ports for a moment, to see
   * whether they are free, so an open port says nothing.
   */
  private boolean isReady() {
    URI health = config.http().publicUrl().resolve("/health/ready");
    try {
      return CLIENT
              .send(
                  HttpRequest.newBuilder(health).timeout(START).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String lastWords() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log() {
    return conf.resolveSibling("node.log");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
          .inheritIO()
          .start()
          .onExit()
          .join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
