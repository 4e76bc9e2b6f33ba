package io.tillwatch.edge.redis;

import io.tillwatch.edge.config.RedisConfig;
import java.nio.file.Path;
import java.time.Duration;

/** A process that starts an embedded Redis, says so, and then waits to be killed. */
public final class RedisHost {
  private RedisHost() {}

  public static void main(String[] arguments) throws Exception {
    EmbeddedRedis redis =
        EmbeddedRedis.start(config(Integer.parseInt(arguments[1])), Path.of(arguments[0]));
    System.out.println("REDIS " + redis.pid());
    System.in.read();
  }

  static RedisConfig config(int port) {
    return new RedisConfig(
        RedisConfig.Mode.EMBEDDED,
        "127.0.0.1",
        port,
        null,
        null,
        null,
        "bundled",
        Duration.ofSeconds(30),
        false);
  }
}
