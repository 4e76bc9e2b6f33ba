package io.tillwatch.edge.camera;

import java.time.Instant;

/**
 * One picture of a camera, encoded.
 *
 * @param number 1 and more, in the order the camera gave them
 * @param jpeg JPEG or, from a folder, PNG; nobody changes it
 */
record Frame(long number, byte[] jpeg, Instant capturedAt) {}
