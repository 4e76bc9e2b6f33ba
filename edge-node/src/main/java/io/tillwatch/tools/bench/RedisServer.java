package io.tillwatch.tools.bench;

import io.tillwatch.edge.config.binding.RedisUrl;
import io.tillwatch.edge.config.binding.Secret;
import io.tillwatch.edge.config.files.RandomToken;
import io.tillwatch.edge.redis.RedisEndpoint;
import io.tillwatch.edge.redis.RedisExecutable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The bundled Redis with a node's durability: append-only file, synced before every answer. */
final class RedisServer implements AutoCloseable {
  private final Process process;
  private final int port;
  private final Secret password;

  private RedisServer(Process process, int port, Secret password) {
    this.process = process;
    this.port = port;
    this.password = password;
  }

  static RedisServer leader(Path dir) {
    return launch(dir, new Secret(RandomToken.of(16)), List.of());
  }

  /** A replica of this one with the same durability. */
  RedisServer replica(Path dir) {
    List<String> follow =
        List.of(
            "--replicaof",
            "127.0.0.1",
            Integer.toString(port),
            "--masterauth",
            password.value(),
            "--repl-diskless-sync-delay",
            "0");
    return launch(dir, password, follow);
  }

  int port() {
    return port;
  }

  Secret password() {
    return password;
  }

  RedisEndpoint endpoint() {
    return new RedisEndpoint(RedisUrl.of("redis://127.0.0.1:" + port), null, password);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  private static RedisServer launch(Path dir, Secret password, List<String> more) {
    int port = FreePort.next();
    List<String> command = new ArrayList<>();
    command.add(RedisExecutable.locate("bundled", dir.resolve("bin")).toString());
    command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1"));
    command.addAll(List.of("--dir", dir.toString(), "--requirepass", password.value()));
    command.addAll(List.of("--appendonly", "yes", "--appendfsync", "always", "--save", ""));
    command.addAll(more);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(dir.resolve("redis.log").toFile())
              .start();
      return new RedisServer(process, port, password);
    } catch (IOException e) {
      throw new BenchFailedException("redis-server does not start: " + e.getMessage(), e);
    }
  }
}
