package io.tillwatch.edge.web.api;

import io.tillwatch.core.photos.PhotoConsent;
import io.tillwatch.edge.port.CameraBusyException;
import io.tillwatch.edge.port.Cameras;
import io.tillwatch.edge.port.LivePhotoException;
import io.tillwatch.edge.port.LivePhotos;
import io.tillwatch.edge.port.LivePhotos.LivePhoto;
import io.tillwatch.edge.port.LivePhotos.Owner;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.answer.LiveFrameJson;
import io.tillwatch.edge.web.answer.LiveSessionJson;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.BodyKind;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Live sessions: the frames of a browser's camera, one by one, until there is a photo. */
public final class LivePhotoRoutes {
  private static final String PATH = Endpoint.API + "/photos/sessions";
  private static final String NONCE = "X-Photo-Nonce";
  private static final int LONGEST_NONCE = 64;
  private static final int MOST_CONSENTS = 64;

  private record Begin(@Nullable String laneId, @Nullable PhotoConsent consent) {}

  private final Cameras cameras;
  private final PhotoStore photos;

  /** What the customer of a session agreed to; the oldest go where more are open than can be. */
  private final Map<String, Optional<PhotoConsent>> consents =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<PhotoConsent>> eldest) {
          return size() > MOST_CONSENTS;
        }
      };

  public LivePhotoRoutes(Cameras cameras, PhotoStore photos) {
    this.cameras = cameras;
    this.photos = photos;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(PATH, Access.TILLS, BodyKind.OPTIONAL_JSON, this::open),
        Endpoint.post(
            PATH + "/:sessionId/frames", Access.TILLS, BodyKind.CAMERA_FRAME, this::frame),
        Endpoint.delete(PATH + "/:sessionId", Access.TILLS, this::end));
  }

  private Future<ApiResponse> open(ApiRequest request) {
    Begin begin =
        RequestReader.read(
            request.jsonOrEmpty(),
            fields -> new Begin(fields.optionalId("laneId"), ConsentReader.ofBody(fields)));
    request.caller().checkLane(begin.laneId());
    try {
      LivePhotos.Opened opened = cameras.live().open(new Owner(request.actor(), begin.laneId()));
      consents.put(opened.id(), Optional.ofNullable(begin.consent()));
      return ApiResponse.json(201, LiveSessionJson.of(opened)).now();
    } catch (CameraBusyException e) {
      return PhotoRoutes.refused(e);
    }
  }

  private Future<ApiResponse> frame(ApiRequest request) {
    String id = request.pathId("sessionId");
    Owner owner = owner(request);
    return cameras
        .live()
        .frame(id, owner, nonce(request), request.body().getBytes())
        .compose(seen -> answer(id, seen))
        .recover(LivePhotoRoutes::refused)
        .recover(PhotoRoutes::refused)
        .recover(CameraRoutes::unavailable);
  }

  private Future<ApiResponse> answer(String id, LivePhotos.Seen seen) {
    LivePhoto taken = seen.photo();
    if (taken == null) {
      return ApiResponse.json(200, LiveFrameJson.of(seen, null)).now();
    }
    Optional<PhotoConsent> consent = consents.remove(id);
    PhotoConsent agreed = consent == null ? null : consent.orElse(null);
    return photos
        .keep(
            taken.picture().report(),
            taken.picture().jpeg(),
            taken.laneId(),
            agreed,
            taken.capturedAt())
        .map(photo -> ApiResponse.json(201, LiveFrameJson.of(seen, photo)));
  }

  private Future<ApiResponse> end(ApiRequest request) {
    String id = request.pathId("sessionId");
    cameras.live().end(id, owner(request));
    consents.remove(id);
    return ApiResponse.empty().now();
  }

  private static Owner owner(ApiRequest request) {
    Query query = request.query();
    String laneId = query.text("lane");
    query.done();
    request.caller().checkLane(laneId);
    return new Owner(request.actor(), laneId);
  }

  private static String nonce(ApiRequest request) {
    List<String> sent = request.request().headers().getAll(NONCE);
    if (sent.size() != 1 || sent.get(0).isEmpty() || sent.get(0).length() > LONGEST_NONCE) {
      throw Problem.of(
              400, "PHOTO_NONCE_MISSING", "send the session's nonce once, as the header " + NONCE)
          .exception();
    }
    return sent.get(0);
  }

  private static Future<ApiResponse> refused(Throwable failure) {
    if (!(failure instanceof LivePhotoException refusal)) {
      return Future.failedFuture(failure);
    }
    return ApiResponse.problem(problem(refusal.reason(), String.valueOf(refusal.getMessage())))
        .now();
  }

  /** What a caller is told. */
  public static Problem problem(LivePhotoException.Reason reason, String detail) {
    int status =
        switch (reason) {
          case UNKNOWN_LIVE_SESSION -> 404;
          case LIVE_SESSION_EXPIRED -> 410;
          case OTHER_LIVE_SESSION, PHOTO_NONCE_WRONG, OTHER_LANE -> 403;
          case LIVE_SESSION_USED, LIVE_SESSION_ENDED, FRAME_IN_PROGRESS, TOO_MANY_FRAMES -> 409;
          case PHOTO_FROZEN, PHOTO_REPLAYED -> 422;
        };
    return Problem.of(status, reason.name(), detail);
  }
}
