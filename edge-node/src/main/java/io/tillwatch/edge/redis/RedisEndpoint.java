package io.tillwatch.edge.redis;

import io.tillwatch.edge.config.binding.RedisUrl;
import io.tillwatch.edge.config.binding.Secret;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.RedisOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a Redis answers and how to sign in.
 *
 * @param url without user and password
 * @param user null: the default user
 * @param password null: none asked for
 * @param caFile the authority that is trusted under TLS, PEM; null: those that this Java trusts
 */
public record RedisEndpoint(
    RedisUrl url, @Nullable String user, @Nullable Secret password, @Nullable Path caFile) {
  private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
  private static final int MAX_IN_FLIGHT = 65_536;

  /** One whose certificate, if it shows one, an authority signed that this Java trusts. */
  public RedisEndpoint(RedisUrl url, @Nullable String user, @Nullable Secret password) {
    this(url, user, password, null);
  }

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
      if (caFile != null) {
        net.setTrustOptions(new PemTrustOptions().addCertPath(caFile.toString()));
      }
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
