package io.tillwatch.edge.proof;

import io.tillwatch.edge.redis.RedisExecutable;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A Redis server of somebody else, as an operator would run it for a store. */
final class RedisProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path dir;
  private final int port = Ports.free();
  private Process server;

  /** Prepares a server that keeps its data in this folder; it does not run yet. */
  RedisProcess(Path dir) {
    this.dir = dir;
  }

  int port() {
    return port;
  }

  /** Starts it, with what it kept, and returns when it answers. */
  RedisProcess start() {
    try {
      Files.createDirectories(dir);
      server =
          new ProcessBuilder(
                  RedisExecutable.locate("bundled", dir.resolve("bin")).toString(),
                  "--port",
                  Integer.toString(port),
                  "--bind",
                  "127.0.0.1",
                  "--dir",
                  dir.toString(),
                  "--appendonly",
                  "yes",
                  "--appendfsync",
                  "always",
                  "--save",
                  "")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(dir.resolve("redis.log").toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Await.until("Redis answers on " + port, PATIENCE, this::answers);
    return this;
  }

  /** SIGKILL. */
  void kill() {
    server.destroyForcibly();
    Await.until("Redis has ended", PATIENCE, () -> !server.isAlive());
  }

  @Override
  public void close() {
    if (server != null) {
      kill();
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(1_000);
      socket.getOutputStream().write("PING\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      // not while it loads: that answers with an error
      return socket.getInputStream().read() == '+';
    } catch (IOException e) {
      return false;
    }
  }
}
