package io.tillwatch.edge.config;

import io.tillwatch.edge.config.binding.ConfigException;
import io.tillwatch.edge.config.binding.Default;
import io.tillwatch.edge.config.binding.OptionalSetting;
import io.tillwatch.edge.config.binding.Require;
import io.tillwatch.edge.config.binding.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A third-party service that is asked how risky a return is. Off without a URL.
 *
 * @param url where each return is posted to
 * @param timeout how long an answer is waited for, connecting included; a checkout never waits
 *     longer
 * @param secret bearer token; better in a file
 * @param secretFile a file whose first line is the bearer token
 * @param allowPrivateTargets accept a service on a private or loopback address
 */
public record ExternalScoreConfig(
    @OptionalSetting @Nullable URI url,
    @Default("150ms") Duration timeout,
    @OptionalSetting @Nullable Secret secret,
    @OptionalSetting @Nullable Path secretFile,
    @Default("false") boolean allowPrivateTargets) {
  private static final long MOST_SECRET_BYTES = 4_096;

  public ExternalScoreConfig {
    Require.between("timeout", timeout, Duration.ofMillis(5), Duration.ofSeconds(2));
    Require.that(
        url == null || isHttp(url),
        "url",
        "must be an http or https URL with a host and no user in it");
    Require.that(
        secret == null || secretFile == null, "secretFile", "and secret cannot both be set");
  }

  /**
   * The bearer token, or null where there is none. Blocks.
   *
   * @throws ConfigException where its file cannot be read
   */
  public @Nullable String bearer() {
    if (secretFile == null) {
      return secret == null ? null : secret.value().strip();
    }
    try {
      if (Files.size(secretFile) > MOST_SECRET_BYTES) {
        throw new IOException("larger than " + MOST_SECRET_BYTES + " bytes");
      }
      return new Secret(Files.readString(secretFile).strip()).value();
    } catch (IOException | IllegalArgumentException e) {
      throw new ConfigException(
          "fraud.externalScore.secretFile",
          secretFile + " cannot be used: " + e.getMessage(),
          "write the service's bearer token into it, readable to this user only");
    }
  }

  private static boolean isHttp(URI url) {
    boolean scheme = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    return scheme && url.getHost() != null && url.getUserInfo() == null;
  }
}
