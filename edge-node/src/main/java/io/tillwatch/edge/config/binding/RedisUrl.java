package io.tillwatch.edge.config.binding;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The address of an external Redis.
 *
 * @param uri {@code redis://[user:password@]host:port}, {@code rediss://...} (TLS) or {@code
 *     unix:///path/to/redis.sock}; printed without the password
 */
public record RedisUrl(URI uri) {
  private static final int DEFAULT_PORT = 6379;

  public RedisUrl {
    String scheme = String.valueOf(uri.getScheme());
    boolean tcp = scheme.equals("redis") || scheme.equals("rediss");
    if (!(tcp && uri.getHost() != null) && !(scheme.equals("unix") && uri.getPath() != null)) {
      throw new IllegalArgumentException(
          "must be redis://host:port, rediss://host:port or unix:///path/to/redis.sock");
    }
    if (tcp && uri.getPath() != null && uri.getPath().length() > 1) {
      throw new IllegalArgumentException("must not name a database: a node uses database 0");
    }
  }

  /** Reads an address that is known to be well-formed. */
  public static RedisUrl of(String text) {
    return parse(text);
  }

  static RedisUrl parse(String text) {
    try {
      return new RedisUrl(URI.create(text.trim()));
    } catch (IllegalArgumentException e) {
      String why = String.valueOf(e.getMessage());
      throw new IllegalArgumentException(
          why.startsWith("must") ? why : "must be a redis:// URL", e);
    }
  }

  public boolean isUnixSocket() {
    return uri.getScheme().equals("unix");
  }

  public boolean isTls() {
    return uri.getScheme().equals("rediss");
  }

  /** The socket's file of a {@code unix://} address. */
  public Path socketPath() {
    return Path.of(uri.getPath());
  }

  public String host() {
    String host = uri.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  public int port() {
    return uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
  }

  /** The user of the address, or null. */
  public @Nullable String user() {
    String info = userInfo();
    if (info == null) {
      return null;
    }
    int colon = info.indexOf(':');
    return colon > 0 ? info.substring(0, colon) : null;
  }

  /** The password of the address, or null. */
  public @Nullable Secret password() {
    String info = userInfo();
    if (info == null || info.isEmpty() || info.equals(":")) {
      return null;
    }
    return new Secret(info.substring(info.indexOf(':') + 1));
  }

  /** What stands before the {@code @}; a socket's address has no host behind it. */
  private @Nullable String userInfo() {
    String authority = uri.getAuthority();
    int at = authority == null ? -1 : authority.lastIndexOf('@');
    return at < 0 ? null : authority.substring(0, at);
  }

  /** The address without user and password, as the client dials it. */
  public String withoutSecrets() {
    return isUnixSocket()
        ? "unix://" + uri.getPath()
        : uri.getScheme() + "://" + uri.getHost() + ":" + port();
  }

  @Override
  public String toString() {
    return withoutSecrets();
  }
}
