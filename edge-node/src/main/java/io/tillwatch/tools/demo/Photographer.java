package io.tillwatch.tools.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillwatch.edge.camera.source.DemoPictures;
import io.tillwatch.tools.demo.model.Picture;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gets a photo of whoever stands at the till, by the lane's camera or by upload. */
final class Photographer {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunNames names;
  private final Map<String, byte[]> uploads = new HashMap<>();
  private long shots;

  Photographer(RunNames names) {
    this.names = names;
  }

  /**
   * What the store made of the picture; null where none was taken.
   *
   * @param stepId under which an uploaded file is kept, for a later replay
   */
  @Nullable JsonNode photograph(Picture picture, String stepId, String laneId, StoreClient store) {
    return switch (picture.kind()) {
      case NONE -> null;
      case CAMERA ->
          store.capture(
              JSON.createObjectNode()
                  .put("laneId", laneId)
                  .put("person", Long.toString(names.face(of(picture)))));
      case NOBODY ->
          store.capture(JSON.createObjectNode().put("laneId", laneId).put("face", false));
      case UPLOAD -> store.uploadPhoto(drawn(of(picture), stepId));
      case REPLAY -> store.uploadPhoto(uploaded(of(picture)));
    };
  }

  private static String of(Picture picture) {
    return Objects.requireNonNull(picture.of(), () -> "whom or what is shown to " + picture.kind());
  }

  private byte[] uploaded(String stepId) {
    return Objects.requireNonNull(uploads.get(stepId), () -> "an upload in step " + stepId);
  }

  private byte[] drawn(String person, String stepId) {
    byte[] jpeg = DemoPictures.personJpeg(names.face(person), ++shots);
    uploads.put(stepId, jpeg);
    return jpeg;
  }
}
