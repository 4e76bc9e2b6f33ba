package io.tillwatch.edge.web.http;

import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.retail.StoreInfo;
import io.tillwatch.edge.config.AddressRange;
import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.config.HttpConfig;
import io.tillwatch.edge.config.RatesConfig;
import io.tillwatch.edge.port.DemoScript;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the web server needs to know of its node.
 *
 * @param secureCookies browsers reach this node over TLS
 * @param servesNodes other nodes ask this one here too, as they have no endpoint of their own
 * @param access whom the server believes, and how often it is asked
 * @param demo what the dashboard can have played in this store; null for a store that is none of
 *     the demo
 */
public record WebSettings(
    Shop shop,
    String host,
    int port,
    boolean secureCookies,
    boolean servesNodes,
    HttpAccess access,
    @Nullable DemoScript demo) {

  /**
   * What is sold where.
   *
   * @param id of this store
   * @param currency figures are summed in it, the catalogue is priced in it; ISO 4217
   * @param stores where the stores are, this one among them
   */
  public record Shop(
      String id, String name, String currency, Catalog catalog, List<StoreInfo> stores) {}

  /**
   * Whom the server believes, and how often it is asked.
   *
   * @param trustsThisMachine whether a peer on loopback may be somebody on this machine
   */
  public record HttpAccess(
      List<AddressRange> trustedProxies, boolean trustsThisMachine, RatesConfig rates) {

    static HttpAccess of(HttpConfig http) {
      // a node speaks plain HTTP: behind an https address is a proxy, on this machine as likely as
      // anywhere, and unless its address is told nobody can tell it from a caller
      boolean proxyUntold =
          "https".equals(http.publicUrl().getScheme()) && http.trustedProxies().isEmpty();
      return new HttpAccess(http.trustedProxies(), !proxyUntold, http.rates());
    }
  }

  /** The settings of a node. */
  public static WebSettings of(EdgeConfig config, Catalog catalog, @Nullable DemoScript demo) {
    return new WebSettings(
        new Shop(
            config.store().id(),
            config.store().name(),
            config.store().currency(),
            catalog,
            config.storeInfos()),
        config.http().host(),
        config.http().port(),
        "https".equals(config.http().publicUrl().getScheme()),
        !config.cluster().tls().enabled(),
        HttpAccess.of(config.http()),
        demo);
  }
}
