package io.tillwatch.edge.web.api;

import io.tillwatch.core.camera.InvalidPictureException;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.core.photos.Erasure;
import io.tillwatch.core.photos.Photo;
import io.tillwatch.core.photos.PhotoConsent;
import io.tillwatch.edge.port.CameraBusyException;
import io.tillwatch.edge.port.Cameras;
import io.tillwatch.edge.web.access.Access;
import io.tillwatch.edge.web.answer.PhotoAnswerJson;
import io.tillwatch.edge.web.api.audit.AuditTrail;
import io.tillwatch.edge.web.http.ApiRequest;
import io.tillwatch.edge.web.http.ApiResponse;
import io.tillwatch.edge.web.http.BodyKind;
import io.tillwatch.edge.web.http.Endpoint;
import io.tillwatch.edge.web.http.Query;
import io.tillwatch.edge.web.problem.Problem;
import io.vertx.core.Future;
import java.util.List;

/** Face photos: handing one in, and looking at one. */
public final class PhotoRoutes {
  private static final String PATH = Endpoint.API + "/photos";

  private final Cameras cameras;
  private final PhotoStore photos;
  private final FactClient facts;
  private final AuditTrail audit;

  public PhotoRoutes(Cameras cameras, PhotoStore photos, FactClient facts, AuditTrail audit) {
    this.cameras = cameras;
    this.photos = photos;
    this.facts = facts;
    this.audit = audit;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post(PATH, Access.TILLS, BodyKind.IMAGE, this::upload),
        Endpoint.get(PATH + "/:photoId", Access.REVIEWERS, this::view));
  }

  private Future<ApiResponse> upload(ApiRequest request) {
    Query query = request.query();
    String laneId = query.text("lane");
    query.done();
    request.caller().checkLane(laneId);
    PhotoConsent consent = ConsentReader.ofHeader(request);
    // nobody can tell when and of whom a single picture was taken: see LivePhotoRoutes for that
    return cameras
        .inspect(request.body().getBytes(), SourceKind.UPLOAD)
        .compose(seen -> photos.keep(seen.report(), seen.jpeg(), laneId, consent))
        .map(photo -> ApiResponse.json(201, PhotoAnswerJson.of(photo)))
        .recover(PhotoRoutes::refused)
        .recover(CameraRoutes::unavailable);
  }

  private Future<ApiResponse> view(ApiRequest request) {
    String id = request.pathId("photoId");
    Query query = request.query();
    String why = query.freeText("why");
    query.done();
    return facts
        .fact(id)
        .compose(
            found ->
                found.filter(Erasure::covers).isPresent()
                    ? erased(id).now()
                    : found.isPresent() && found.get().fact() instanceof Photo photo
                        ? audit
                            .write(request.caller(), "PHOTO_VIEWED", id, why)
                            .compose(written -> photos.bytes(photo))
                            .map(bytes -> bytes == null ? gone(photo) : picture(bytes))
                        : unknown(id).now());
  }

  private static ApiResponse picture(byte[] jpeg) {
    return ApiResponse.bytes("image/jpeg", jpeg).with("Content-Disposition", "inline");
  }

  /** Where the picture was taken here it was removed; another store's may still be on its way. */
  private ApiResponse gone(Photo photo) {
    return photos.isOwn(photo)
        ? ApiResponse.problem(
            Problem.of(
                410,
                "PHOTO_EXPIRED",
                "the picture is not kept any more: photos are removed after photos.retentionDays,"
                    + " and after a day where no transaction used them"))
        : notHere(photo);
  }

  private static ApiResponse notHere(Photo photo) {
    return ApiResponse.problem(
        Problem.later(
            503,
            "PHOTO_NOT_HERE",
            "the picture was taken at " + photo.storeId() + " and has not arrived here yet",
            2));
  }

  private static ApiResponse erased(String id) {
    return ApiResponse.problem(
        Problem.of(410, "PHOTO_ERASED", "the picture of " + id + " was erased for its customer"));
  }

  static ApiResponse unknown(String id) {
    return ApiResponse.problem(
        Problem.of(404, "UNKNOWN_PHOTO", "no photo " + id + " is known here"));
  }

  /** What cannot be looked at; anything else stays a failure. */
  public static Future<ApiResponse> refused(Throwable failure) {
    if (failure instanceof InvalidPictureException) {
      return ApiResponse.problem(
              Problem.of(422, "NOT_A_PICTURE", String.valueOf(failure.getMessage())))
          .now();
    }
    if (failure instanceof CameraBusyException) {
      return ApiResponse.problem(
              Problem.later(503, "CAMERA_BUSY", String.valueOf(failure.getMessage()), 1))
          .now();
    }
    return Future.failedFuture(failure);
  }
}
