package io.tillwatch.edge.web;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.config.binding.ConfigException;
import io.tillwatch.edge.facts.AlertReader;
import io.tillwatch.edge.port.Cameras;
import io.tillwatch.edge.web.access.ApiKeyLookup;
import io.tillwatch.edge.web.access.Authenticator;
import io.tillwatch.edge.web.access.ClientResolver;
import io.tillwatch.edge.web.access.LocalIdentities;
import io.tillwatch.edge.web.api.AlertRoutes;
import io.tillwatch.edge.web.api.CameraRoutes;
import io.tillwatch.edge.web.api.ClusterRoutes;
import io.tillwatch.edge.web.api.FactClient;
import io.tillwatch.edge.web.api.ListRoutes;
import io.tillwatch.edge.web.api.LivePhotoRoutes;
import io.tillwatch.edge.web.api.PhotoRoutes;
import io.tillwatch.edge.web.api.PhotoStore;
import io.tillwatch.edge.web.api.PresenceRoutes;
import io.tillwatch.edge.web.api.PrivacyRoutes;
import io.tillwatch.edge.web.api.ReceiptRoutes;
import io.tillwatch.edge.web.api.RulesRoutes;
import io.tillwatch.edge.web.api.SearchRoutes;
import io.tillwatch.edge.web.api.SessionRoutes;
import io.tillwatch.edge.web.api.StaffRoutes;
import io.tillwatch.edge.web.api.StoreRoutes;
import io.tillwatch.edge.web.api.TillRoutes;
import io.tillwatch.edge.web.api.TraceRoutes;
import io.tillwatch.edge.web.api.TransactionRoutes;
import io.tillwatch.edge.web.api.audit.AuditRoutes;
import io.tillwatch.edge.web.api.audit.AuditTrail;
import io.tillwatch.edge.web.api.demo.DemoRoutes;
import io.tillwatch.edge.web.api.figures.InsightRoutes;
import io.tillwatch.edge.web.api.figures.ReportRoutes;
import io.tillwatch.edge.web.api.figures.StatsRoutes;
import io.tillwatch.edge.web.api.models.BlindReviewRoutes;
import io.tillwatch.edge.web.api.models.ModelRoutes;
import io.tillwatch.edge.web.api.models.TrainingData;
import io.tillwatch.edge.web.api.watch.WatchRoutes;
import io.tillwatch.edge.web.http.Api;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Guards;
import io.tillwatch.edge.web.http.HttpMeter;
import io.tillwatch.edge.web.http.MalformedRequests;
import io.tillwatch.edge.web.http.StaticPages;
import io.tillwatch.edge.web.http.WebSettings;
import io.tillwatch.edge.web.live.EventStream;
import io.tillwatch.edge.web.metrics.HealthRoutes;
import io.tillwatch.edge.web.metrics.MetricsRoutes;
import io.tillwatch.edge.web.trace.Traces;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.BindException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server: API, live events, kiosk and dashboard. Deployed last, so that an open port means
 * a node that is ready.
 */
