package io.tillwatch.edge.web.api;

import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.FrameRefusal;
import io.tillwatch.edge.bus.RefusedFrameException;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.BodyKind;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * The second way between stores, where the event bus is unwell: signed frames in the bodies of
 * requests. Who may is decided by the frame itself, not by a key.
 */
public final class ClusterRoutes {
  private final Bus bus;

  public ClusterRoutes(Bus bus) {
    this.bus = bus;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/cluster/v1/:address", Access.PUBLIC, BodyKind.FRAME, this::deliver)
            .withHeadCheck(this::checkAddress)
            .withPrecheck(this::checkBeginning));
  }

  /** A frame for nobody is not read. */
  private void checkAddress(RoutingContext context) {
    String address = context.pathParam("address");
    if (address == null || !bus.isAnswered(address)) {
      throw unknown().exception();
    }
  }

  /** Of a long frame that cannot count nothing is read but its beginning. */
  private void checkBeginning(Buffer beginning) {
    try {
      bus.checkHeader(beginning);
    } catch (RefusedFrameException e) {
      throw problem(e.why()).exception();
    }
  }

  private Future<ApiResponse> deliver(ApiRequest request) {
    return bus.deliver(request.pathId("address"), request.body())
        .map(answer -> ApiResponse.bytes("application/octet-stream", answer.getBytes()))
        .recover(ClusterRoutes::refused);
  }

  private static Future<ApiResponse> refused(Throwable failure) {
    if (failure instanceof RefusedFrameException frame) {
      return ApiResponse.problem(problem(frame.why())).now();
    }
    if (failure instanceof IllegalArgumentException) {
      return ApiResponse.problem(unknown()).now();
    }
    return Future.failedFuture(failure);
  }

  /** Nothing but what is wrong with the frame: who sent it need not be a member. */
  private static Problem problem(FrameRefusal why) {
    return why.isCuredByHandshake()
        ? Problem.of(409, "FRAME_NOT_AGREED", why.words())
        : Problem.of(403, why == FrameRefusal.FORGED ? "FORGED_FRAME" : "STALE_FRAME", why.words());
  }

  private static Problem unknown() {
    return Problem.of(404, "UNKNOWN_CHANNEL", "nobody answers this address");
  }
}
