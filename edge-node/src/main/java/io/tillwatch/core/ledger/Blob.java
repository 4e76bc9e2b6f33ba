package io.tillwatch.core.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Bytes kept under the hash of a photo. Two photos may have equal bytes, so each has a part of its
 * own.
 *
 * @param sha256 of the photo, 64 hexadecimal digits
 * @param bytes the content; null in a question for it, and in the answer where it is not here
 * @param part whose bytes they are, {@code photoId@store}, since a database may be shared; null:
 *     plain bytes that a version before left there
 */
public record Blob(String sha256, byte @Nullable [] bytes, @Nullable String part) {
  private static final String STORE = "@";

  /** Asks for what is kept under that name. */
  public static Blob named(String sha256, @Nullable String part) {
    return new Blob(sha256, null, part);
  }

  /** The name of a photo's bytes that a store keeps. */
  public static String part(String photoId, String store) {
    return photoId + STORE + store;
  }

  /** Asks for those of any photo with that hash that a store keeps. */
  public static Blob anyOf(String sha256, String store) {
    return new Blob(sha256, null, STORE + store);
  }

  /** What its part ends in where it asks for any photo's of a store; null where it names one. */
  public @Nullable String store() {
    return part != null && part.startsWith(STORE) ? part : null;
  }

  /** The photo that its part names; null where it names none. */
  public @Nullable String photoId() {
    if (part == null) {
      return null;
    }
    int at = part.lastIndexOf(STORE);
    return at <= 0 ? null : part.substring(0, at);
  }
}
