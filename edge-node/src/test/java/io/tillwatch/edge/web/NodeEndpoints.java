package io.tillwatch.edge.web;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.config.RatesConfig;
import io.tillwatch.edge.port.DemoScript;
import io.tillwatch.edge.staff.StaffPins;
import io.tillwatch.edge.web.access.ApiKeyLookup;
import io.tillwatch.edge.web.access.Authenticator;
import io.tillwatch.edge.web.access.ClientResolver;
import io.tillwatch.edge.web.access.KioskPairings;
import io.tillwatch.edge.web.access.LocalIdentities;
import io.tillwatch.edge.web.access.Sessions;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.WebSettings;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** All that a node of the demo serves, without a port and without keys. */
final class NodeEndpoints {
  /** Nobody's word counts; the shipped rates. */
  static final WebSettings.HttpAccess PLAIN =
      new WebSettings.HttpAccess(List.of(), true, new RatesConfig(5_000, 500));

  /** Played by nobody here. */
  static final DemoScript NO_SCRIPT =
      new DemoScript() {
        @Override
        public int visits() {
          return 0;
        }

        @Override
        public Outcome play(Consumer<Visit> told) {
          throw new IllegalStateException("nothing to play");
        }
      };

  private NodeEndpoints() {}

  static List<Endpoint> of(Vertx vertx, Bus bus) {
    Sessions sessions = new Sessions(InstantSource.system());
    WebSettings settings =
        new WebSettings(
            new WebSettings.Shop("store-a", "A", "USD", Catalog.of(List.of()), List.of()),
            "127.0.0.1",
            0,
            false,
            true,
            PLAIN,
            NO_SCRIPT);
    Authenticator authenticator =
        new Authenticator("store-a", ApiKeyLookup.empty(), sessions, ClientResolver.direct());
    return new WebVerticle(
            settings,
            bus,
            ApiKeyLookup.empty(),
            new LocalIdentities(
                sessions,
                pairings(),
                new StaffPins(Path.of("no such folder"), InstantSource.system())),
            null,
            InstantSource.system(),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))
        .endpoints(vertx, authenticator);
  }

  private static KioskPairings pairings() {
    try {
      return KioskPairings.open(Files.createTempDirectory("tillwatch-endpoints"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
