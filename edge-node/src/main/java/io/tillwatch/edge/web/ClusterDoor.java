package io.tillwatch.edge.web;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.MutualTls;
import io.tillwatch.edge.config.ClusterConfig;
import io.tillwatch.edge.config.HostPort;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Where other nodes ask this one under mutual TLS: nobody without a certificate of the group's
 * authority gets as far as a request. Deployed only where {@code cluster.tls} is enabled; elsewhere
 * the node's one HTTP port serves browsers and nodes.
 */
public final class ClusterDoor extends VerticleBase {
  private final ClusterConfig cluster;
  private final Bus bus;

  public ClusterDoor(ClusterConfig cluster, Bus bus) {
    this.cluster = cluster;
    this.bus = bus;
  }

  @Override
  public Future<?> start() {
    Gate gate =
        new Gate(
            bus.self().value(), noKey -> Optional.empty(), new Sessions(InstantSource.system()));
    Api api = new Api(vertx, gate, new HttpMeter(), new ClusterRoutes(bus).endpoints());
    Router router = Router.router(vertx);
    api.mount(router);
    router.route().handler(api::refuse);
    HostPort address = cluster.tlsHttpAddress();
    return server().requestHandler(router).listen(address.port(), address.host());
  }

  private HttpServer server() {
    return vertx.createHttpServer(
        new HttpServerOptions()
            .setSsl(true)
            .setKeyCertOptions(MutualTls.own(cluster.tls()))
            .setTrustOptions(MutualTls.trusted(cluster.tls()))
            .setClientAuth(ClientAuth.REQUIRED));
  }
}
