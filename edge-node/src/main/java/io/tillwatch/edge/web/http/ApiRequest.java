package io.tillwatch.edge.web.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tillwatch.core.retail.ReceiptNumber;
import io.tillwatch.edge.web.access.Caller;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** One admitted request with its whole body. */
public final class ApiRequest {
  private static final int MAX_ID = 128;
  private static final CharSequence IDEMPOTENCY_KEY =
      HttpHeaders.createOptimized("Idempotency-Key");

  private final RoutingContext context;
  private final Caller caller;
  private final Buffer body;

  ApiRequest(RoutingContext context, Caller caller, Buffer body) {
    this.context = context;
    this.caller = caller;
    this.body = body;
  }

  public Caller caller() {
    return caller;
  }

  public String actor() {
    return caller.actor();
  }

  /** Done when the answer has ended, or the connection. */
  public void onEnd(Runnable action) {
    context.addEndHandler(end -> action.run());
  }

  public HttpServerRequest request() {
    return context.request();
  }

  public HttpServerResponse response() {
    return context.response();
  }

  public Buffer body() {
    return body;
  }

  /** The body as one JSON object; an empty one where nothing was sent and nothing must be. */
  public ObjectNode json() {
    return JsonBodies.parse(body);
  }

  public ObjectNode jsonOrEmpty() {
    return body.length() == 0 ? JsonBodies.empty() : json();
  }

  /** A part of the path that names something. */
  public String pathId(String name) {
    String id = context.pathParam(name);
    if (id == null || !TextRules.isId(id, MAX_ID)) {
      throw Problem.of(404, "NOT_FOUND", "no " + name + " has such a name").exception();
    }
    return id;
  }

  /** A part of the path that is a receipt's number, in the form that is kept. */
  public String pathReceipt(String name) {
    String typed = context.pathParam(name);
    boolean bounded = typed != null && typed.length() <= 2 * MAX_ID;
    String number = bounded ? ReceiptNumber.read(typed) : null;
    if (number == null || !TextRules.isId(number, MAX_ID)) {
      throw Problem.of(404, "NOT_FOUND", "no " + name + " has such a name").exception();
    }
    return number;
  }

  /** The request's query, to be read strictly. */
  public Query query() {
    return new Query(context.queryParams());
  }

  /** The Idempotency-Key; throws ProblemException 400 where it is missing or no key. */
  public String idempotencyKey() {
    List<String> sent = request().headers().getAll(IDEMPOTENCY_KEY);
    if (sent.isEmpty() || (sent.size() == 1 && sent.get(0).isEmpty())) {
      throw Problem.of(
              400,
              "IDEMPOTENCY_KEY_MISSING",
              "send an Idempotency-Key header, 1..64 printable ASCII characters, new for each"
                  + " transaction and kept when it is sent again")
          .exception();
    }
    if (sent.size() > 1 || !TextRules.isAscii(sent.get(0), 64)) {
      throw Problem.of(
              400,
              "IDEMPOTENCY_KEY_INVALID",
              "one Idempotency-Key of 1..64 printable ASCII characters is expected")
          .exception();
    }
    return sent.get(0);
  }
}
