package io.tillwatch.core.camera;

/**
 * A model that a node looks at pictures with.
 *
 * @param use what for: {@code detector}, {@code recognizer} or {@code liveness}
 * @param name what people call it; {@code unknown} where nobody knows its hash
 * @param sha256 of its file, 64 hexadecimal digits
 */
public record FaceModel(String use, String name, String sha256) {}
