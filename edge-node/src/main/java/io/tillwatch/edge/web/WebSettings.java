package io.tillwatch.edge.web;

import io.tillwatch.edge.checkout.model.Catalog;
import io.tillwatch.edge.config.EdgeConfig;

/**
 * What the web server needs to know of its node.
 *
 * @param currency in which figures are summed, ISO 4217
 * @param secureCookies browsers reach this node over TLS
 * @param servesNodes other nodes ask this one here too, having no door of their own
 */
public record WebSettings(
    String storeId,
    String storeName,
    String host,
    int port,
    String currency,
    boolean secureCookies,
    boolean servesNodes,
    Catalog catalog) {

  /** The settings of a node whose shipped catalogue is priced in US dollars. */
  public static WebSettings of(EdgeConfig config, Catalog catalog) {
    return new WebSettings(
        config.store().id(),
        config.store().name(),
        config.http().host(),
        config.http().port(),
        "USD",
        "https".equals(config.http().publicUrl().getScheme()),
        !config.cluster().tls().enabled(),
        catalog);
  }
}
