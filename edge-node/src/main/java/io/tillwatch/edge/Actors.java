package io.tillwatch.edge;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tillwatch.core.checkout.StandInBudget;
import io.tillwatch.core.fraud.ExternalScore;
import io.tillwatch.core.fraud.RetailContext;
import io.tillwatch.core.fraud.ReturnWindows;
import io.tillwatch.core.fraud.exploration.Exploration;
import io.tillwatch.core.oplog.StoreId;
import io.tillwatch.core.retail.CardFingerprints;
import io.tillwatch.core.retail.Catalog;
import io.tillwatch.core.retail.StoreInfo;
import io.tillwatch.core.search.Shelves;
import io.tillwatch.core.search.TransactionIndex;
import io.tillwatch.edge.alerts.AlertVerticle;
import io.tillwatch.edge.analytics.AnalyticsVerticle;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.camera.CameraService;
import io.tillwatch.edge.camera.CameraVerticle;
import io.tillwatch.edge.checkout.CatalogFile;
import io.tillwatch.edge.checkout.CheckoutVerticle;
import io.tillwatch.edge.config.EdgeConfig;
import io.tillwatch.edge.config.RedisConfig;
import io.tillwatch.edge.config.ReplicationConfig;
import io.tillwatch.edge.config.binding.ConfigException;
import io.tillwatch.edge.config.keys.ApiKeys;
import io.tillwatch.edge.fraud.FraudVerticle;
import io.tillwatch.edge.fraud.ReturnWindowFile;
import io.tillwatch.edge.fraud.external.HttpExternalScore;
import io.tillwatch.edge.ledger.BrowseVerticle;
import io.tillwatch.edge.ledger.LedgerVerticle;
import io.tillwatch.edge.ledger.ReplayVerticle;
import io.tillwatch.edge.ledger.redis.RedisOwner;
import io.tillwatch.edge.photos.PhotoExchange;
import io.tillwatch.edge.port.DemoScript;
import io.tillwatch.edge.port.NodeClock;
import io.tillwatch.edge.redis.RedisEndpoint;
import io.tillwatch.edge.replication.ReplicationVerticle;
import io.tillwatch.edge.web.PeerHttpVerticle;
import io.tillwatch.edge.web.WebVerticle;
import io.tillwatch.edge.web.access.LocalIdentities;
import io.tillwatch.edge.web.access.NodeApiKeyLookup;
import io.tillwatch.edge.web.http.WebSettings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The actors of one node and the order in which they start: ledger, checkout, replication, fraud,
 * alerts, analytics, camera, past, web, so that an open port means ready.
 */
final class Actors {
  private static final long WARM_UP_SECONDS = 5;

  /** What finds a transaction takes a tenth of what scoring remembers of it. */
  private static final long SEARCH_SHARE = 10;

  private final EdgeConfig config;
  private final Bus bus;
  private final RedisEndpoint redis;
  private final ApiKeys keys;
  private final LocalIdentities access;
  private final NodeClock time;
  private final PrometheusMeterRegistry meters;
  private @Nullable DemoScript demo;

  Actors(
      EdgeConfig config,
      Bus bus,
      RedisEndpoint redis,
      ApiKeys keys,
      LocalIdentities access,
      NodeClock time,
      PrometheusMeterRegistry meters) {
    this.config = config;
    this.bus = bus;
    this.redis = redis;
    this.keys = keys;
    this.access = access;
    this.time = time;
    this.meters = meters;
  }

  /** What the dashboard can have played; null: nothing. */
  Actors playing(@Nullable DemoScript script) {
    demo = script;
    return this;
  }

  /** Starts them one behind the other; fails with the first that does not start. */
  Future<Void> deploy(Vertx vertx) {
    Catalog catalog = CatalogFile.load(config.fraud().catalogFile());
    WebSettings web = WebSettings.of(config, catalog, demo);
    CameraService cameras = CameraService.of(vertx, config.camera(), time);
    return checkOwner(vertx)
        .compose(own -> deploy(vertx, coreActors(vertx, catalog, web.shop().currency(), cameras)))
        .compose(ready -> warmUp(vertx))
        .compose(warm -> deploy(vertx, List.of(this::past)))
        .compose(read -> deploy(vertx, webActors(web, cameras)))
        .compose(open -> new Warmup(bus, time, stores()).opened());
  }

  /** In database mode all stores' marks replicate into all, so nobody's is there. */
  private Future<?> checkOwner(Vertx vertx) {
    if (config.replication().mode() == ReplicationConfig.Mode.DATABASE) {
      return Future.succeededFuture();
    }
    return RedisOwner.owner(vertx, redis, bus.self())
        .compose(
            owner ->
                owner.equals(bus.self().value())
                    ? Future.succeededFuture()
                    : Future.failedFuture(notOurs(owner)));
  }

  private ConfigException notOurs(String owner) {
    boolean embedded = config.redis().mode() == RedisConfig.Mode.EMBEDDED;
    return new ConfigException(
        embedded ? "dataDir" : "redis.url",
        "expected facts of store.id " + bus.self() + ", found those of " + owner,
        embedded
            ? "give each store a directory of its own"
            : "give each store a server of its own, or set replication.mode: database where one"
                + " replicates by itself");
  }

