package io.tillwatch.edge.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Mounts endpoints: admits the caller, reads the body, runs the action, writes the answer, and
 * turns whatever goes wrong into a problem.
 */
final class Api {
  private final Vertx vertx;
  private final Gate gate;
  private final HttpMeter meter;
  private final List<Endpoint> endpoints;

  Api(Vertx vertx, Gate gate, HttpMeter meter, List<Endpoint> endpoints) {
    this.vertx = vertx;
    this.gate = gate;
    this.meter = meter;
    this.endpoints = List.copyOf(endpoints);
  }

  void mount(Router router) {
    for (Endpoint endpoint : endpoints) {
      router.route(endpoint.method(), endpoint.path()).handler(context -> serve(endpoint, context));
    }
  }

  /** Answers what no endpoint answers: 405 with what is allowed there, or 404. */
  void refuse(RoutingContext context) {
    String allowed =
        endpoints.stream()
            .filter(endpoint -> endpoint.matches(context.normalizedPath()))
            .map(endpoint -> endpoint.method().name())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    if (allowed.isEmpty()) {
      write(context, Reply.problem(Problem.of(404, "NOT_FOUND", "there is nothing at this path")));
      return;
    }
    Problem problem =
        Problem.of(
            405,
            "METHOD_NOT_ALLOWED",
            "expected " + allowed + ", found " + context.request().method());
    write(context, Reply.problem(problem).with("Allow", allowed));
  }

  /** Answers what went wrong outside any endpoint. */
  static void fail(RoutingContext context) {
    Problem problem =
        context.failure() != null
            ? Failures.toProblem(context.failure())
            : Problem.of(context.statusCode(), "BAD_REQUEST", "the request cannot be read");
    write(context, Reply.problem(problem));
  }

  private void serve(Endpoint endpoint, RoutingContext context) {
    long began = System.nanoTime();
    admitted(endpoint, context)
        .recover(failure -> Reply.problem(Failures.toProblem(failure)).now())
        .onSuccess(
            reply -> {
              meter.answered(endpoint, reply.status(), System.nanoTime() - began);
              write(context, reply);
            });
  }

  private Future<Reply> admitted(Endpoint endpoint, RoutingContext context) {
    try {
      Caller caller = gate.admit(endpoint.access(), context.request());
      endpoint.body().checkType(context.request());
      return BodyReader.read(vertx, context.request(), endpoint.body().limit())
          .compose(body -> answer(endpoint, new Call(context, caller, body)));
    } catch (ProblemException e) {
      return Future.failedFuture(e);
    }
  }

  private static Future<Reply> answer(Endpoint endpoint, Call call) {
    try {
      return endpoint.action().apply(call);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  private static void write(RoutingContext context, Reply reply) {
    HttpServerResponse response = context.response();
    if (reply.status() == 0 || response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(reply.status());
    reply.headers().forEach(response::putHeader);
    if (reply.status() == 413 || reply.status() == 408) {
      response.putHeader("Connection", "close");
    }
    if (reply.mediaType() != null) {
      response.putHeader("Content-Type", reply.mediaType());
    }
    response.end(reply.body() == null ? Buffer.buffer() : reply.body());
  }
}
