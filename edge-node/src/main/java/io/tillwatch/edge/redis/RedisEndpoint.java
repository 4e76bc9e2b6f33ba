package io.tillwatch.edge.redis;

import io.tillwatch.edge.config.RedisUrl;
import io.tillwatch.edge.config.Secret;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.RedisOptions;

/**
 * Where a Redis answers and how to sign in.
 *
 * @param url without user and password
 * @param user null: the default user
 * @param password null: none asked for
 */
public record RedisEndpoint(RedisUrl url, String user, Secret password) {
  private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
  private static final int MAX_IN_FLIGHT = 65_536;

  /** The address as the Vert.x client dials it, without secrets. */
  public String connectionString() {
    return url.withoutSecrets();
  }

  /** Options of a Vert.x client with one connection. */
  public RedisOptions options() {
    NetClientOptions net =
        new NetClientOptions()
            .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
            .setTcpNoDelay(true)
            .setTcpKeepAlive(true);
    if (url.isTls()) {
      net.setSsl(true).setHostnameVerificationAlgorithm("HTTPS");
    }
    RedisOptions options =
        new RedisOptions()
            .setConnectionString(connectionString())
            .setMaxPoolSize(1)
            .setMaxPoolWaiting(1)
            .setMaxWaitingHandlers(MAX_IN_FLIGHT)
            .setNetClientOptions(net);
    if (user != null) {
      options.setUser(user);
    }
    return password == null ? options : options.setPassword(password.value());
  }

  @Override
  public String toString() {
    return connectionString();
  }
}
