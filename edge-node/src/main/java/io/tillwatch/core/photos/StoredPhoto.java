package io.tillwatch.core.photos;

import org.jspecify.annotations.Nullable;

/**
 * A photo's record with its picture.
 *
 * @param jpeg null in a question for it, and in the answer where it is not here, or not any more
 */
public record StoredPhoto(Photo photo, byte @Nullable [] jpeg) {}
