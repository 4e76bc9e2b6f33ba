package io.tillwatch.edge.config;

import io.tillwatch.edge.config.binding.Default;
import io.tillwatch.edge.config.binding.OptionalSetting;
import io.tillwatch.edge.config.binding.Require;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Certificates with which nodes prove to each other who they are (mutual TLS).
 *
 * @param enabled whether they are used
 * @param certFile this node's certificate chain, PEM
 * @param keyFile this node's private key, PEM (PKCS#8)
 * @param caFile the authority whose certificates are trusted, PEM
 * @param httpPort of HTTP between nodes, which then has a port of its own; 0: cluster.port + 100
 */
public record TlsConfig(
    @Default("false") boolean enabled,
    @OptionalSetting @Nullable Path certFile,
    @OptionalSetting @Nullable Path keyFile,
    @OptionalSetting @Nullable Path caFile,
    @Default("0") int httpPort) {
  public TlsConfig {
    Require.that(!enabled || certFile != null, "certFile", "must be set when TLS is enabled");
    Require.that(!enabled || keyFile != null, "keyFile", "must be set when TLS is enabled");
    Require.that(!enabled || caFile != null, "caFile", "must be set when TLS is enabled");
    Require.between("httpPort", httpPort, 0, 65_535);
  }

  /** The files that are there wherever TLS is enabled. */
  public record Files(Path cert, Path key, Path ca) {}

  /**
   * The files of this node.
   *
   * @throws IllegalStateException where TLS is not enabled
   */
  public Files files() {
    if (certFile == null || keyFile == null || caFile == null) {
      throw new IllegalStateException("expected TLS to be enabled, found it is not");
    }
    return new Files(certFile, keyFile, caFile);
  }
}
