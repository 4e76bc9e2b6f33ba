package io.tillwatch.edge.web.api.watch;

import io.tillwatch.core.camera.CameraLook;
import io.tillwatch.edge.config.keys.Role;
import io.tillwatch.edge.port.CameraBusyException;
import io.tillwatch.edge.port.CameraUnavailableException;
import io.tillwatch.edge.port.Cameras;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.answer.CameraLookJson;
import io.tillwatch.edge.web.api.CameraRoutes;
import io.tillwatch.edge.web.api.PhotoRoutes;
import io.tillwatch.edge.web.api.audit.AuditTrail;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The live picture of a camera. A kiosk shows its customers themselves; whoever else watches them
 * is written down first, and learns while they watch what the gate of a photo says of the picture.
 */
public final class WatchRoutes {
  private static final String PATH = Endpoint.API + "/camera";
  private static final String BOUNDARY = "tillwatch-frame";
  private static final String PREVIEW = "multipart/x-mixed-replace; boundary=" + BOUNDARY;
  private static final Access WATCHERS = Access.of(Role.KIOSK, Role.REVIEWER, Role.ADMIN);

  /**
   * Who of the staff watches which camera.
   *
   * @param lane empty for the common camera
   */
  private record Watcher(String actor, String lane) {}

  private final Vertx vertx;
  private final Cameras cameras;
  private final AuditTrail audit;
  private final Map<Watcher, Cameras.Preview> watching = new HashMap<>();

  /**
   * The routes.
   *
   * @param audit where it is written that somebody of the staff watched
   */
  public WatchRoutes(Vertx vertx, Cameras cameras, AuditTrail audit) {
    this.vertx = vertx;
    this.cameras = cameras;
    this.audit = audit;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.stream(PATH + "/preview", WATCHERS, PREVIEW, this::preview),
        Endpoint.get(PATH + "/look", Access.REVIEWERS, this::newest));
  }

  private Future<ApiResponse> preview(ApiRequest request) {
    Query query = request.query();
    String why = query.freeText("why");
    String lane = CameraRoutes.lane(query, request.caller());
    query.done();
    if (request.caller().knownRole() == Role.KIOSK) {
      return watch(request, lane, null);
    }
    String target = (lane == null ? "" : lane + " ") + cameras.status(lane).source();
    return audit
        .write(request.caller(), "CAMERA_WATCHED", target, why)
        .compose(written -> watch(request, lane, watcher(request, lane)));
  }

  /** What the caller's own preview of that camera shows now. */
  private Future<ApiResponse> newest(ApiRequest request) {
    Query query = request.query();
    String lane = CameraRoutes.lane(query, request.caller());
    query.done();
    Cameras.Preview preview = watching.get(watcher(request, lane));
    if (preview == null) {
      return ApiResponse.problem(
              Problem.of(
                  409, "CAMERA_NOT_WATCHED", "open the preview of this camera first, and keep it"))
          .now();
    }
    CameraLook newest = preview.newest();
    String opening = cameras.status(lane).message();
    return ApiResponse.json(
            200, CameraLookJson.of(newest == null ? new CameraLook(opening, 0, null) : newest))
        .now();
  }

  private static Watcher watcher(ApiRequest request, @Nullable String lane) {
    return new Watcher(request.actor(), lane == null ? "" : lane);
  }

  private Future<ApiResponse> watch(
      ApiRequest request, @Nullable String lane, @Nullable Watcher staff) {
    HttpServerResponse response = request.response();
    Context context = vertx.getOrCreateContext();
    try {
      Cameras.Preview preview =
          cameras.preview(
              lane, staff != null, jpeg -> context.runOnContext(now -> show(response, jpeg)));
      response.setChunked(true).putHeader("Content-Type", PREVIEW);
      if (staff != null) {
        watching.put(staff, preview);
      }
      request.onEnd(preview::close);
      if (response.closed()) {
        // while it was written down that they watch
        preview.close();
      }
      preview
          .ended()
          .whenComplete(
              (done, failure) ->
                  context.runOnContext(
                      now -> {
                        watching.values().remove(preview);
                        end(response);
                      }));
      return ApiResponse.STREAMED.now();
    } catch (CameraUnavailableException e) {
      return CameraRoutes.unavailable(e);
    } catch (CameraBusyException e) {
      return PhotoRoutes.refused(e);
    }
  }

  /** A watcher too slow for a frame misses it. */
  private static void show(HttpServerResponse response, byte[] jpeg) {
    if (!response.ended() && !response.closed() && !response.writeQueueFull()) {
      response.write(
          Buffer.buffer("--" + BOUNDARY + "\r\nContent-Type: image/jpeg\r\nContent-Length: ")
              .appendString(jpeg.length + "\r\n\r\n")
              .appendBytes(jpeg)
              .appendString("\r\n"));
    }
  }

  private static void end(HttpServerResponse response) {
    if (!response.ended() && !response.closed()) {
      response.end();
    }
  }
}
