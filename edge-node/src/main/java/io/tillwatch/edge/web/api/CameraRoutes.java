package io.tillwatch.edge.web.api;

import io.tillwatch.core.camera.CameraStatus;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.core.photos.PhotoConsent;
import io.tillwatch.edge.port.CameraUnavailableException;
import io.tillwatch.edge.port.Cameras;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.access.Caller;
import io.tillwatch.edge.web.answer.CameraJson;
import io.tillwatch.edge.web.answer.PhotoAnswerJson;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.BodyKind;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The node's own cameras: taking a picture, and how they are. */
public final class CameraRoutes {
  private static final String PATH = Endpoint.API + "/camera";
  private static final String DEMO = "demo";
  private static final long WATCH_MILLIS = 1_000;

  /**
   * What is asked for.
   *
   * @param laneId as it was said
   * @param lane whose camera takes it
   * @param nobody draws a picture without a face
   */
  private record Capture(
      @Nullable String laneId,
      @Nullable String lane,
      @Nullable String person,
      boolean nobody,
      @Nullable PhotoConsent consent) {}

  /** The state that a camera was in when it was last looked at, and since when. */
  private record Seen(String state, Instant since) {}

  private final Vertx vertx;
  private final Cameras cameras;
  private final PhotoStore photos;
  private final InstantSource clock;
  private final Map<String, Seen> seen = new HashMap<>();
  private long shots;

  public CameraRoutes(Vertx vertx, Cameras cameras, PhotoStore photos, InstantSource clock) {
    this.vertx = vertx;
    this.cameras = cameras;
    this.photos = photos;
    this.clock = clock;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(PATH, Access.ANY_ROLE, this::status),
        Endpoint.post(PATH + "/captures", Access.TILLS, BodyKind.OPTIONAL_JSON, this::capture));
  }

  /** Tells whenever a camera comes into another state. */
  public void watch(Consumer<CameraJson> listener) {
    vertx.setPeriodic(
        WATCH_MILLIS,
        tick -> {
          watch(null, listener);
          cameras.lanes().forEach(lane -> watch(lane, listener));
        });
  }

  private void watch(@Nullable String lane, Consumer<CameraJson> listener) {
    Seen before = seen.get(key(lane));
    CameraJson now = statusOf(lane);
    if (before != null && !before.state().equals(now.state())) {
      listener.accept(now);
    }
  }

  private Future<ApiResponse> status(ApiRequest request) {
    Query query = request.query();
    String lane = lane(query, request.caller());
    query.done();
    CameraJson answer = statusOf(lane);
    return ApiResponse.json(
            200,
            lane == null
                ? answer.beside(cameras.lanes().stream().map(this::statusOf).toList())
                : answer)
        .now();
  }

  /** The lane that a page asks for, or else the one that its key is for; null for none. */
  public static @Nullable String lane(Query query, Caller caller) {
    String named = query.text("lane");
    caller.checkLane(named);
    return named == null ? caller.lane() : named;
  }

  /** Of the lane's own camera, or of the common one where it has none. */
  private CameraJson statusOf(@Nullable String lane) {
    String own = lane != null && cameras.lanes().contains(lane) ? lane : null;
    CameraStatus now = cameras.status(own);
    Seen last =
        seen.compute(
            key(own),
            (key, before) ->
                before != null && before.state().equals(now.state())
                    ? before
                    : new Seen(now.state(), clock.instant()));
    return CameraJson.of(own, now, last.since(), cameras.guardsVisits());
  }

  private static String key(@Nullable String own) {
    return own == null ? "" : own;
  }

  /** A number that this and every other node uses once: one person's pictures must all differ. */
  private long nextShot() {
    shots = Math.max(shots + 1, clock.millis());
    return shots;
  }

  private Future<ApiResponse> capture(ApiRequest request) {
    Capture capture = read(request);
    request.caller().checkLane(capture.laneId());
    if (capture.nobody()) {
      return cameras
          .drawNobody(seed(capture.person()) + nextShot())
          .compose(seen -> keep(seen, capture))
          .map(photo -> ApiResponse.json(201, PhotoAnswerJson.of(photo)))
          .recover(PhotoRoutes::refused)
          .recover(CameraRoutes::unavailable);
    }
    return cameras
        .capture(capture.lane(), seed(capture.person()), nextShot())
        .compose(taken -> keep(taken, capture))
        .map(photo -> ApiResponse.json(201, PhotoAnswerJson.of(photo)))
        .recover(PhotoRoutes::refused)
        .recover(CameraRoutes::unavailable);
  }

  private Future<Photo> keep(Cameras.Picture taken, Capture capture) {
    return photos.keep(taken.report(), taken.jpeg(), capture.laneId(), capture.consent());
  }

  private Capture read(ApiRequest request) {
    return RequestReader.read(
        request.jsonOrEmpty(),
        fields -> {
          String named = fields.optionalId("laneId");
          String person = fields.optionalId("person");
          Boolean face = fields.optionalFlag("face");
          String lane = named == null ? request.caller().lane() : named;
          boolean demo = cameras.status(lane).source().equals(DEMO);
          if (!demo && person != null) {
            fields.wrong("person", "can be chosen only where camera.source is demo");
          }
          if (!demo && face != null) {
            fields.wrong("face", "can be chosen only where camera.source is demo");
          }
          boolean nobody = demo && Boolean.FALSE.equals(face);
          return new Capture(named, lane, person, nobody, ConsentReader.ofBody(fields));
        });
  }

  /** One name gives one person, everywhere. */
  private static long seed(@Nullable String person) {
    long seed = 1125899906842597L;
    for (int i = 0; person != null && i < person.length(); i++) {
      seed = 31 * seed + person.charAt(i);
    }
    return seed;
  }

  /** A camera that gives no pictures; anything else stays a failure. */
  public static Future<ApiResponse> unavailable(Throwable failure) {
    return failure instanceof CameraUnavailableException
        ? ApiResponse.problem(
                Problem.later(503, "CAMERA_UNAVAILABLE", String.valueOf(failure.getMessage()), 5))
            .now()
        : Future.failedFuture(failure);
  }
}
