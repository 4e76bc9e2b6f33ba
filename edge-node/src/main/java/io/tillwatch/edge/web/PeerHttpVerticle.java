package io.tillwatch.edge.web;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.MutualTls;
import io.tillwatch.edge.config.ClusterConfig;
import io.tillwatch.edge.config.HostPort;
import io.tillwatch.edge.config.RatesConfig;
import io.tillwatch.edge.web.access.ApiKeyLookup;
import io.tillwatch.edge.web.access.Authenticator;
import io.tillwatch.edge.web.access.ClientResolver;
import io.tillwatch.edge.web.access.Sessions;
import io.tillwatch.edge.web.api.ClusterRoutes;
import io.tillwatch.edge.web.http.Api;
import io.tillwatch.edge.web.http.Guards;
import io.tillwatch.edge.web.http.HttpMeter;
import io.tillwatch.edge.web.http.MalformedRequests;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.InstantSource;

/**
 * Where other nodes ask this one under mutual TLS: nobody without a certificate of the group's
 * authority gets as far as a request. Deployed only where {@code cluster.tls} is enabled; elsewhere
 * the node's one HTTP port serves browsers and nodes.
 */
public final class PeerHttpVerticle extends VerticleBase {
  private final ClusterConfig cluster;
  private final Bus bus;

  public PeerHttpVerticle(ClusterConfig cluster, Bus bus) {
    this.cluster = cluster;
    this.bus = bus;
  }

  @Override
  public Future<?> start() {
    ClientResolver clients = ClientResolver.direct();
    Sessions none = new Sessions(InstantSource.system());
    Authenticator authenticator =
        new Authenticator(bus.self().value(), ApiKeyLookup.empty(), none, clients);
    Guards guards = Guards.of(vertx, authenticator, clients, new RatesConfig(0, 0));
    Api api =
        new Api(
            vertx,
            guards,
            HttpMeter.unread(),
            new ClusterRoutes(bus).endpoints(),
            InstantSource.system());
    Router router = Router.router(vertx);
    api.mount(router);
    router.route().handler(api::refuse);
    HostPort address = cluster.tlsHttpAddress();
    return server()
        .connectionHandler(guards.connections()::opened)
        .requestHandler(router)
        .invalidRequestHandler(MalformedRequests::refuse)
        .listen(address.port(), address.host());
  }

  private HttpServer server() {
    return vertx.createHttpServer(
        new HttpServerOptions()
            .setSsl(true)
            .setIdleTimeout(WebVerticle.IDLE_SECONDS)
            .setKeyCertOptions(MutualTls.own(cluster.tls()))
            .setTrustOptions(MutualTls.trusted(cluster.tls()))
            .setClientAuth(ClientAuth.REQUIRED));
  }
}
