package io.tillwatch.edge.web.http;

import io.tillwatch.edge.config.RatesConfig;
import io.tillwatch.edge.web.access.Authenticator;
import io.tillwatch.edge.web.access.Caller;
import io.tillwatch.edge.web.access.ClientResolver;
import io.tillwatch.edge.web.access.LiveStreams;
import io.tillwatch.edge.web.access.RateLimiter;
import io.tillwatch.edge.web.problem.ProblemException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/**
 * What stands between the network and the endpoints of one server: who may, how often, over how
 * many connections, with how large bodies, and for how long.
 */
public record Guards(
    Authenticator gate,
    RateLimiter rates,
    Connections connections,
    Bodies bodies,
    LiveStreams liveStreams) {

  /** The guards of a server of this verticle. */
  public static Guards of(
      Vertx vertx, Authenticator authenticator, ClientResolver clients, RatesConfig rates) {
    return new Guards(
        authenticator,
        new RateLimiter(rates),
        new Connections(vertx, clients),
        new Bodies(vertx, Runtime.getRuntime().maxMemory()),
        new LiveStreams(vertx, authenticator));
  }

  /** Shows in the node's figures what is held and what was refused. */
  public void shownBy(HttpMeter meter) {
    meter.watch("tillwatch_http_connections", "Open connections", connections::open);
    meter.watch(
        "tillwatch_http_connections_crowded",
        "Connections that came when all places were taken, since the start",
        connections::refused);
    meter.watch(
        "tillwatch_http_rate_limited",
        "Calls refused because a key or an address makes too many, since the start",
        rates::refused);
    meter.watch("tillwatch_http_body_bytes", "Bodies that are held now", bodies::held);
  }

  /** Lets a caller in; throws ProblemException 401, 403 or 429. */
  Caller admit(Endpoint endpoint, HttpServerRequest request) {
    long now = System.nanoTime();
    try {
      Caller caller = gate.admit(endpoint.access(), request);
      // frames are as many as stores have to say; who may is decided by their mac
      if (endpoint.body() != BodyKind.FRAME && !endpoint.access().isOfThisMachine()) {
        rates.take(caller, now);
      }
      return caller;
    } catch (ProblemException e) {
      if (e.problem().status() == 401) {
        rates.refusedKey(gate.client(request).address(), now);
      }
      throw e;
    }
  }

  /** An answer goes on as long as somebody listens who may. */
  void streams(Endpoint endpoint, HttpServerRequest request) {
    connections.streams(request.connection());
    liveStreams.opened(request, endpoint.access());
  }
}
