package io.tillwatch.edge.web.http;

import io.tillwatch.edge.web.access.Caller;
import io.tillwatch.edge.web.problem.Failures;
import io.tillwatch.edge.web.problem.Problem;
import io.tillwatch.edge.web.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Mounts endpoints: admits the caller, reads the body, runs the action, writes the answer, and
 * turns whatever goes wrong into a problem.
 */
public final class Api {
  /** A body of that length is read and dropped where its request is refused. */
  private static final long DROPPED_AT_MOST = 2L << 20;

  /** How long a refused sender has to hear why before the connection is closed. */
  private static final long LINGER_MILLIS = 500;

  /** How many of them hear it at a time; the others are hung up on at once. */
  private static final int MOST_LINGERING = 64;

  /** Says this node's time in each answer, so that pages can know its clock. */
  private static final CharSequence CLOCK = HttpHeaders.createOptimized("Tillwatch-Clock");

  private final Vertx vertx;
  private final Guards guards;
  private final HttpMeter meter;
  private final List<Endpoint> endpoints;
  private final InstantSource clock;
  private int lingering;

  /**
   * Not mounted yet.
   *
   * @param clock whose time each answer says
   */
  public Api(
      Vertx vertx, Guards guards, HttpMeter meter, List<Endpoint> endpoints, InstantSource clock) {
    this.clock = clock;
    this.vertx = vertx;
    this.guards = guards;
    this.meter = meter;
    this.endpoints = List.copyOf(endpoints);
  }

  public void mount(Router router) {
    router.route().handler(guards.connections()::asked);
    for (Endpoint endpoint : endpoints) {
      router.route(endpoint.method(), endpoint.path()).handler(context -> serve(endpoint, context));
      if (endpoint.method() == HttpMethod.GET) {
        router.route(HttpMethod.HEAD, endpoint.path()).handler(context -> serve(endpoint, context));
      }
    }
  }

  /** Answers what no endpoint answers: 405 with what is allowed there, or 404. */
  public void refuse(RoutingContext context) {
    TreeSet<String> methods =
        endpoints.stream()
            .filter(endpoint -> endpoint.matches(context.normalizedPath()))
            .map(endpoint -> endpoint.method().name())
            .collect(Collectors.toCollection(TreeSet::new));
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    if (methods.isEmpty()) {
      write(
          context,
          ApiResponse.problem(Problem.of(404, "NOT_FOUND", "there is nothing at this path")));
      return;
    }
    String allowed = String.join(", ", methods);
    Problem problem =
        Problem.of(
            405,
            "METHOD_NOT_ALLOWED",
            "expected " + allowed + ", found " + context.request().method());
    write(context, ApiResponse.problem(problem).with("Allow", allowed));
  }

  /** Answers what went wrong outside any endpoint. */
  public void fail(RoutingContext context) {
    Problem problem =
        context.failure() != null
            ? Failures.toProblem(context.failure())
            : Problem.of(context.statusCode(), "BAD_REQUEST", "the request cannot be read");
    write(context, ApiResponse.problem(problem));
  }

  private void serve(Endpoint endpoint, RoutingContext context) {
    long began = System.nanoTime();
    admitted(endpoint, context)
        .recover(failure -> ApiResponse.problem(Failures.toProblem(failure)).now())
        .onSuccess(
            apiResponse -> {
              meter.answered(endpoint, apiResponse.status(), System.nanoTime() - began);
              if (apiResponse.status() == 0) {
                guards.streams(endpoint, context.request());
              }
              if (apiResponse.status() != 0) {
                long micros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
                context.response().putHeader(CLOCK, Long.toString(micros));
              }
              write(context, apiResponse);
            });
  }

  private Future<ApiResponse> admitted(Endpoint endpoint, RoutingContext context) {
    try {
      Caller caller = guards.admit(endpoint, context.request());
      endpoint.body().checkType(context.request());
      endpoint.headCheck().accept(context);
      if (endpoint.streams() != null) {
        // a proxy that gathers an answer before it passes it on would keep a stream to itself
        context.response().putHeader("X-Accel-Buffering", "no");
      }
      if (endpoint.streams() != null && context.request().method() == HttpMethod.HEAD) {
        return ApiResponse.head(endpoint.streams()).now();
      }
      return guards
          .bodies()
          .read(context, endpoint, caller)
          .compose(body -> answer(endpoint, new ApiRequest(context, caller, body)));
    } catch (ProblemException e) {
      return Future.failedFuture(e);
    }
  }

  private static Future<ApiResponse> answer(Endpoint endpoint, ApiRequest apiRequest) {
    try {
      return endpoint.action().apply(apiRequest);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private void write(RoutingContext context, ApiResponse apiResponse) {
    HttpServerResponse response = context.response();
    if (apiResponse.status() == 0 || response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(apiResponse.status());
    apiResponse.headers().forEach(response::putHeader);
    boolean unread = isWorthNoReading(context.request());
    if (unread || apiResponse.status() == 413 || apiResponse.status() == 408) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    if (apiResponse.mediaType() != null) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, apiResponse.mediaType());
    }
    if (unread) {
      context.request().pause();
      // closed at once, the sender's machine would drop the answer with what it did not send yet
      response.end(apiResponse.body() == null ? Buffer.buffer() : apiResponse.body());
      closeSoon(context.request());
      return;
    }
    response.end(apiResponse.body() == null ? Buffer.buffer() : apiResponse.body());
  }

  /** Of a crowd, what lies unread would fill this machine's memory while all of it lingers. */
  private void closeSoon(HttpServerRequest request) {
    if (lingering >= MOST_LINGERING) {
      vertx.setTimer(1, tick -> close(request));
      return;
    }
    lingering++;
    vertx.setTimer(
        LINGER_MILLIS,
        tick -> {
          lingering--;
          close(request);
        });
  }

  /**
   * What had arrived of a paused request is let through first, to nobody: closed without that, each
   * connection leaves 64 KiB of direct memory behind for good.
   */
  private static void close(HttpServerRequest request) {
    request.handler(dropped -> {});
    request.resume();
    request.connection().close();
  }

  /** Whether a refused request's body is still to come, and too long to be read for courtesy. */
  private static boolean isWorthNoReading(HttpServerRequest request) {
    if (request.isEnded()) {
      return false;
    }
    String length = request.getHeader("Content-Length");
    boolean waits = request.getHeader("Expect") != null;
    return waits || length == null || Long.parseLong(length) > DROPPED_AT_MOST;
  }
}
