package io.tillwatch.edge.web;

import static io.tillwatch.edge.support.TestStore.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tillwatch.core.checkout.StandInBudget;
import io.tillwatch.core.fraud.Assessment;
import io.tillwatch.core.fraud.Decision;
import io.tillwatch.core.fraud.Reason;
import io.tillwatch.core.fraud.ReturnAssessment;
import io.tillwatch.core.fraud.RulesView;
import io.tillwatch.core.fraud.Safeguards;
import io.tillwatch.core.fraud.scoring.AssessRequest;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.retail.LineQuantity;
import io.tillwatch.core.retail.Return;
import io.tillwatch.core.retail.Transaction;
import io.tillwatch.core.search.Shelves;
import io.tillwatch.core.search.TransactionIndex;
import io.tillwatch.edge.alerts.AlertVerticle;
import io.tillwatch.edge.analytics.AnalyticsVerticle;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.camera.CameraService;
import io.tillwatch.edge.camera.CameraVerticle;
import io.tillwatch.edge.checkout.CheckoutVerticle;
import io.tillwatch.edge.config.CameraConfig;
import io.tillwatch.edge.config.CameraSource;
import io.tillwatch.edge.config.keys.Role;
import io.tillwatch.edge.ledger.ReplayVerticle;
import io.tillwatch.edge.photos.PhotoExchange;
import io.tillwatch.edge.port.DemoScript;
import io.tillwatch.edge.port.NodeClock;
import io.tillwatch.edge.staff.StaffPins;
import io.tillwatch.edge.support.Ports;
import io.tillwatch.edge.support.TestStore;
import io.tillwatch.edge.web.access.ApiKeyLookup;
import io.tillwatch.edge.web.access.Caller;
import io.tillwatch.edge.web.access.LocalIdentities;
import io.tillwatch.edge.web.access.Sessions;
import io.tillwatch.edge.web.http.WebSettings;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A store with a real ledger on a real Redis, checkout, alerts, figures and the HTTP server, whose
 * judge goes by the customer's name, so that a test chooses what becomes of a transaction.
 */
public final class WebStore implements AutoCloseable {
  public static final String KIOSK = "kiosk-key";
  public static final String REVIEWER = "reviewer-key";
  static final String ADMIN = "admin-key";
  static final String INTEGRATION = "integration-key";

  private static final Map<String, Caller> KEYS =
      Map.of(
          KIOSK,
          new Caller("kiosk-1", Role.KIOSK, "kiosk-1", null, null),
          REVIEWER,
          new Caller("reviewer-1", Role.REVIEWER, "reviewer-1", null, null),
          "second-reviewer-key",
          new Caller("reviewer-2", Role.REVIEWER, "reviewer-2", null, null),
          ADMIN,
          new Caller("admin-1", Role.ADMIN, "admin-1", null, null),
          INTEGRATION,
          new Caller("integration-1", Role.INTEGRATION, "integration-1", null, null));

  private static final Catalog CATALOG =
      Catalog.of(
          List.of(
              new Catalog.Item(
                  "LAPTOP_001", "Gaming Laptop", "ELECTRONICS", 249999, false, false, true),
              new Catalog.Item(
                  "SHIRT_001", "Cotton T-Shirt", "APPAREL", 2999, false, false, false)));

  private static final CameraConfig DEMO_CAMERA = CameraConfig.of(CameraSource.parse("demo"));

  private final TestStore store;
  private final CameraService cameras;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final Map<String, Caller> made = new ConcurrentHashMap<>();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private final LocalIdentities access;
  private final Http http;

  public WebStore(String id, Path dir) throws IOException {
    this(id, dir, DEMO_CAMERA);
  }

  WebStore(String id, Path dir, CameraConfig camera) throws IOException {
    this(id, dir, camera, null);
  }

