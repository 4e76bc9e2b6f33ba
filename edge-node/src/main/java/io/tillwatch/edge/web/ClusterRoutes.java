package io.tillwatch.edge.web;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.ForgedFrameException;
import io.vertx.core.Future;
import java.util.List;

/**
 * The second way between stores, where the event bus is unwell: signed frames in the bodies of
 * requests. Who may is decided by the frame's mac, not by a key.
 */
final class ClusterRoutes {
  private final Bus bus;

  ClusterRoutes(Bus bus) {
    this.bus = bus;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/cluster/v1/:address", Access.PUBLIC, BodyKind.FRAME, this::deliver));
  }

  private Future<Reply> deliver(Call call) {
    return bus.deliver(call.pathId("address"), call.body())
        .map(answer -> Reply.bytes("application/octet-stream", answer.getBytes()))
        .recover(ClusterRoutes::refused);
  }

  private static Future<Reply> refused(Throwable failure) {
    if (failure instanceof ForgedFrameException) {
      return Reply.problem(Problem.of(403, "FORGED_FRAME", "the frame is not one of this group's"))
          .now();
    }
    if (failure instanceof IllegalArgumentException) {
      return Reply.problem(Problem.of(404, "UNKNOWN_CHANNEL", "nobody answers this address")).now();
    }
    return Future.failedFuture(failure);
  }
}
