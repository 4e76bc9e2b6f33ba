package io.tillwatch.edge.proof;

import io.tillwatch.edge.redis.RedisExecutable;
import io.tillwatch.edge.support.Await;
import io.tillwatch.edge.support.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
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

  /** Asks a server that answers, and returns its words as they come. */
  String ask(String... command) {
    StringBuilder request = new StringBuilder("*" + command.length + "\r\n");
    for (String word : command) {
      request.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
      byte[] answer = new byte[4_096];
      int length = socket.getInputStream().read(answer);
      return new String(answer, 0, Math.max(0, length), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGSTOP: it keeps its connections and says nothing. */
  void pause() {
    signal("STOP");
  }

  /** SIGCONT after a pause. */
  void resume() {
    signal("CONT");
  }

  /** Waits until it has ended by itself. */
  void awaitEnd() {
    Await.until("Redis has ended", PATIENCE, () -> !server.isAlive());
  }

  private void signal(String name) {
    try {
      int code =
          new ProcessBuilder("kill", "-" + name, Long.toString(server.pid()))
              .inheritIO()
              .start()
              .waitFor();
      if (code != 0) {
        throw new IllegalStateException("kill -" + name + " ended with " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.UTF_8));
      // not while it loads: that answers with an error
      return socket.getInputStream().read() == '+';
    } catch (IOException e) {
      return false;
    }
  }
}
