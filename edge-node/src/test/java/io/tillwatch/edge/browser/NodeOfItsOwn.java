package io.tillwatch.edge.browser;

import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.support.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A store's node as a process, which a browser's tests stop, resume and kill. */
final class NodeOfItsOwn implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);

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
              .redirectOutput(conf.resolveSibling("node.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Await.until("the node is ready", START, this::isReady);
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

  /** An open port means that it is. */
  private boolean isReady() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), config.http().port())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
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