  private WebStore(String id, Path dir, CameraConfig camera, DemoScript demo) throws IOException {
    store = new TestStore(id, dir, "shared");
    InstantSource time = InstantSource.system();
    access = LocalIdentities.open(dir.resolve("data"), () -> Instant.now().plus(ahead.get()));
    int port = Ports.free();
    WebSettings settings =
        new WebSettings(
            new WebSettings.Shop(id, "Store under test", "USD", CATALOG, List.of()),
            "127.0.0.1",
            port,
            false,
            true,
            NodeEndpoints.PLAIN,
            demo);
    cameras = CameraService.of(store.vertx(), camera, time);
    await(store.vertx().deployVerticle(new CameraVerticle(cameras, store.bus())));
    await(
        store
            .vertx()
            .deployVerticle(
                new PhotoExchange(
                    store.bus(),
                    time,
                    dir.resolve("photo-keys"),
                    dir.resolve("photos.key"),
                    Duration.ofDays(91))));
    ApiKeyLookup keys = new TestKeyring();
    StandInBudget budget = new StandInBudget(new StandInBudget.Limits(10_000, 50_000, 5, "USD"));
    await(store.bus().handle(Channels.ASSESS, WebStore::judge));
    RulesView rules = new RulesView(null, List.of(), null, Safeguards.STANDARD, "USD", null);
    await(store.bus().handle(Channels.RULES, query -> Future.succeededFuture(rules)));
    await(
        store
            .vertx()
            .deployVerticle(
                new CheckoutVerticle(
                    store.bus(), CATALOG, NodeClock.of(time), budget, List.of(), cameras)));
    await(store.vertx().deployVerticle(new AlertVerticle(store.bus(), time)));
    await(
        store
            .vertx()
            .deployVerticle(
                new AnalyticsVerticle(
                    store.bus(),
                    time,
                    "USD",
                    CATALOG,
                    Map.of(),
                    new TransactionIndex(
                        "USD",
                        CardFingerprints.by(store.bus().seal()),
                        new Shelves(CATALOG.categories(), Map.of()),
                        16L << 20))));
    await(
        store
            .vertx()
            .deployVerticle(
                new ReplayVerticle(
                    store.bus(),
                    List.of(
                        Channels.ALERTS_REPLAY,
                        Channels.FIGURES_REPLAY,
                        Channels.REFERENCES_REPLAY))));
    await(
        store
            .vertx()
            .deployVerticle(
                new WebVerticle(
                    settings,
                    store.bus(),
                    keys,
                    access,
                    cameras,
                    time,
                    new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))));
    http = new Http("http://127.0.0.1:" + port, null);
  }

  /** A store that was started for the demo, so that it serves whatever a node may serve. */
  public static WebStore ofDemo(String id, Path dir) throws IOException {
    return new WebStore(id, dir, DEMO_CAMERA, NodeEndpoints.NO_SCRIPT);
  }

  public Http as(String key) {
    return http.as(key);
  }

  public Http anonymous() {
    return http;
  }

  Sessions sessions() {
    return access.sessions();
  }

  LocalIdentities access() {
    return access;
  }

  StaffPins pins() {
    return access.pins();
  }

  TestStore store() {
    return store;
  }

  public static String sale(String customer) {
    return """
        {"laneId":"A-01","cashierId":"C-17","customerId":"%s","currency":"USD",
         "lines":[{"sku":"LAPTOP_001","quantity":1,"unitPriceMinor":249999}],
         "tender":{"type":"CARD","token":"tok_1"}}"""
        .formatted(customer);
  }

  public static String refund(String customer, String receipt) {
    return """
        {"laneId":"A-01","customerId":"%s","currency":"USD","receiptNumber":"%s",
         "lines":[{"sku":"LAPTOP_001","quantity":1,"unitPriceMinor":249999,"condition":"NEW"}],
         "refundTender":{"type":"CARD","token":"tok_1"}}"""
        .formatted(customer, receipt);
  }

  /** Makes a key; of one lane, or of all where the lane is null. */
  public String key(Role role, String lane) {
    String key = "key-" + made.size();
    made.put(key, new Caller(key + "-id", role, key + "-id", lane, null));
    return key;
  }

  /** Stops accepting a key. */
  public void revoke(String key) {
    revoked.add(known(key).orElseThrow().keyId());
  }

  /** Moves the clock by which sessions run out; negative: it goes behind. */
  public void clockIsAhead(Duration by) {
    ahead.set(by);
  }

  private Optional<Caller> known(String key) {
    return Optional.ofNullable(KEYS.getOrDefault(key, made.get(key)));
  }

  private final class TestKeyring implements ApiKeyLookup {
    @Override
    public Optional<Caller> callerOf(String key) {
      return known(key).filter(caller -> accepts(caller.keyId()));
    }

    @Override
    public boolean accepts(String keyId) {
      return !revoked.contains(keyId);
    }
  }

  private static Future<ReturnAssessment> judge(AssessRequest request) {
    Transaction transaction = request.transaction();
    String customer = String.valueOf(transaction.customerId());
    Decision decision =
        customer.startsWith("BLOCK")
            ? Decision.BLOCK
            : customer.startsWith("HOLD") ? Decision.REVIEW : Decision.APPROVE;
    int score = decision == Decision.BLOCK ? 95 : decision == Decision.REVIEW ? 70 : 3;
    Assessment assessment =
        new Assessment(
            score,
            decision,
            "test",
            score < 60
                ? List.of()
                : List.of(new Reason("PHOTO_MISSING", score, "No verified face photo", List.of())),
            List.of(),
            null);
    boolean refund = transaction instanceof Return;
    boolean known = refund && transaction.receiptNumber() != null;
    return Future.succeededFuture(
        new ReturnAssessment(
            assessment,
            known && decision != Decision.BLOCK
                ? List.of(new LineQuantity(0, 1, 249999))
                : List.of(),
            refund && decision != Decision.BLOCK ? 249999 : 0,
            known ? transaction.storeId() : null,
            7));
  }

  @Override
  public void close() {
    store.close();
  }
}