  /** After the warm-up, which would take far longer beside it. */
  private VerticleBase past() {
    return new ReplayVerticle(
        bus,
        List.of(
            Channels.FRAUD_REPLAY,
            Channels.ALERTS_REPLAY,
            Channels.FIGURES_REPLAY,
            Channels.REFUNDS_REPLAY,
            Channels.REFERENCES_REPLAY,
            Channels.TRIES_REPLAY));
  }

  /** A node that is slow to warm up opens its port as warm as it got. */
  private Future<Void> warmUp(Vertx vertx) {
    return new Warmup(bus, time, stores())
        .run(vertx)
        .timeout(WARM_UP_SECONDS, TimeUnit.SECONDS)
        .recover(
            why ->
                why instanceof TimeoutException
                    ? Future.succeededFuture()
                    : Future.failedFuture(why));
  }

  private static Future<Void> deploy(Vertx vertx, List<Supplier<VerticleBase>> actors) {
    Future<Void> deployed = Future.succeededFuture();
    for (Supplier<VerticleBase> actor : actors) {
      deployed = deployed.compose(before -> vertx.deployVerticle(actor.get())).mapEmpty();
    }
    return deployed;
  }

  private List<Supplier<VerticleBase>> coreActors(
      Vertx vertx, Catalog catalog, String currency, CameraService cameras) {
    ExternalScore external = HttpExternalScore.of(vertx, config.fraud().externalScore());
    return List.of(
        () -> new LedgerVerticle(bus, redis, config.redis().allowUnsafe(), time),
        () -> new BrowseVerticle(bus, redis),
        () ->
            new CheckoutVerticle(
                bus, catalog, time, new StandInBudget(limits()), stores(), cameras),
        // hears of a commit before those who only think about it: an op is on its way first
        () ->
            new ReplicationVerticle(
                bus, config.replication(), config.cluster().tls(), stores(), urlForNodes(), time),
        () ->
            new FraudVerticle(
                bus,
                time,
                config.fraud().rulesFile(),
                stores(),
                context(catalog),
                config.history().maxBytes(),
                external,
                new Exploration.Shares(
                    config.model().explorePermille(), config.model().samplePermille())),
        () -> new AlertVerticle(bus, time),
        () -> photos(),
        () -> analytics(catalog, currency),
        () -> new CameraVerticle(cameras, bus));
  }

  private VerticleBase analytics(Catalog catalog, String currency) {
    TransactionIndex index =
        new TransactionIndex(
            currency,
            CardFingerprints.by(bus.seal()),
            new Shelves(catalog.categories(), zones()),
            config.history().maxBytes() / SEARCH_SHARE);
    return new AnalyticsVerticle(bus, time, currency, catalog, zones(), index);
  }

  private List<Supplier<VerticleBase>> webActors(WebSettings web, CameraService cameras) {
    Supplier<VerticleBase> pages = () -> web(web, cameras);
    return web.servesNodes()
        ? List.of(pages)
        : List.of(() -> new PeerHttpVerticle(config.cluster(), bus), pages);
  }

  private URI urlForNodes() {
    return config.cluster().tls().enabled()
        ? config.cluster().tlsHttpUrl()
        : config.http().publicUrl();
  }

  private VerticleBase web(WebSettings web, CameraService cameras) {
    NodeApiKeyLookup lookup = new NodeApiKeyLookup(keys);
    return new WebVerticle(web, bus, lookup, access, cameras, time, meters);
  }

  private PhotoExchange photos() {
    Path folder = config.dataDir().resolve("photo-keys");
    return new PhotoExchange(bus, time, folder, config.photos().keyFile(), photoRetention());
  }

  /** A window ends with the store's calendar day, wherever that is. */
  private Duration photoRetention() {
    int days = config.photos().retentionDays();
    return Duration.ofDays(days == 0 ? returnWindows().longest() + 1L : days);
  }

  private ReturnWindows returnWindows() {
    return ReturnWindowFile.update(
        config.dataDir(), config.fraud().returnWindowDays(), time.instant());
  }

  private RetailContext context(Catalog catalog) {
    Map<String, StoreInfo> stores =
        config.storeInfos().stream()
            .collect(Collectors.toMap(StoreInfo::storeId, Function.identity()));
    return new RetailContext(
            catalog,
            stores,
            returnWindows(),
            config.history().knownSince(),
            config.store().currency())
        .keepingPhotos(photoRetention());
  }

  private Map<String, ZoneId> zones() {
    return config.storeInfos().stream()
        .filter(store -> store.timeZone() != null)
        .collect(Collectors.toMap(StoreInfo::storeId, StoreInfo::timeZone));
  }

  private List<StoreId> stores() {
    return config.stores().stream().map(store -> new StoreId(store.id())).toList();
  }

  private StandInBudget.Limits limits() {
    return new StandInBudget.Limits(
        config.standIn().maxPerReturnMinor(),
        config.standIn().maxAmountMinor(),
        config.standIn().maxCount(),
        config.store().currency());
  }
}
