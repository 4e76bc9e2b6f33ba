package io.tillwatch.edge.web.answer;

import io.tillwatch.core.photos.Photo;
import io.tillwatch.edge.port.LivePhotos;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of one frame of a live session.
 *
 * @param frame its number, 1 and more
 * @param best whether it is the best so far
 * @param hint what the person can do better, as a code; null where all is well
 * @param photo the photo, with which the session is over; null where it goes on
 */
public record LiveFrameJson(
    int frame, boolean best, @Nullable String hint, @Nullable PhotoAnswerJson photo) {

  public static LiveFrameJson of(LivePhotos.Seen seen, @Nullable Photo photo) {
    return new LiveFrameJson(
        seen.frame(), seen.best(), seen.hint(), photo == null ? null : PhotoAnswerJson.of(photo));
  }
}
