package io.tillwatch.core.camera;

/**
 * A model that a node looks at pictures with.
 *
 * @param use what for: {@code detector}, {@code recognizer} or {@code liveness}
 * @param name what people call it; {@code unknown} where nobody knows its hash
 * @param sha256 of its file, 64 hexadecimal digits
 * @param licence of its weights; {@code unknown} where nobody knows its hash
 */
public record FaceModel(String use, String name, String sha256, String licence) {
  private static final int SHORT = 8;

  /** For people: what it is, the beginning of its hash, and its licence. */
  public String describe() {
    String hash = sha256.substring(0, Math.min(SHORT, sha256.length()));
    return "%s %s (%s, %s)".formatted(use, name, hash, licence);
  }
}
