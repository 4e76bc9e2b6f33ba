package io.tillwatch.core.photos;

import org.jspecify.annotations.Nullable;

/**
 * A store asks another for a picture, and is answered.
 *
 * @param sha256 of the picture, 64 hexadecimal digits
 * @param bytes the picture; null in the question, and in the answer where it is not there; empty
 *     where the photo was taken there and is not kept any more
 * @param photoId which photo; null from the version before: any with that hash
 */
public record PhotoBytes(String sha256, byte @Nullable [] bytes, @Nullable String photoId) {

  /** The question for a photo's picture. */
  public static PhotoBytes of(Photo photo) {
    return new PhotoBytes(photo.sha256(), null, photo.id());
  }

  /** The answer to this question. */
  public PhotoBytes with(byte @Nullable [] picture) {
    return new PhotoBytes(sha256, picture, photoId);
  }
}