public final class WebVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(WebVerticle.class);
  static final int IDLE_SECONDS = 75;
  private static final int MAX_URI = 8 << 10;
  private static final int RECEIVE_BUFFER = 64 << 10;

  /** The calls, and what of them has work of its own. */
  private record Routes(
      List<Endpoint> endpoints, EventStream events, MetricsRoutes metrics, CameraRoutes camera) {}

  private final WebSettings settings;
  private final Bus bus;
  private final ApiKeyLookup keys;
  private final LocalIdentities local;
  private final Cameras cameras;
  private final InstantSource clock;
  private final PrometheusMeterRegistry meters;
  private @Nullable EventStream events;
  private @Nullable HttpServer server;

  /**
   * The server of one node.
   *
   * @param local its sessions also hand out the one-time codes of the links that are printed at
   *     start
   * @param meters the node's, which the server adds to and shows
   */
  public WebVerticle(
      WebSettings settings,
      Bus bus,
      ApiKeyLookup keys,
      LocalIdentities local,
      Cameras cameras,
      InstantSource clock,
      PrometheusMeterRegistry meters) {
    this.settings = settings;
    this.bus = bus;
    this.keys = keys;
    this.local = local;
    this.cameras = cameras;
    this.clock = clock;
    this.meters = meters;
  }

  @Override
  public Future<?> start() {
    HttpMeter meter = new HttpMeter(meters);
    WebSettings.HttpAccess access = settings.access();
    ClientResolver clients =
        new ClientResolver(access.trustedProxies(), access.trustsThisMachine());
    Authenticator authenticator =
        new Authenticator(settings.shop().id(), keys, local.sessions(), clients);
    Guards guards = Guards.of(vertx, authenticator, clients, access.rates());
    guards.shownBy(meter);
    Routes routes = routes(vertx, authenticator);
    Api api = new Api(vertx, guards, meter, routes.endpoints(), clock);
    events = routes.events();
    routes.camera().watch(routes.events()::publishCamera);
    return routes
        .events()
        .start()
        .compose(done -> routes.metrics().start())
        .compose(done -> listen(guards, router(api)));
  }

  @Override
  public Future<?> stop() {
    if (events != null) {
      events.stop();
    }
    return server == null ? Future.succeededFuture() : server.close();
  }

  /** Every call this node answers, but for the files of its pages. */
  List<Endpoint> endpoints(Vertx vertx, Authenticator authenticator) {
    return routes(vertx, authenticator).endpoints();
  }

  private Routes routes(Vertx vertx, Authenticator authenticator) {
    AuditTrail audit = new AuditTrail(bus, clock);
    FactClient facts = new FactClient(bus);
    StatsRoutes stats = new StatsRoutes(settings, bus, clock);
    String boot = UUID.randomUUID().toString().substring(0, 8);
    Traces traces = new Traces(bus, clock);
    EventStream events = new EventStream(vertx, bus, facts, boot, stats, traces);
    MetricsRoutes metrics = new MetricsRoutes(bus, meters, events);
    List<Endpoint> all = new ArrayList<>();
    all.addAll(
        new TillRoutes(bus, settings.shop().catalog(), settings.shop().currency(), traces)
            .endpoints());
    all.addAll(new ReceiptRoutes(bus, settings.shop().catalog()).endpoints());
    all.addAll(new TransactionRoutes(bus, facts, audit, clock).endpoints());
    all.addAll(
        new AlertRoutes(
                bus,
                new AlertReader(bus, Channels.BROWSE_FACTS, Channels.BROWSE, clock),
                audit,
                settings.shop().stores(),
                clock)
            .endpoints());
    all.addAll(new StoreRoutes(bus, audit).endpoints());
    all.addAll(new ListRoutes(bus, audit, clock).endpoints());
    all.addAll(new RulesRoutes(bus, audit).endpoints());
    all.addAll(new ModelRoutes(bus, audit, clock).endpoints());
    all.addAll(new TrainingData(bus, audit, clock).endpoints());
    all.addAll(new BlindReviewRoutes(bus, audit, clock).endpoints());
    all.addAll(new InsightRoutes(settings, bus, clock).endpoints());
    all.addAll(new ReportRoutes(settings, bus, clock).endpoints());
    all.addAll(new PrivacyRoutes(bus, facts).endpoints());
    all.addAll(new AuditRoutes(bus, audit, clock).endpoints());
    all.addAll(stats.endpoints());
    all.addAll(new SearchRoutes(bus).endpoints());
    all.addAll(new TraceRoutes(bus, traces).endpoints());
    all.addAll(events.endpoints());
    PhotoStore photos = new PhotoStore(bus, clock);
    CameraRoutes camera = new CameraRoutes(vertx, cameras, photos, clock);
    all.addAll(new PhotoRoutes(cameras, photos, facts, audit).endpoints());
    all.addAll(new LivePhotoRoutes(cameras, photos).endpoints());
    all.addAll(new PresenceRoutes(bus, cameras, photos, facts).endpoints());
    all.addAll(camera.endpoints());
    all.addAll(new WatchRoutes(vertx, cameras, audit).endpoints());
    all.addAll(new SessionRoutes(vertx, settings, authenticator, local, keys, clock).endpoints());
    all.addAll(new StaffRoutes(vertx, authenticator, local, audit, clock).endpoints());
    all.addAll(new HealthRoutes(bus).endpoints());
    if (settings.demo() != null) {
      all.addAll(new DemoRoutes(vertx, settings.demo(), audit, clock).endpoints());
    }
    all.addAll(metrics.endpoints());
    if (settings.servesNodes()) {
      all.addAll(new ClusterRoutes(bus).endpoints());
    }
    return new Routes(all, events, metrics, camera);
  }

  private Router router(Api api) {
    Router router = Router.router(vertx);
    StaticPages.guard(router);
    api.mount(router);
    StaticPages.mount(router);
    router.route().handler(api::refuse);
    for (int status : new int[] {400, 404, 405, 406, 413, 414, 415, 500}) {
      router.errorHandler(status, api::fail);
    }
    return router;
  }

  private Future<Void> listen(Guards guards, Router router) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setMaxInitialLineLength(MAX_URI)
            // what a refused sender can put into this machine's memory, unread
            .setReceiveBufferSize(RECEIVE_BUFFER)
            .setCompressionSupported(false)
            // an upgrade offered with a request that has a body was answered in both protocols
            .setHttp2ClearTextEnabled(false);
    return vertx
        .createHttpServer(options)
        .connectionHandler(guards.connections()::opened)
        .requestHandler(router)
        .invalidRequestHandler(MalformedRequests::refuse)
        .listen(settings.port(), settings.host())
        .recover(this::portTaken)
        .onSuccess(listening -> server = listening)
        .onSuccess(
            listening -> LOG.atInfo().addKeyValue("port", listening.actualPort()).log("listening"))
        .mapEmpty();
  }

  private Future<HttpServer> portTaken(Throwable failure) {
    if (failure instanceof BindException || failure.getCause() instanceof BindException) {
      return Future.failedFuture(
          new ConfigException(
              "http.port",
              settings.host()
                  + ":"
                  + settings.port()
                  + " cannot be listened on: "
                  + failure.getMessage(),
              "stop what listens there or set another port (TILLWATCH_HTTP_PORT)"));
    }
    return Future.failedFuture(failure);
  }
}
