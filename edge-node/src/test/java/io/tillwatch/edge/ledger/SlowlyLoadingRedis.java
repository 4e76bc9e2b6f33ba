package io.tillwatch.edge.ledger;

import static io.tillwatch.edge.support.TestStore.await;

import io.tillwatch.edge.config.binding.RedisUrl;
import io.tillwatch.edge.ledger.redis.RedisKeys;
import io.tillwatch.edge.redis.RedisEndpoint;
import io.tillwatch.edge.redis.RedisExecutable;
import io.tillwatch.edge.redis.RedisLink;
import io.tillwatch.edge.support.Ports;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Redis that answers LOADING for a second or two after each start, as one with much data does.
 */
final class SlowlyLoadingRedis implements AutoCloseable {
  private static final int KEYS = 10_000;
  private static final String MICROS_A_KEY = "100";

  private final Vertx vertx = Vertx.vertx();
  private final Path dir;
  private final int port = Ports.free();
  private final RedisLink link;
  private Process server;

  SlowlyLoadingRedis(Path dir) throws IOException {
    this.dir = dir;
    start();
    try {
      link = await(RedisLink.open(vertx, endpoint(port)));
    } catch (RuntimeException notUp) {
      server.destroyForcibly();
      throw notUp;
    }
  }

  int port() {
    return port;
  }

  /** This server, by its own port or that of a relay. */
  RedisEndpoint endpoint(int by) {
    return new RedisEndpoint(RedisUrl.of("redis://127.0.0.1:" + by), null, null);
  }

  /** Writes what takes long to load. */
  void fill() {
    String script = "for i = 1, " + KEYS + " do redis.call('SET', 'filler:' .. i, 'x') end";
    await(link.send(Request.cmd(Command.EVAL).arg(script).arg(0)));
  }

  boolean holds(String factId) {
    String key = RedisKeys.fact(factId);
    return await(link.send(Request.cmd(Command.EXISTS).arg(key))).toInteger() == 1;
  }

  /** SIGKILL, and a new one on the same data. */
  void killAndStart() throws IOException, InterruptedException {
    server.destroyForcibly().waitFor();
    start();
  }

  /** Whether somebody asked this server since it was started how far a log is, too early. */
  boolean refusedPositionsWhileItLoaded() {
    return await(link.send(Request.cmd(Command.INFO).arg("commandstats")))
        .toString()
        .lines()
        .filter(line -> line.startsWith("cmdstat_hget:"))
        .anyMatch(line -> !line.contains("rejected_calls=0"));
  }

  @Override
  public void close() throws InterruptedException {
    await(vertx.close());
    server.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  private void start() throws IOException {
    server =
        new ProcessBuilder(
                List.of(
                    RedisExecutable.locate("bundled", dir.resolve("bin")).toString(),
                    "--port",
                    "" + port,
                    "--bind",
                    "127.0.0.1",
                    "--dir",
                    dir.toString(),
                    "--appendonly",
                    "yes",
                    "--appendfsync",
                    "always",
                    "--save",
                    "",
                    "--key-load-delay",
                    MICROS_A_KEY))
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("slow-redis.log").toFile())
            .start();
  }
}
