package io.tillwatch.edge.redis;

import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.config.RedisConfig;
import io.tillwatch.edge.config.binding.ConfigException;

/**
 * The Redis of one store, checked and ready when an instance exists. Starting and closing block:
 * not for an event loop.
 */
public sealed interface StoreRedis extends AutoCloseable permits EmbeddedRedis, ExternalRedis {

  /**
   * Starts the embedded server or checks the external one, as configured. The caller holds the lock
   * of the data directory.
   *
   * @throws ConfigException where the port is taken, or the server is not fit to keep money
   */
  static StoreRedis start(EdgeConfig config) {
    return config.redis().mode() == RedisConfig.Mode.EMBEDDED
        ? EmbeddedRedis.start(config.redis(), config.redisDir())
        : ExternalRedis.check(config.redis());
  }

  RedisEndpoint endpoint();

  /** Stops what was started; an external server is left alone. */
  @Override
  void close();
}
