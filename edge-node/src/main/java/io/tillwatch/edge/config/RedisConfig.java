package io.tillwatch.edge.config;

import io.tillwatch.edge.config.binding.Default;
import io.tillwatch.edge.config.binding.OptionalSetting;
import io.tillwatch.edge.config.binding.RedisUrl;
import io.tillwatch.edge.config.binding.Require;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The Redis that holds this store's facts.
 *
 * @param mode embedded: the node starts its own; external: the node uses the one at {@code url}
 * @param host loopback address of the embedded server
 * @param port of the embedded server
 * @param url of the external server
 * @param passwordFile a file with the server's password; embedded: made at first start, {@code
 *     <data>/redis.password} where absent; external: the url's password where absent
 * @param caFile the authority whose certificates are trusted at a {@code rediss://} url, PEM; those
 *     that this Java trusts where absent
 * @param executable of the embedded server: {@code bundled}, {@code path} (the redis-server found
 *     on the PATH) or a file
 * @param startTimeout how long a start may take, loading its data included
 * @param allowUnsafe accept an external server without persistence or with eviction: facts can then
 *     be lost
 */
public record RedisConfig(
    @Default("embedded") Mode mode,
    @Default("127.0.0.1") String host,
    @Default("6379") int port,
    @OptionalSetting @Nullable RedisUrl url,
    @OptionalSetting @Nullable Path passwordFile,
    @OptionalSetting @Nullable Path caFile,
    @Default("bundled") String executable,
    @Default("60s") Duration startTimeout,
    @Default("false") boolean allowUnsafe) {

  /** Who runs the server. */
  public enum Mode {
    EMBEDDED,
    EXTERNAL
  }

  public RedisConfig {
    Require.port("port", port);
    Require.that(
        host.equals("127.0.0.1") || host.equals("::1") || host.equals("localhost"),
        "host",
        "must be loopback, found " + host + " (use redis.mode external for a server elsewhere)");
    Require.that(
        mode == Mode.EMBEDDED || url != null,
        "url",
        "must be set when redis.mode is external, for example redis://127.0.0.1:6379");
    Require.that(
        caFile == null || (mode == Mode.EXTERNAL && url != null && url.isTls()),
        "caFile",
        "is for redis.mode external with a rediss:// url: nothing else is encrypted");
    Require.between("startTimeout", startTimeout, Duration.ofSeconds(1), Duration.ofHours(1));
  }
}
