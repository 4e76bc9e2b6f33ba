package io.tillwatch.core.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Bytes kept under their hash: a photo.
 *
 * @param sha256 64 hexadecimal digits
 * @param bytes the content; null in a question for it, and in the answer where it is not here
 */
public record Blob(String sha256, byte @Nullable [] bytes) {}
