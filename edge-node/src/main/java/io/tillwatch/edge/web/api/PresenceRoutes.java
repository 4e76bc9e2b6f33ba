package io.tillwatch.edge.web.api;

import io.tillwatch.core.camera.FaceMatch;
import io.tillwatch.core.camera.Presence;
import io.tillwatch.core.photos.Erasure;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.edge.bus.Bus;
import io.tillwatch.edge.bus.Channels;
import io.tillwatch.edge.port.Cameras;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.answer.PresenceJson;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.BodyKind;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Whether who stands at a lane is whom its photo shows, asked before goods or money change hands.
 * Only where the store wants to know and the customer agreed that faces are compared. Whoever is
 * another person needs a photo of their own; nobody is accused.
 */
public final class PresenceRoutes {
  /** A camera that has to be opened takes seconds; a comparison a tenth of one. */
  private static final long PATIENCE_MILLIS = 6_000;

  private record Asked(String photoId, @Nullable String laneId) {}

  private final Bus bus;
  private final Cameras cameras;
  private final PhotoStore photos;
  private final FactClient facts;

  public PresenceRoutes(Bus bus, Cameras cameras, PhotoStore photos, FactClient facts) {
    this.bus = bus;
    this.cameras = cameras;
    this.photos = photos;
    this.facts = facts;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(
            Endpoint.API + "/photos/:photoId/presence",
            Access.TILLS,
            BodyKind.CAMERA_FRAME,
            this::byFrame),
        Endpoint.post(
            Endpoint.API + "/camera/presence", Access.TILLS, BodyKind.JSON, this::byCamera));
  }

  private Future<ApiResponse> byFrame(ApiRequest request) {
    String id = request.pathId("photoId");
    Query query = request.query();
    String laneId = query.text("lane");
    query.done();
    return check(request, new Asked(id, laneId), request.body().getBytes());
  }

  private Future<ApiResponse> byCamera(ApiRequest request) {
    Asked asked =
        RequestReader.read(
            request.json(), fields -> new Asked(fields.id("photoId"), fields.optionalId("laneId")));
    return check(request, asked, null);
  }

  private Future<ApiResponse> check(ApiRequest request, Asked asked, byte @Nullable [] frame) {
    request.caller().checkLane(asked.laneId());
    return facts
        .fact(asked.photoId())
        .compose(
            found ->
                found.filter(stored -> !Erasure.covers(stored)).isPresent()
                        && found.get().fact() instanceof Photo photo
                    ? check(photo, asked.laneId(), frame)
                    : PhotoRoutes.unknown(asked.photoId()).now());
  }

  private Future<ApiResponse> check(Photo photo, @Nullable String laneId, byte @Nullable [] frame) {
    boolean here = photo.laneId() == null || photo.laneId().equals(laneId);
    if (!here || !photos.isOwn(photo)) {
      return ApiResponse.problem(
              Problem.of(403, "OTHER_LANE", "the photo was taken at another lane or store"))
          .now();
    }
    String against = against(photo);
    if (against != null) {
      return ApiResponse.json(200, PresenceJson.unknown(photo.id(), against)).now();
    }
    return photos
        .bytes(photo)
        .compose(
            taken ->
                taken == null
                    ? Future.succeededFuture(Presence.unknown(FaceMatch.Reason.NOT_HERE))
                    : compare(laneId, taken, frame))
        .compose(presence -> publish(photo, presence))
        .map(presence -> ApiResponse.json(200, PresenceJson.of(photo.id(), presence)))
        .recover(PhotoRoutes::refused)
        .recover(CameraRoutes::unavailable);
  }

  private @Nullable String against(Photo photo) {
    if (!cameras.guardsVisits()) {
      return "NOT_ASKED_FOR";
    }
    if (!photo.source().isLive()) {
      return "NOT_LIVE";
    }
    return photo.mayBeMatched() ? null : FaceMatch.Reason.NO_CONSENT.name();
  }

  private Future<Presence> compare(@Nullable String laneId, byte[] taken, byte @Nullable [] frame) {
    return cameras
        .stillThere(laneId, taken, frame)
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .recover(
            why ->
                why instanceof TimeoutException
                    ? Future.succeededFuture(Presence.unknown(FaceMatch.Reason.LATE))
                    : Future.failedFuture(why));
  }

  private Future<Presence> publish(Photo photo, Presence presence) {
    return bus.ask(Channels.PHOTO_PRESENCE, new Presence.Check(photo.id(), presence.person()))
        .map(heard -> presence);
  }
}
