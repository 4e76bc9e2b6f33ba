package io.tillwatch.edge.config;

import io.tillwatch.edge.config.binding.Default;
import io.tillwatch.edge.config.binding.OptionalSetting;
import io.tillwatch.edge.config.binding.Require;
import java.net.URI;
import java.util.List;

/**
 * Where the node serves its API, kiosk and dashboard.
 *
 * @param host address to listen on; loopback unless set
 * @param port 1..65535
 * @param publicUrl how browsers and peers reach this node; {@code http://host:port} where absent
 * @param trustedProxies whose word on the caller's address counts: addresses or blocks of them
 * @param rates calls a second of one API key
 */
public record HttpConfig(
    @Default("127.0.0.1") String host,
    int port,
    @OptionalSetting URI publicUrl,
    List<AddressRange> trustedProxies,
    RatesConfig rates) {
  public HttpConfig {
    trustedProxies = List.copyOf(trustedProxies);
    Require.port("port", port);
    publicUrl = publicUrl == null ? URI.create("http://" + dialable(host) + ":" + port) : publicUrl;
    Require.that(
        "http".equals(publicUrl.getScheme()) || "https".equals(publicUrl.getScheme()),
        "publicUrl",
        "must start with http:// or https://, found " + publicUrl);
  }

  private static String dialable(String host) {
    if (host.equals("0.0.0.0") || host.equals("::")) {
      return "127.0.0.1";
    }
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }
}
