package io.tillwatch.core.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Bytes kept under the hash of a photo. Two photos may have equal bytes, so each has a part of its
 * own.
 *
 * @param sha256 of the photo, 64 hexadecimal digits
 * @param bytes the content; null in a question for it, and in the answer where it is not here
 * @param part whose bytes they are; null in a question: any photo's of that hash
 */
public record Blob(String sha256, byte @Nullable [] bytes, @Nullable String part) {

  /** Asks for what is kept under that name. */
  public static Blob named(String sha256, @Nullable String part) {
    return new Blob(sha256, null, part);
  }
}
