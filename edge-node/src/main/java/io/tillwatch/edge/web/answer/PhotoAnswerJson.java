package io.tillwatch.edge.web.answer;

import io.tillwatch.core.camera.Box;
import io.tillwatch.core.camera.SourceKind;
import io.tillwatch.core.photos.Photo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A photo that was looked at and kept, without its pixels. */
public record PhotoAnswerJson(String photoId, SourceKind source, Face face) {

  /**
   * What was seen.
   *
   * @param box the face that counts, in pixels; null where there is none
   */
  public record Face(
      int count, @Nullable Box box, int quality, boolean verified, List<String> issues) {}

  public static PhotoAnswerJson of(Photo photo) {
    return new PhotoAnswerJson(
        photo.id(),
        photo.source(),
        new Face(
            photo.faceCount(), photo.box(), photo.quality(), photo.verified(), photo.issues()));
  }
}
