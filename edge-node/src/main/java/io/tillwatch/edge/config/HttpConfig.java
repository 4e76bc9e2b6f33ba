package io.tillwatch.edge.config;

import java.net.URI;

/**
 * Where the node serves its API, kiosk and dashboard.
 *
 * @param host address to listen on; loopback unless set
 * @param port 1..65535
 * @param publicUrl how browsers and peers reach this node; {@code http://host:port} where absent
 */
public record HttpConfig(@Default("127.0.0.1") String host, int port, @MayBeAbsent URI publicUrl) {
  public HttpConfig {
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
