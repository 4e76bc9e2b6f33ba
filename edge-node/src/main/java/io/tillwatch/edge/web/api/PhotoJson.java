package io.tillwatch.edge.web.api;

import io.tillwatch.core.camera.Box;
import io.tillwatch.core.camera.CameraStatus;
import io.tillwatch.core.photos.Photo;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Photos, without their pixels, and the camera as the API shows them. */
final class PhotoJson {
  private PhotoJson() {}

  static JsonObject photo(Photo photo) {
    Box box = photo.box();
    JsonObject face =
        new JsonObject()
            .put("count", photo.faceCount())
            .put(
                "box",
                box == null
                    ? null
                    : new JsonObject()
                        .put("x", box.x())
                        .put("y", box.y())
                        .put("width", box.width())
                        .put("height", box.height()))
            .put("quality", photo.quality())
            .put("verified", photo.verified())
            .put("issues", new JsonArray(photo.issues()));
    return new JsonObject()
        .put("photoId", photo.id())
        .put("source", photo.source().name())
        .put("face", face);
  }

  /**
   * The camera.
   *
   * @param since when it came into this state
   */
  static JsonObject camera(CameraStatus status, Instant since) {
    return new JsonObject()
        .put("state", status.state())
        .put("source", status.source())
        .put("message", status.message())
        .put("matching", status.matching())
        .put("since", since.toString());
  }
}
