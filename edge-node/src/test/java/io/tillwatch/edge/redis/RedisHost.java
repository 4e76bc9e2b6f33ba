package io.tillwatch.edge.redis;

import io.tillwatch.edge.config.RedisConfig;
import io.tillwatch.edge.support.Settings;
import java.nio.file.Path;
import java.util.Map;

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
    return Settings.of(RedisConfig.class, Map.of("port", port, "startTimeout", "30s"));
  }
}
