package io.tillwatch.edge.web;

import static io.tillwatch.edge.support.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.ledger.Committed;
import io.tillwatch.core.ledger.FactPage;
import io.tillwatch.core.ledger.StoredFact;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.search.Shelves;
import io.tillwatch.core.search.TransactionIndex;
import io.tillwatch.edge.analytics.AnalyticsVerticle;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.camera.CameraService;
import io.tillwatch.edge.config.CameraConfig;
import io.tillwatch.edge.config.CameraSource;
import io.tillwatch.edge.config.keys.Role;
import io.tillwatch.edge.support.Ports;
import io.tillwatch.edge.support.StoredFacts;
import io.tillwatch.edge.support.TestSeal;
import io.tillwatch.edge.web.access.ApiKeyLookup;
import io.tillwatch.edge.web.access.Caller;
import io.tillwatch.edge.web.access.LocalIdentities;
import io.tillwatch.edge.web.http.WebSettings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Figures and the pages that show them, in a store whose ledger answers late. */
class LateFiguresIT {
  private static final StoredFact HELD =
      StoredFacts.stored("r1", StoredFacts.refund("r1", "store-a", Decision.REVIEW, 500, null));

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = new Bus(vertx, new StoreId("store-a"), new TestSeal("k"), false);
  private final Promise<FactPage> ledger = Promise.promise();
  private Http reviewer;

  @BeforeEach
  void start(@TempDir Path dir) throws IOException {
    InstantSource time = InstantSource.system();
    Catalog none = Catalog.of(List.of());
    int port = Ports.free();
    await(bus.handle(Channels.FACTS, query -> ledger.future()));
    await(
        bus.handle(Channels.PAGE, query -> Future.succeededFuture(new FactPage(List.of(), null))));
    TransactionIndex index =
        new TransactionIndex(
            "USD",
            CardFingerprints.by(bus.seal()),
            new Shelves(none.categories(), Map.of()),
            1L << 20);
    await(vertx.deployVerticle(new AnalyticsVerticle(bus, time, "USD", none, Map.of(), index)));
    await(bus.ask(Channels.FIGURES_REPLAY, new FactPage(List.of(), null)));
    WebSettings.Shop shop = new WebSettings.Shop("store-a", "A", "USD", none, List.of());
    await(
        vertx.deployVerticle(
            new WebVerticle(
                new WebSettings(
                    shop,
                    "127.0.0.1",
                    port,
                    false,
                    true,
                    NodeEndpoints.PLAIN,
                    NodeEndpoints.NO_SCRIPT),
                bus,
                new OneReviewer(),
                LocalIdentities.open(dir, time),
                CameraService.of(vertx, CameraConfig.of(CameraSource.parse("demo")), time),
                time,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))));
    reviewer = new Http("http://127.0.0.1:" + port, null).as("reviewer");
  }

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  @Test
  void areToldToPagesOnceTheyAreCountedAlthoughNothingElseHappens() throws IOException {
    try (EventReader page = EventReader.open(reviewer, "/api/v1/events", null)) {
      // Given a return that is held, and a page that is told so before the ledger gave its facts
      bus.publish(Channels.COMMITTED, new Committed(HELD.op(), HELD.fact(), true, 0, 0, null));
      page.await("stats", stats -> openAlerts(stats) == 0);

      // When the ledger has answered
      ledger.complete(new FactPage(List.of(HELD), null));

      // Then the page is told the figures with it
      assertThat(openAlerts(page.await("stats", stats -> openAlerts(stats) > 0))).isEqualTo(1);
    }
  }

  private static int openAlerts(JsonObject stats) {
    return stats.getJsonObject("all").getInteger("openAlerts");
  }

  private static final class OneReviewer implements ApiKeyLookup {
    @Override
    public Optional<Caller> callerOf(String key) {
      return Optional.of(new Caller("reviewer-1", Role.REVIEWER, "reviewer-1", null, null));
    }

    @Override
    public boolean accepts(String keyId) {
      return true;
    }
  }
}
