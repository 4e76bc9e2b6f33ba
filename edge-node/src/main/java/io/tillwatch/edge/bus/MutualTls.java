package io.tillwatch.edge.bus;

import io.tillwatch.edge.config.TlsConfig;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;

/**
 * The certificates by which nodes know each other, on the bus and on HTTP alike: each shows its
 * own, and only the configured authority's are trusted.
 */
public final class MutualTls {
  private MutualTls() {}

  /** This node's certificate chain and private key. */
  public static PemKeyCertOptions own(TlsConfig tls) {
    return new PemKeyCertOptions()
        .setCertPath(tls.files().cert().toString())
        .setKeyPath(tls.files().key().toString());
  }

  /** The authority whose certificates are trusted; nobody else's are. */
  public static PemTrustOptions trusted(TlsConfig tls) {
    return new PemTrustOptions().addCertPath(tls.files().ca().toString());
  }
}
