package io.tillwatch.edge.camera.source;

import java.time.Instant;

/**
 * One picture of a camera, encoded.
 *
 * @param number 1 and more, in the order the camera gave them
 * @param jpeg JPEG or, from a folder, PNG; nobody changes it
 */
public record Frame(long number, byte[] jpeg, Instant capturedAt) {}
